/** The data block of a report, as its script reads it. */
interface Pages {
  readonly lines: readonly string[];
  readonly parts: readonly string[];
  readonly shared: readonly string[];
  readonly apps: readonly {
    readonly key: string;
    readonly values: readonly (string | number)[];
    readonly row: string;
    readonly page: string;
  }[];
}

const BLOCK = /<script type="application\/json" id="pages">([\s\S]*?)<\/script>/;
const EMPTY_BODY = "<tbody></tbody>";

/**
 * Writes a report as a reader has it once every app was opened: rows in the table of apps, pages after it, and no data
 * block. Written apart from the page's own script, so that each checks the other.
 */
export function openPages(html: string): string {
  const block = BLOCK.exec(html)?.[1];
  if (block === undefined) throw new Error("the report has no block of pages");
  const pages = JSON.parse(block) as Pages;
  const rows = pages.apps.map((app) => unpack(pages, app.values, app.row));
  const articles = pages.apps.map((app) => unpack(pages, app.values, app.page));
  if (html.split(EMPTY_BODY).length !== 2) throw new Error("the table of apps is not empty");
  const [before = "", after = ""] = html.replace(BLOCK, "").split(EMPTY_BODY);
  const [overview = "", rest = ""] = after.split('<div id="print-pages"></div>');
  return `${before}<tbody>\n${rows.join("\n")}\n</tbody>${overview}<div id="print-pages">\n${articles.join("\n")}\n</div>${rest}`;
}

function unpack(pages: Pages, values: readonly (string | number)[], runs: string): string {
  return numbersOf(runs)
    .flatMap((part) => numbersOf(pages.parts[part] ?? fail(`no part ${String(part)}`)))
    .map((line) => pages.lines[line] ?? fail(`no line ${String(line)}`))
    .join("\n")
    .replace(/&(\d+);/g, (_, place: string) => {
      const value = values[Number(place)];
      const text = typeof value === "number" ? pages.shared[value] : readHash(value);
      return text ?? fail(`no value ${place}`);
    });
}

const readHash = (value: string | undefined): string | undefined =>
  value?.startsWith("=") === true ? Buffer.from(value.slice(1), "base64").toString("hex") : value;

function numbersOf(runs: string): readonly number[] {
  return runs.split(",").flatMap((run) => {
    const [first = 0, count = 1] = run.split("+").map(Number);
    return Array.from({ length: count }, (_, at) => first + at);
  });
}

function fail(message: string): never {
  throw new Error(message);
}
