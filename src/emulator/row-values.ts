/** A row as the service answered it. */
export type RawRow = Readonly<Record<string, unknown>>;

export const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** The name under which the row holds the property, whatever its casing; undefined = not in the row. */
export function propertyName(row: RawRow, name: string): string | undefined {
  if (Object.hasOwn(row, name)) return name;
  const wanted = name.toLowerCase();
  return Object.keys(row).find((key) => key.toLowerCase() === wanted);
}

export function valueOf(row: RawRow, name: string): unknown {
  const key = propertyName(row, name);
  return key === undefined ? undefined : row[key];
}

/** The property as trimmed text; undefined when it is absent, blank or not a scalar. */
export function textOf(row: RawRow, name: string): string | undefined {
  const text = displayText(valueOf(row, name))?.trim();
  return text === undefined || text === "" ? undefined : text;
}

export const lowerTextOf = (row: RawRow, name: string): string | undefined =>
  textOf(row, name)?.toLowerCase();

/** The property as a list of texts; a scalar is a list of one. */
export function textsOf(row: RawRow, name: string): readonly string[] {
  const value = valueOf(row, name);
  const values: readonly unknown[] = Array.isArray(value) ? value : [value];
  return values.flatMap((one) => displayText(one) ?? []);
}

export function booleanOf(row: RawRow, name: string): boolean | undefined {
  const value = valueOf(row, name);
  if (typeof value === "boolean") return value;
  const text = lowerTextOf(row, name);
  if (text === "true") return true;
  return text === "false" ? false : undefined;
}

/** Enums may have been recorded as `{"value": 2, "Value": "SecurityGroup"}`; the service prints the name. */
export function displayText(value: unknown): string | undefined {
  if (typeof value === "string") return value;
  if (typeof value === "number" || typeof value === "boolean") return String(value);
  if (isRecord(value) && typeof value["Value"] === "string") return value["Value"];
  return undefined;
}
