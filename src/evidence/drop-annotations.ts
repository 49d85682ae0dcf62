import { setOwnProperty } from "./set-own-property.ts";

/**
 * Drops the keys that annotate a raw value (every key that holds `@`), at every level.
 *
 * With `keepType`, `@odata.type` stays at the top level: on Graph rows it alone tells a user from a group. A value
 * without such keys is returned as it is, not copied.
 */
export function dropAnnotations(value: unknown, keepType = false): unknown {
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return dropFromItems(value);
  return dropFromObject(value as Readonly<Record<string, unknown>>, keepType);
}

function dropFromItems(items: readonly unknown[]): unknown {
  const kept = items.map((item) => dropAnnotations(item));
  return kept.every((item, index) => item === items[index]) ? items : kept;
}

/** Every row of a tenant passes here: properties are set one by one, which is several times as fast as `fromEntries`. */
function dropFromObject(value: Readonly<Record<string, unknown>>, keepType: boolean): unknown {
  const kept: Record<string, unknown> = {};
  let changed = false;
  for (const key of Object.keys(value)) {
    if (key.includes("@") && !(keepType && key === "@odata.type")) {
      changed = true;
      continue;
    }
    const inner = value[key];
    const cleaned = dropAnnotations(inner);
    changed ||= cleaned !== inner;
    setOwnProperty(kept, key, cleaned);
  }
  return changed ? kept : value;
}
