import type { RawRow } from "../exact-names.ts";

type Properties = Readonly<Record<string, unknown>>;

const NONE: Properties = Object.freeze({});

/**
 * Creates a function that takes the named properties out of a row, under their lower-cased names, with raw values.
 *
 * A property that is not in the row is not an own property of the result: unknown, not empty.
 */
export function createPropertyReader(names: ReadonlySet<string>): (row: RawRow) => Properties {
  if (names.size === 0) return () => NONE;
  const wanted = new Set([...names].map((name) => name.toLowerCase()));
  wanted.delete("__proto__");
  const spellings = new Map<string, string | null>();

  const nameOf = (key: string): string | null => {
    const known = spellings.get(key);
    if (known !== undefined) return known;
    const lower = key.toLowerCase();
    const name = wanted.has(lower) ? lower : null;
    spellings.set(key, name);
    return name;
  };

  return (row) => {
    const properties: Record<string, unknown> = {};
    for (const key in row) {
      const name = nameOf(key);
      if (name !== null) properties[name] = row[key];
    }
    return properties;
  };
}
