import {
  countMailboxes,
  intersect,
  mailboxIndexes,
  sameMailboxes,
  union,
  type MailboxSet,
} from "../../sets/mailbox-set.ts";
import {
  BLANK,
  mailboxesWith,
  type AttributeColumn,
  type AttributeIndex,
} from "./attribute-index.ts";

/** The mailboxes that share one value of one attribute. */
export interface AttributeValue {
  readonly attribute: string;
  readonly value: string;
}

/** `attribute -eq value`, or two of them joined. */
export interface Predicate {
  readonly join: "and" | "or" | null;
  readonly terms: readonly AttributeValue[];
}

interface Term extends AttributeValue {
  readonly mailboxes: MailboxSet;
}

/** A value that some wanted mailbox has. */
interface Found {
  readonly column: AttributeColumn;
  readonly value: number;
  /** How many wanted mailboxes have it. */
  readonly wanted: number;
  /** How many mailboxes have it. */
  readonly all: number;
}

/** Values that more mailboxes have than this make no short list of subsets to try. */
const MOST_SUBSETS = 64;

/**
 * Finds the first predicate that selects exactly the wanted mailboxes: one term, else two joined by `-and`, else two
 * joined by `-or`, of one attribute rather than of two.
 *
 * A set of one mailbox is not searched: any unique value would do, and say nothing.
 */
export function findPredicate(
  index: AttributeIndex,
  wanted: MailboxSet,
  size: number,
): Predicate | null {
  const total = countMailboxes(wanted, size);
  if (wanted.everyoneBut || total < 2) return null;
  const found = index.flatMap((column) => valuesOfSome(column, wanted, size));
  const ofAll = found.filter((one) => one.wanted === total);
  const exact = ofAll.find(({ all }) => all === total);
  if (exact !== undefined) return { join: null, terms: [valueOf(exact)] };
  const both = firstPair(
    ofAll.map((one) => termOf(one)),
    (a, b) => sameMailboxes(intersect(a.mailboxes, b.mailboxes), wanted, size),
  );
  if (both !== null) return { join: "and", terms: both };
  const within = found.filter(({ wanted: own, all }) => own === all);
  const parts = largest(within, total).map((one) => termOf(one, mailboxIndexes(wanted, size)));
  const fills = (a: Term, b: Term): boolean =>
    sameMailboxes(union(a.mailboxes, b.mailboxes), wanted, size);
  const either =
    firstPair(parts, (a, b) => a.attribute === b.attribute && fills(a, b)) ??
    firstPair(parts, fills);
  return either === null ? null : { join: "or", terms: either };
}

/** Counts the values of the wanted mailboxes, in order of value. */
function valuesOfSome(column: AttributeColumn, wanted: MailboxSet, size: number): Found[] {
  const counts = new Map<number, number>();
  for (const mailbox of mailboxIndexes(wanted, size)) {
    const value = column.valueOf[mailbox] ?? BLANK;
    if (value !== BLANK) counts.set(value, (counts.get(value) ?? 0) + 1);
  }
  return [...counts]
    .toSorted(([a], [b]) => a - b)
    .map(([value, own]) => ({ column, value, wanted: own, all: column.counts[value] ?? 0 }));
}

/** The largest values, without those that no other could fill up to the total. */
function largest(found: readonly Found[], total: number): readonly Found[] {
  const sorted = found.toSorted((a, b) => b.all - a.all).slice(0, MOST_SUBSETS);
  const most = sorted[0]?.all ?? 0;
  return sorted.filter(({ all }) => all + most >= total);
}

const valueOf = ({ column, value }: Found): AttributeValue => ({
  attribute: column.attribute,
  value: column.values[value] ?? "",
});

/** With the mailboxes that have the value, among all or among some. */
const termOf = (found: Found, among?: Iterable<number>): Term => ({
  ...valueOf(found),
  mailboxes: mailboxesWith(found.column, found.value, among),
});

function firstPair(
  terms: readonly Term[],
  test: (a: Term, b: Term) => boolean,
): readonly [Term, Term] | null {
  for (const [at, a] of terms.entries()) {
    const b = terms.slice(at + 1).find((other) => test(a, other));
    if (b !== undefined) return [a, b];
  }
  return null;
}
