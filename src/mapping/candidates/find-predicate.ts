import {
  countMailboxes,
  except,
  hasMailbox,
  intersect,
  isEmptySet,
  mailboxIndexes,
  sameMailboxes,
  union,
  type MailboxSet,
} from "../../sets/mailbox-set.ts";
import type { AttributeIndex, AttributeValue } from "./attribute-index.ts";

/** `attribute -eq value`, or two of them joined. */
export interface Predicate {
  readonly join: "and" | "or" | null;
  readonly terms: readonly AttributeValue[];
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
  if (wanted.everyoneBut || countMailboxes(wanted, size) < 2) return null;
  const common = valuesOfAll(index, wanted, size);
  const one = common.find(({ mailboxes }) => sameMailboxes(mailboxes, wanted, size));
  if (one !== undefined) return { join: null, terms: [one] };
  const both = firstPair(common, (a, b) =>
    sameMailboxes(intersect(a.mailboxes, b.mailboxes), wanted, size),
  );
  if (both !== null) return { join: "and", terms: both };
  const parts = valuesWithin(index, wanted, size);
  const fills = (a: AttributeValue, b: AttributeValue): boolean =>
    sameMailboxes(union(a.mailboxes, b.mailboxes), wanted, size);
  const either =
    firstPair(parts, (a, b) => a.attribute === b.attribute && fills(a, b)) ??
    firstPair(parts, fills);
  return either === null ? null : { join: "or", terms: either };
}

/** Values that every wanted mailbox has. */
function valuesOfAll(index: AttributeIndex, wanted: MailboxSet, size: number): AttributeValue[] {
  const [first] = mailboxIndexes(wanted, size);
  if (first === undefined) return [];
  return [...index.values()].flatMap((values) =>
    [...values.values()].filter(
      ({ mailboxes }) =>
        hasMailbox(mailboxes, first) && isEmptySet(except(wanted, mailboxes), size),
    ),
  );
}

/** Values that only wanted mailboxes have; the largest first. */
function valuesWithin(index: AttributeIndex, wanted: MailboxSet, size: number): AttributeValue[] {
  const total = countMailboxes(wanted, size);
  const within = [...index.values()].flatMap((values) =>
    [...values.values()].filter(
      ({ mailboxes }) =>
        countMailboxes(mailboxes, size) <= total && isEmptySet(except(mailboxes, wanted), size),
    ),
  );
  const sized = within.map((one) => ({ one, count: countMailboxes(one.mailboxes, size) }));
  return sized
    .toSorted((a, b) => b.count - a.count)
    .slice(0, MOST_SUBSETS)
    .map(({ one }) => one);
}

function firstPair(
  values: readonly AttributeValue[],
  test: (a: AttributeValue, b: AttributeValue) => boolean,
): readonly [AttributeValue, AttributeValue] | null {
  for (const [at, a] of values.entries()) {
    const b = values.slice(at + 1).find((other) => test(a, other));
    if (b !== undefined) return [a, b];
  }
  return null;
}
