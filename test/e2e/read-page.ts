/** One element of a page: its name and its attributes, decoded. */
export interface PageElement {
  readonly name: string;
  readonly attributes: ReadonlyMap<string, string>;
}

export interface Page {
  readonly elements: readonly PageElement[];
  /** What stands between tags, decoded; without what script and style hold. */
  readonly texts: readonly string[];
}

const VOID = new Set(["meta", "input", "br", "hr", "col", "path", "circle", "line", "rect"]);
const RAW = new Set(["script", "style"]);
const TAG = /<(\/?)([a-zA-Z][a-zA-Z0-9]*)((?:\s+[a-zA-Z-]+(?:="[^"<>]*")?)*)\s*(\/?)>/y;
const ATTRIBUTE = /([a-zA-Z-]+)(?:="([^"]*)")?/g;
const ENTITIES: ReadonlyMap<string, string> = new Map([
  ["amp", "&"],
  ["lt", "<"],
  ["gt", ">"],
  ["quot", '"'],
  ["#x27", "'"],
  ["#x60", "`"],
  ["#x3D", "="],
]);

/**
 * Reads a page of ours more strictly than a browser would: every tag closed, every attribute in double quotes, no `<`
 * or `>` that is not part of a tag, no `&` that is not one of the entities that we write, no comment.
 *
 * @throws Error with the place, for anything else
 */
export function readPage(html: string): Page {
  const elements: PageElement[] = [];
  const texts: string[] = [];
  const open: string[] = [];
  const start = "<!doctype html>";
  if (!html.startsWith(start)) throw new Error("no doctype");
  for (let at = start.length; at < html.length;) {
    if (html[at] !== "<") {
      const end = endOfText(html, at);
      texts.push(decode(html.slice(at, end)));
      at = end;
      continue;
    }
    const tag = readTag(html, at);
    at = tag.end;
    if (tag.closes) {
      const last = open.pop();
      if (last !== tag.name) throw new Error(`</${tag.name}> closes <${last ?? "nothing"}>`);
      continue;
    }
    elements.push(tag);
    if (RAW.has(tag.name)) at = endOfRawText(html, at, tag.name);
    else if (!tag.isEmpty) open.push(tag.name);
  }
  if (open.length > 0) throw new Error(`never closed: ${open.join(" ")}`);
  return { elements, texts };
}

interface Tag extends PageElement {
  readonly closes: boolean;
  readonly isEmpty: boolean;
  readonly end: number;
}

function readTag(html: string, at: number): Tag {
  TAG.lastIndex = at;
  const tag = TAG.exec(html);
  if (tag === null) throw new Error(`no tag: ${html.slice(at, at + 80)}`);
  const [whole, slash, name = "", attributes = "", empty] = tag;
  return {
    name,
    attributes: readAttributes(attributes),
    closes: slash === "/",
    isEmpty: VOID.has(name) || empty === "/",
    end: at + whole.length,
  };
}

function endOfText(html: string, from: number): number {
  const next = html.indexOf("<", from);
  return next === -1 ? html.length : next;
}

function readAttributes(text: string): ReadonlyMap<string, string> {
  return new Map(
    [...text.matchAll(ATTRIBUTE)].map(([, name = "", value = ""]) => [name, decode(value)]),
  );
}

function endOfRawText(html: string, from: number, name: string): number {
  const end = html.indexOf(`</${name}`, from);
  if (end === -1) throw new Error(`<${name}> is never closed`);
  return end + `</${name}>`.length;
}

function decode(text: string): string {
  if (text.includes(">")) throw new Error(`bare > in: ${text.slice(0, 80)}`);
  return text.replace(/&([^;\s]{0,8};)?/g, (entity, name: string | undefined) => {
    const character = ENTITIES.get(name?.slice(0, -1) ?? "");
    if (character === undefined) throw new Error(`no entity of ours: ${entity}`);
    return character;
  });
}
