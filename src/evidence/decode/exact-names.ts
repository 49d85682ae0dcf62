/** An object as JSON has it. */
export type RawRow = Readonly<Record<string, unknown>>;

export const isRawRow = (value: unknown): value is RawRow =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/**
 * Creates a function that gives a row's properties the names that we know, whatever their case.
 *
 * Sources differ (`EwsAllowedAppIDs`, `EWSAllowedAppIDs`). A property with the exact name wins; a row that has all of
 * them is returned as it is.
 */
export function createNameReader(names: readonly string[]): (row: RawRow) => RawRow {
  const known = new Map(names.map((name) => [name.toLowerCase(), name]));
  const spellings = new Map<string, string | undefined>();

  const nameOf = (key: string): string | undefined => {
    if (!spellings.has(key)) spellings.set(key, known.get(key.toLowerCase()));
    return spellings.get(key);
  };

  return (row) => {
    if (names.every((name) => Object.hasOwn(row, name))) return row;
    const named: Record<string, unknown> = {};
    for (const key in row) {
      const name = nameOf(key);
      if (name !== undefined && (name === key || !Object.hasOwn(row, name))) named[name] = row[key];
    }
    return named;
  };
}
