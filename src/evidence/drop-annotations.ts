/**
 * Drops the keys that annotate a raw value (every key that holds `@`), at every level.
 *
 * With `keepType`, `@odata.type` stays at the top level: on Graph rows it alone tells a user from a group. A value
 * without such keys is returned as it is, not copied.
 */
export function dropAnnotations(value: unknown, keepType = false): unknown {
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return dropFromItems(value);
  return dropFromObject(value, keepType);
}

function dropFromItems(items: readonly unknown[]): unknown {
  const kept = items.map((item) => dropAnnotations(item));
  return kept.every((item, index) => item === items[index]) ? items : kept;
}

function dropFromObject(value: object, keepType: boolean): unknown {
  const entries: [string, unknown][] = Object.entries(value);
  const kept: [string, unknown][] = [];
  let changed = false;
  for (const [key, inner] of entries) {
    if (key.includes("@") && !(keepType && key === "@odata.type")) {
      changed = true;
      continue;
    }
    const cleaned = dropAnnotations(inner);
    changed ||= cleaned !== inner;
    kept.push([key, cleaned]);
  }
  return changed ? Object.fromEntries(kept) : value;
}
