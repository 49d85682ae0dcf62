/** A row as a service answered it. */
export type RawRow = Readonly<Record<string, unknown>>;

export function isRecord(value: unknown): value is RawRow {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The property's text, trimmed; "" when it is absent, blank or no text. */
export function readText(row: RawRow, property: string): string {
  const value = row[property];
  return typeof value === "string" ? value.trim() : "";
}

/** Key of a recipient: ExternalDirectoryObjectId, or Guid where that is empty; lower case; "" without either. */
export function readRecipientKey(row: RawRow): string {
  return (readText(row, "ExternalDirectoryObjectId") || readText(row, "Guid")).toLowerCase();
}
