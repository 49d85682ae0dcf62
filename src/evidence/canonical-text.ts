const GUID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/gi;
const GUID_LENGTH = 36;

/**
 * Renders a decoded value as one text that does not depend on how it was read: keys and lists are sorted, GUIDs are
 * lower case wherever they stand, keys without a value are left out.
 *
 * Lists of decoded rows are sets (owners, permissions, proxy addresses): their order has no meaning.
 */
export function renderCanonicalText(value: unknown): string {
  if (typeof value === "string") return renderString(value);
  if (typeof value !== "object" || value === null) return JSON.stringify(value) ?? "null";
  if (Array.isArray(value)) return `[${value.map(renderCanonicalText).toSorted().join(",")}]`;
  return renderObject(value);
}

function renderString(text: string): string {
  const hasGuid = text.length >= GUID_LENGTH && text.includes("-") && text !== text.toLowerCase();
  return JSON.stringify(hasGuid ? text.replace(GUID, (guid) => guid.toLowerCase()) : text);
}

function renderObject(value: object): string {
  const row = value as Readonly<Record<string, unknown>>;
  const parts: string[] = [];
  for (const key of Object.keys(row).toSorted()) {
    const inner = row[key];
    if (inner !== undefined) parts.push(`${JSON.stringify(key)}:${renderCanonicalText(inner)}`);
  }
  return `{${parts.join(",")}}`;
}
