import { OWN_WORDS } from "./own-numbers.ts";
import type { PageLine } from "./page-lines.ts";
import { asShown, namesOfSet, type Facts } from "./plan-facts.ts";
import { setsOf } from "./app-lines.ts";

const WORD = /[\p{L}\p{N}]+/gu;

/**
 * Words of a page that neither the plan nor the report itself has; on an app's page only the plan's words for this app
 * count. Words with a digit are always data, but for a few. Labels in pictures are cut: `wrongPictures` reads those.
 */
export function strangeWords(
  lines: readonly PageLine[],
  places: ReadonlyMap<string | null, Facts>,
  own: ReadonlySet<string>,
): readonly string[] {
  const words = new Map([...places].map(([place, { texts }]) => [place, wordsOf([...texts])]));
  const whole = lines.filter(({ kind }) => kind !== "picture");
  return whole.flatMap(({ app, text, label }) =>
    [...wordsOf([text])]
      .filter((word) => /\p{L}/u.test(word))
      .filter((word) => !(words.get(app)?.has(word) ?? false))
      .filter((word) => (/\p{N}/u.test(word) ? !OWN_WORDS.has(word) : !own.has(word)))
      .map((word) => `${word} in ${app ?? "the tenant"}, ${label}: ${text.slice(0, 120)}`),
  );
}

export const wordsOf = (texts: readonly string[]): ReadonlySet<string> =>
  new Set(texts.flatMap((text) => text.toLowerCase().match(WORD) ?? []));

const LIST =
  /^(Kept|Gained|Lost|Can be reached today|Unknown today)(: every mailbox)?.*? \((\S+)\): /;

/** Lists of mailboxes that do not name members of the set that they stand for, or not as many as there are. */
export function wrongLists(
  lines: readonly PageLine[],
  places: ReadonlyMap<string | null, Facts>,
): readonly string[] {
  const lists = new Map<string, string[]>();
  for (const { kind, app, label, text } of lines) {
    if (kind === "text" && LIST.test(text)) lists.set(`${app}\n${text}`, []);
    if (kind === "member") lists.get(`${app}\n${label}`)?.push(text);
  }
  return [...lists].flatMap(([key, shown]) => {
    const [app = "", title = ""] = key.split("\n");
    const facts = places.get(app);
    const candidates = facts === undefined ? [] : listsOf(facts, title);
    return candidates.some((expected) => isSame(expected, shown))
      ? []
      : [`${app}: ${title}: ${shown.join("; ")}`];
  });
}

/** What the sets of this title hold, by name; "everyone but" lists those left out. */
function listsOf({ app, sets, mailboxes }: Facts, title: string): readonly (readonly string[])[] {
  const [, name, everyone] = LIST.exec(title) ?? [];
  return (app?.permissions ?? []).flatMap((permission) =>
    setsOf(permission).flatMap((one) => {
      const file = namesOfSet(one.set);
      const isOpen = typeof one.set?.set === "object" && one.set.set !== null;
      if (one.title !== name || file === null || isOpen !== (everyone !== undefined)) return [];
      const named = (sets.get(file) ?? []).map((id) => {
        const known = mailboxes.get(id);
        return asShown(
          known === undefined ? id : `${known.displayName || id} ${known.primarySmtpAddress}`,
        );
      });
      return [named];
    }),
  );
}

const LISTED = 50;

function isSame(expected: readonly string[], shown: readonly string[]): boolean {
  const all = new Set(expected);
  return (
    shown.length === Math.min(LISTED, expected.length) &&
    new Set(shown).size === new Set(expected.slice(0, shown.length)).size &&
    shown.every((one) => all.has(one))
  );
}

const NUMBERS = /^\d[\d,]*(?: \+ \d[\d,]*)*$/;

/** Texts in pictures that the table behind the picture does not hold: a label of its row, or its numbers. */
export function wrongPictures(lines: readonly PageLine[]): readonly string[] {
  return lines
    .filter(({ kind }) => kind === "picture")
    .filter(({ label, text }) => {
      const rows = lines.filter((one) => one.label === `Numbers of: ${label}`);
      const said = rows.flatMap(({ cells }) => saidBy(cells, label)).map(plainLabel);
      const shown = plainLabel(text);
      if (NUMBERS.test(shown) || !shown.endsWith("…")) return !said.includes(shown);
      return !said.some((one) => one.startsWith(shown.slice(0, -1).trim()));
    })
    .map(({ label, text }) => `${label}: ${text}`);
}

/** A label as a picture can hold it: one line, nothing that cannot be seen. */
const plainLabel = (text: string): string =>
  text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\s\uFFFD]+/gu, " ").trim();

/** What a picture may say of a row: each cell, head and rest, and its numbers that are more than 0 as a sum. */
function saidBy(cells: readonly string[], label: string): readonly string[] {
  const [head = "", second = ""] = cells;
  const [first = "", ...others] = second.split(", ");
  const permissions = others.length === 0 ? first : `${first} + ${others.length}`;
  const numbers = cells.slice(1).flatMap((cell) => {
    const hours = /^(?:(\d+) days|(?:(\d+) h)?(?: ?(\d+) min)?)$/.exec(cell);
    if (label.startsWith("Time of each wave") && hours !== null && cell !== "")
      return [
        Math.round(Number(hours[1] ?? 0) * 24 + Number(hours[2] ?? 0) + Number(hours[3] ?? 0) / 60),
      ];
    const count = /^(?:at least )?(\d[\d,]*)$/.exec(cell)?.[1];
    return count === undefined ? [] : [Number(count.replaceAll(",", ""))];
  });
  const doubt = second.startsWith("at least ") ? ", at least" : "";
  const sum = numbers.filter((number) => number > 0).join(" + ") || "0";
  return [`${head}${doubt}`, ...cells.slice(1), `${head}: ${permissions}`, `Wave ${head}`, sum];
}
