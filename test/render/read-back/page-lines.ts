/** One line of a page as a reader sees it, and where it stands. */
export interface PageLine {
  /** Key of the app whose page or row it stands in; null = in no app's. */
  readonly app: string | null;
  /** Title of the section. */
  readonly section: string;
  /** What it stands under: the term of a fact, the name of a table, the last heading. */
  readonly label: string;
  readonly kind: "text" | "row" | "member" | "picture" | "alternative";
  /** Paragraphs of a cell are joined by ` / `. */
  readonly cells: readonly string[];
  /** Cells of a row are joined by ` | `. */
  readonly text: string;
}

/** The text of a script as a page shows it. */
export interface PageScript {
  readonly path: string;
  readonly text: string;
}

export interface PageContent {
  readonly lines: readonly PageLine[];
  readonly scripts: readonly PageScript[];
}

interface Open {
  readonly name: string;
  readonly attributes: string;
}

const TOKEN = /<(\/?)([a-zA-Z][a-zA-Z0-9]*)((?:\s+[a-zA-Z-]+(?:="[^"<>]*")?)*)\s*\/?>|[^<]+/g;
const RAW = /<(script|style)\b[^>]*>[\s\S]*?<\/\1>/g;
const VOID = new Set(["meta", "input", "br", "path", "rect", "line", "circle", "polyline"]);
const INLINE = new Set(
  "a b bdi br code small span strong time input select output g path rect".split(" "),
);
const HEADINGS = new Set(["h1", "h2", "h3", "h4", "summary", "figcaption", "caption"]);

/**
 * Reads a page, opened by `openPages`, into its lines: everything that is seen, what is said in the place of a picture,
 * and the texts of scripts apart.
 */
export function readLines(opened: string): PageContent {
  const reader = createReader();
  const body = opened.slice(opened.indexOf("<body"), opened.indexOf("</html>"));
  for (const token of body.replace(RAW, "").matchAll(TOKEN)) {
    const [whole, slash, name, attributes = ""] = token;
    if (name === undefined) reader.text(decode(whole));
    else if (slash === "/") reader.close(name);
    else reader.open({ name, attributes });
  }
  return reader.content();
}

function createReader() {
  const lines: PageLine[] = [];
  const scripts: PageScript[] = [];
  const stack: Open[] = [];
  let text = "";
  let cells: string[][] | null = null;
  let section = "";
  let label = "";
  let term: string | null = null;
  let path = "";
  const within = (name: string): Open | undefined => stack.findLast((one) => one.name === name);
  const emit = (kind: PageLine["kind"], said: string, own: readonly string[] = []): void => {
    const row = within("tr");
    const article = stack.find((one) => attribute(one, "class") === "app");
    const app =
      (row === undefined ? null : attribute(row, "data-for")) ??
      (article === undefined ? null : attribute(article, "id"));
    const table = stack.findLast((one) => attribute(one, "role") === "group");
    const under = (kind === "row" && table && attribute(table, "aria-label")) || term || label;
    lines.push({ app, section, label: under, kind, cells: own, text: said });
  };
  /** What the lines after this one stand under. */
  const remember = (element: string, said: string): void => {
    if (element === "h2") section = said;
    if (HEADINGS.has(element)) label = said;
    if (element === "dt") term = said;
    path = /^(scripts\/\S+) SHA-256/.exec(said)?.[1] ?? path;
  };
  const flush = (): void => {
    const said = text.replace(/\s+/g, " ").trim();
    text = "";
    if (said === "") return;
    if (cells !== null) {
      cells.at(-1)?.push(said);
      return;
    }
    const isMember = stack.some((one) => attribute(one, "class") === "members");
    emit(within("text") !== undefined ? "picture" : isMember ? "member" : "text", said);
    remember(stack.at(-1)?.name ?? "", said);
  };
  return {
    text: (more: string): void => {
      if (within("pre") === undefined) text += more;
      else
        scripts.push({
          path,
          text: (scripts.at(-1)?.path === path ? (scripts.pop()?.text ?? "") : "") + more,
        });
    },
    open: (one: Open): void => {
      if (!INLINE.has(one.name)) flush();
      if (one.name === "br") text += " ";
      if (!VOID.has(one.name)) stack.push(one);
      if (one.name === "tr") cells = [];
      if (one.name === "td" || one.name === "th") cells?.push([]);
      for (const name of ["aria-label", "placeholder"]) {
        const said = attribute(one, name);
        if (said !== null) emit("alternative", said);
      }
    },
    close: (name: string): void => {
      if (!INLINE.has(name)) flush();
      if (name === "tr" && cells !== null) {
        const row = cells.map((parts) => parts.join(" / "));
        cells = null;
        emit("row", row.join(" | "), row);
      }
      if (name === "dl") term = null;
      const last = stack.pop();
      if (last?.name !== name) throw new Error(`</${name}> closes <${last?.name ?? "nothing"}>`);
    },
    content: (): PageContent => ({ lines, scripts }),
  };
}

function attribute({ attributes }: Open, name: string): string | null {
  const value = new RegExp(`\\s${name}="([^"]*)"`).exec(attributes)?.[1];
  return value === undefined ? null : decode(value);
}

const NAMED: Readonly<Record<string, string>> = { amp: "&", lt: "<", gt: ">", quot: '"' };

function decode(text: string): string {
  return text.replace(/&(?:#x([0-9A-Fa-f]+)|([a-z]+));/g, (whole, hex?: string, name?: string) =>
    hex === undefined
      ? (NAMED[name ?? ""] ?? whole)
      : String.fromCodePoint(Number.parseInt(hex, 16)),
  );
}
