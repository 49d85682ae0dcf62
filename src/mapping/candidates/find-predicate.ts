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
  const mailboxes = [...mailboxIndexes(wanted, size)];
  const counted = index.map((column) => countValues(column, mailboxes));
  const ofAll = counted.flatMap((one) => valuesWith(one, ({ wanted: own }) => own === total));
  const exact = ofAll.find(({ all }) => all === total);
  if (exact !== undefined) return { join: null, terms: [valueOf(exact)] };
  const both = firstPair(
    ofAll.map((one) => termOf(one)),
    (a, b) => sameMailboxes(intersect(a.mailboxes, b.mailboxes), wanted, size),
  );
  if (both !== null) return { join: "and", terms: both };
  const parts = partsOf(counted, total).map((one) => termOf(one, mailboxes));
  const fills = (a: Term, b: Term): boolean =>
    sameMailboxes(union(a.mailboxes, b.mailboxes), wanted, size);
  const either =
    firstPair(parts, (a, b) => a.attribute === b.attribute && fills(a, b)) ??
    firstPair(parts, fills);
  return either === null ? null : { join: "or", terms: either };
}

/** How many wanted mailboxes have each value of a column, by number of the value. */
interface Counted {
  readonly column: AttributeColumn;
  readonly counts: ReadonlyMap<number, number>;
}

function countValues(column: AttributeColumn, wanted: readonly number[]): Counted {
  const counts = new Map<number, number>();
  // Most attributes are blank everywhere.
  if (column.values.length === 0) return { column, counts };
  for (const mailbox of wanted) {
    const value = column.valueOf[mailbox] ?? BLANK;
    if (value !== BLANK) counts.set(value, (counts.get(value) ?? 0) + 1);
  }
  return { column, counts };
}

/** The values that pass a test, in order of number. A value of its own for each of many mailboxes leaves no list. */
function valuesWith(
  { column, counts }: Counted,
  test: (counted: Pick<Found, "wanted" | "all">) => boolean,
): Found[] {
  const found: Found[] = [];
  for (const [value, wanted] of counts) {
    const all = column.counts[value] ?? 0;
    if (test({ wanted, all })) found.push({ column, value, wanted, all });
  }
  return found.toSorted((a, b) => a.value - b.value);
}

/** Values that only wanted mailboxes have, the largest first, without those that no other could fill up to the total. */
function partsOf(counted: readonly Counted[], total: number): readonly Found[] {
  let most = 0;
  for (const { column, counts } of counted) {
    for (const [value, wanted] of counts) {
      if (wanted > most && wanted === column.counts[value]) most = wanted;
    }
  }
  const isPart = ({ wanted, all }: Pick<Found, "wanted" | "all">): boolean =>
    wanted === all && all + most >= total;
  return counted
    .flatMap((one) => valuesWith(one, isPart))
    .toSorted((a, b) => b.all - a.all)
    .slice(0, MOST_SUBSETS);
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
