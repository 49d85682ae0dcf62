import type { TenantFacts } from "../../access/tenant-facts.ts";
import { CANDIDATE_ATTRIBUTES } from "../../model/candidate-attributes.ts";
import { foldCase } from "../../opath/fold-text.ts";
import type { Recipient } from "../../model/recipient.ts";
import { mailboxSet, type MailboxSet } from "../../sets/mailbox-set.ts";

/** One attribute of all mailboxes, as numbers: a value may be another for each of a million. */
export interface AttributeColumn {
  readonly attribute: string;
  /** By number of the value: as the first mailbox has it; others may differ in case. */
  readonly values: readonly string[];
  /** By number of the mailbox: the number of its value, or `BLANK`. */
  readonly valueOf: Int32Array;
  /** By number of the value: how many mailboxes have it. */
  readonly counts: readonly number[];
}

export const BLANK = -1;

/** The columns; an attribute that some mailbox's row does not show is left out. */
export type AttributeIndex = readonly AttributeColumn[];

/** Indexes the attributes of all mailboxes, once for a tenant: many apps ask. */
export function indexAttributes(facts: TenantFacts): AttributeIndex {
  const index =
    INDEXED.get(facts) ??
    CANDIDATE_ATTRIBUTES.flatMap((attribute) => {
      const name = attribute.toLowerCase();
      return createColumn(attribute, facts.mailboxes, (mailbox) => rawValue(mailbox, name)) ?? [];
    });
  INDEXED.set(facts, index);
  return index;
}

const INDEXED = new WeakMap<TenantFacts, AttributeIndex>();

const rawValue = ({ properties, recipientTypeDetails }: Recipient, name: string): unknown =>
  name === "recipienttypedetails" ? recipientTypeDetails : properties[name];

/** Numbers the values of an attribute; null where a row does not show it. */
export function createColumn<Row>(
  attribute: string,
  rows: readonly Row[],
  read: (row: Row) => unknown,
): AttributeColumn | null {
  const numbers = new Map<string, number>();
  const values: string[] = [];
  const counts: number[] = [];
  const valueOf = new Int32Array(rows.length).fill(BLANK);
  for (const [mailbox, row] of rows.entries()) {
    const raw = read(row);
    if (raw === null || raw === "") continue;
    if (typeof raw !== "string") return null;
    const folded = foldCase(raw);
    const number = numbers.get(folded) ?? values.push(raw) - 1;
    numbers.set(folded, number);
    valueOf[mailbox] = number;
    counts[number] = (counts[number] ?? 0) + 1;
  }
  return { attribute, values, valueOf, counts };
}

/** The mailboxes that have one value of an attribute; those among all are worked out once. */
export function mailboxesWith(
  column: AttributeColumn,
  value: number,
  among?: Iterable<number>,
): MailboxSet {
  const { valueOf } = column;
  if (among !== undefined) return pick(valueOf, value, among);
  const sets = SETS.get(column) ?? new Map<number, MailboxSet>();
  SETS.set(column, sets);
  const set = sets.get(value) ?? pick(valueOf, value, valueOf.keys());
  sets.set(value, set);
  return set;
}

const SETS = new WeakMap<AttributeColumn, Map<number, MailboxSet>>();

function pick(valueOf: Int32Array, value: number, among: Iterable<number>): MailboxSet {
  const picked: number[] = [];
  for (const mailbox of among) if (valueOf[mailbox] === value) picked.push(mailbox);
  return mailboxSet(picked);
}
