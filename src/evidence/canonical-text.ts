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
  const mayHaveGuid = text.length >= GUID_LENGTH && text.includes("-");
  if (!mayHaveGuid || text === text.toLowerCase()) return quote(text);
  return quote(text.replace(GUID, (guid) => guid.toLowerCase()));
}

/** Text that JSON writes as it is. */
const PLAIN = /^[ !#-[\]-~]*$/;

/** As `JSON.stringify`, at half the cost for most texts. */
const quote = (text: string): string => (PLAIN.test(text) ? `"${text}"` : JSON.stringify(text));

function renderObject(value: object): string {
  const row = value as Readonly<Record<string, unknown>>;
  let text = "{";
  for (const { key, quoted } of sortKeys(Object.keys(row))) {
    const inner = row[key];
    if (inner === undefined) continue;
    text += `${text === "{" ? "" : ","}${quoted}:${renderCanonicalText(inner)}`;
  }
  return `${text}}`;
}

/** The keys of an object in order, as they are rendered. */
interface Shape {
  readonly keys: readonly string[];
  readonly sorted: readonly { readonly key: string; readonly quoted: string }[];
}

/** By number of keys. There may be millions of rows, and they have few shapes: each is sorted once. */
const SHAPES = new Map<number, Shape>();

function sortKeys(keys: readonly string[]): Shape["sorted"] {
  const known = SHAPES.get(keys.length);
  if (known?.keys.every((key, at) => key === keys[at]) === true) return known.sorted;
  const sorted = keys.toSorted().map((key) => ({ key, quoted: JSON.stringify(key) }));
  SHAPES.set(keys.length, { keys, sorted });
  return sorted;
}
