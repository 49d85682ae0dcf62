import { OWN_NAMES, OWN_TEXTS } from "./own-numbers.ts";
import type { PageLine } from "./page-lines.ts";
import { asShown, type Facts } from "./plan-facts.ts";

/** A number that is not part of a word. */
const NUMBER = /(?<![\p{L}\p{N}])\d[\d,]*(?![\p{L}\p{N}])/gu;
const PLAN_TEXT = "¶";

/** What a line says in numbers, in the form in which `appLines` and `tenantLines` expect it; empty = it says none. */
export function saidIn(line: PageLine, mask: (text: string) => string): readonly string[] {
  const masked = mask(line.text);
  if (!hasNumber(masked) || OWN_TEXTS.some((own) => own.test(masked))) return [];
  if (line.kind === "row") return rowSays(line, mask);
  return [shortened(masked, line)];
}

/** Every number in a text that is not part of a word. */
export const numbersIn = (text: string): readonly RegExpExecArray[] => [...text.matchAll(NUMBER)];

const hasNumber = (text: string): boolean => new RegExp(NUMBER.source, "u").test(text);
const numbersOf = (text: string): string => (text.match(NUMBER) ?? []).join(" ");

/**
 * Hides the texts of the plan that a line holds as they are, so that only numbers of the page's own are left.
 * A text that is nothing but a number hides nothing.
 */
export function createMask({ texts }: Pick<Facts, "texts">): (text: string) => string {
  const byStart = new Map<string, string[]>();
  for (const text of [...texts, ...OWN_NAMES].toSorted((a, b) => b.length - a.length)) {
    if (!/\d/.test(text) || !/[^\d,.\s]/.test(text)) continue;
    const start = text.slice(0, START);
    byStart.set(start, [...(byStart.get(start) ?? []), text]);
  }
  return (text) => {
    const shown = asShown(text);
    if (!/\d/.test(shown)) return shown;
    let masked = "";
    for (let at = 0; at < shown.length;) {
      const place = at;
      const own = byStart.get(shown.slice(at, at + START)) ?? [];
      const hidden = own.find((one) => shown.startsWith(one, place) && isWhole(shown, place, one));
      masked += hidden === undefined ? shown[at] : PLAN_TEXT;
      at += hidden?.length ?? 1;
    }
    return masked;
  };
}

const START = 2;
const WORD = /^[\p{L}\p{N}]$/u;

/** Tells whether a text stands alone where it is: not as a part of a longer word or number. */
function isWhole(line: string, at: number, text: string): boolean {
  const joined = (one: string, other: string): boolean => WORD.test(one) && WORD.test(other);
  const end = at + text.length;
  return (
    !joined(line[at - 1] ?? "", text[0] ?? "") && !joined(line[end - 1] ?? "", line[end] ?? "")
  );
}

type RowSays = (
  cells: readonly string[],
  mask: (text: string) => string,
  numbers: string,
) => readonly string[];

const lastWord = (text = ""): string => text.split(" ").at(-1) ?? "";

/** What a row says, by the name of its table; `numbers` = those behind its first cell. */
const ROWS: Readonly<Record<string, RowSays>> = {
  "Mailboxes by permission": ([head = ""], mask, numbers) => [
    `Mailboxes by permission: ${mask(head)}: ${numbers}`,
  ],
  "Scopes that could replace the policies": (cells, mask) => [
    `candidate ${mask(lastWord(cells[0]))}: ${numbersOf(mask(cells.join(" | ")))}`,
  ],
  Policies: (cells, mask) => [`Policies: ${numbersOf(mask(cells.join(" | ")))}`],
  Waves: ([head = "", ...others], mask) => [
    `wave ${head}: ${instantsAndNumbers(mask(others.join(" | ")))}`,
  ],
  "All sections": ([head], mask, numbers) => [`section ${mask(lastWord(head))}: ${numbers}`],
  "Dates that press": ([head = ""]) => [`deadline ${numbersOf(head)}`],
  "Impersonation assignments": (cells, mask, numbers) => [
    `impersonation ${mask(/ item (.+)$/.exec(cells[6] ?? "")?.[1] ?? "")}: ${numbers}`,
  ],
  Apps: (cells, mask) => appRowSays(cells, mask),
};

/** Rows are told by their head and their numbers, so that a number in the wrong row is noticed. */
function rowSays(
  { label, cells, text }: PageLine,
  mask: (text: string) => string,
): readonly string[] {
  const numbers = numbersOf(mask(cells.slice(1).join(" | ")));
  if (label.startsWith("Numbers of: ")) return [`figure ${figureRow(label, cells, mask)}`];
  return ROWS[label]?.(cells, mask, numbers) ?? [mask(text)];
}

function figureRow(
  label: string,
  cells: readonly string[],
  mask: (text: string) => string,
): string {
  const [head = "", ...others] = cells;
  if (!label.includes("Time of each wave"))
    return `${mask(head)} ${numbersOf(mask(others.join(" | ")))}`;
  return [head, ...others.filter((cell) => /\d/.test(cell))].join(" ");
}

/** A row of the table of apps says its wave, what each permission reaches, and how many reasons there are. */
function appRowSays(cells: readonly string[], mask: (text: string) => string): readonly string[] {
  const [wave = "", pairs = "", why = ""] = cells.slice(3);
  const more = / \((?:\s*)and (\d[\d,]*) more reasons?\s*\)$/.exec(why);
  const rest = mask([...cells.slice(0, 3), why.slice(0, more?.index)].join(" | "));
  return [
    ...(hasNumber(wave) ? [`wave ${wave}`] : []),
    ...pairs.split(" / ").flatMap((pair) => pairSays(mask(pair))),
    ...(more === null ? [] : [`and ${more[1]} more`]),
    ...(hasNumber(rest) ? [rest] : []),
  ];
}

function pairSays(pair: string): readonly string[] {
  const said = /^(.+?) (\d[\d,]*(?: .*)?)$/.exec(pair);
  return said === null ? [] : [`pair ${said[1]} ${numbersOf(said[2] ?? "")}`];
}

const instantsAndNumbers = (text: string): string =>
  (
    text.match(/\d{4}-\d\d-\d\d \d\d:\d\d UTC|(?<![\p{L}\p{N}])\d[\d,]*(?![\p{L}\p{N}])/gu) ?? []
  ).join(" ");

const INSTANT = String.raw`\d{4}-\d\d-\d\d \d\d:\d\d UTC`;
const COUNT = String.raw`\d[\d,]*`;

/** Sentences that hold names too are told by their numbers and what these are of. */
const SHORT: readonly (readonly [pattern: RegExp, short: string])[] = [
  [
    new RegExp(
      String.raw`^(Kept|Gained|Lost|Can be reached today|Unknown today)[^(\d]*\((${COUNT})\): \D+$`,
    ),
    "list $1 ($2)",
  ],
  [new RegExp(String.raw`^(${COUNT}) more in \D+$`), "$1 more in"],
  [new RegExp(String.raw`^and (${COUNT}) more, see \D+$`), "and $1 more, see"],
  [new RegExp(String.raw`^[^\d(]+: [^\d(]+ \(as of (${INSTANT})\)\. \D+$`), "gate (as of $1)"],
  [
    new RegExp(String.raw`^Way back \D+ Then wait (\S+ \S+) before the next way back\.\D*$`),
    "way back, then wait $1",
  ],
  [
    /^(.+: for \S+ \S+ after the cut-over its old tokens may still work, so a fault may show late\.) Symptom: (?:HTTP 403 with|EWS response code) .+$/,
    "$1",
  ],
  [
    new RegExp(String.raw`^\D+ for (${COUNT}) mailbox(?:es)?, within the management scope \D+$`),
    "new access: $1",
  ],
  [new RegExp(String.raw`^\D+ · (evidence taken ${INSTANT}) · Exchange Online$`), "$1"],
  [new RegExp(String.raw`^(${INSTANT}), Exchange Online$`), "Evidence taken $1"],
  [new RegExp(String.raw`^(${COUNT}) \W([A-Z][a-z ]+?) [A-Z]\D+$`), "tile $2 $1"],
  [new RegExp(String.raw`^\W ((?:Low|Medium|High) risk: ${COUNT})$`), "$1"],
  [new RegExp(String.raw`^\W{1,2}((?:High|Medium|Low|To know or ask)\b.* ${COUNT})$`), "$1"],
  [
    new RegExp(
      String.raw`^What else a reader must know, beside the plans of the apps: (${COUNT} findings)\.\D+$`,
    ),
    "$1",
  ],
  [
    new RegExp(
      String.raw`^(Who answers for \D*${COUNT} \D+${COUNT} that change: owner is undecided(?:; Entra names owners of ${COUNT} of them)?) \D+$`,
    ),
    "$1",
  ],
  [
    new RegExp(
      String.raw`^An answer for (${COUNT} apps?): (?:\D*|what becomes of an app whose policies admit 0 mailboxes) apps\.<app id>\.(\w+) in decisions\.json$`,
    ),
    "missing $2: $1",
  ],
  [
    new RegExp(
      String.raw`^(An answer for ${COUNT} impersonating accounts?: which app stands behind it) \D+$`,
    ),
    "$1",
  ],
  [
    new RegExp(String.raw`^unconfirmed \((\w+)\): \D+ and (${COUNT}) more$`),
    "unconfirmed ($1) and $2 more",
  ],
  [
    new RegExp(String.raw`^.*Not asked today: (${COUNT} apps?): [^;\d]+; (${COUNT} apps?): \D+$`),
    "not asked today: $1, $2",
  ],
  [new RegExp(String.raw`^.*Not asked today: (${COUNT} apps?): \D+$`), "not asked today: $1"],
  [
    new RegExp(String.raw`^Apps looked at: \D*(${COUNT})\.\D+(${COUNT}) in this tenant\.$`),
    "looked at $1, $2",
  ],
  [new RegExp(String.raw`^Apps looked at: \D*(${COUNT})\.\D+$`), "looked at $1"],
  [
    new RegExp(String.raw`^User, linked, shared, .*in no other count: (${COUNT} .+)\.$`),
    "apart $1",
  ],
  [new RegExp(String.raw`^\D+ Times are the earliest, (counted from ${INSTANT}): \D+$`), "$1"],
  [/^\W Decision on change ([12]): Not approved yet: \D+$/, "decision on change $1"],
  [new RegExp(String.raw`^(${INSTANT}) to (${INSTANT}): \D*$`), "frozen $1 to $2"],
];

function shortened(masked: string, line: PageLine): string {
  if (line.section === "What the board is asked" && / gained, .* lost/.test(masked))
    return `affected ${(masked.match(/\S+: [\d,a-z ]+ gained, [\d,a-z ]+ lost/g) ?? []).join(" ")}`;
  for (const [pattern, short] of SHORT)
    if (pattern.test(masked)) return masked.replace(pattern, short);
  return masked;
}
