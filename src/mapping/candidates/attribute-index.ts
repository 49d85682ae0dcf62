import type { TenantFacts } from "../../access/tenant-facts.ts";
import { CANDIDATE_ATTRIBUTES } from "../../model/candidate-attributes.ts";
import { foldCase } from "../../opath/fold-text.ts";
import { mailboxSet, type MailboxSet } from "../../sets/mailbox-set.ts";

/** The mailboxes that share one value of one attribute. */
export interface AttributeValue {
  readonly attribute: string;
  /** As the first mailbox has it; others may differ in case. */
  readonly value: string;
  readonly mailboxes: MailboxSet;
}

/** By attribute, then by folded value; an attribute that some mailbox's row does not show is left out. */
export type AttributeIndex = ReadonlyMap<string, ReadonlyMap<string, AttributeValue>>;

/** Indexes the attributes of all mailboxes, once for a tenant: many apps ask. */
export function indexAttributes(facts: TenantFacts): AttributeIndex {
  const index = INDEXED.get(facts) ?? createIndex(facts);
  INDEXED.set(facts, index);
  return index;
}

const INDEXED = new WeakMap<TenantFacts, AttributeIndex>();

function createIndex(facts: TenantFacts): AttributeIndex {
  const index = new Map<string, ReadonlyMap<string, AttributeValue>>();
  for (const attribute of CANDIDATE_ATTRIBUTES) {
    const values = indexOne(facts, attribute);
    if (values !== null) index.set(attribute, values);
  }
  return index;
}

function indexOne(
  { mailboxes }: TenantFacts,
  attribute: string,
): ReadonlyMap<string, AttributeValue> | null {
  const found = new Map<string, { readonly value: string; readonly numbers: number[] }>();
  const name = attribute.toLowerCase();
  for (const [number, { properties, recipientTypeDetails }] of mailboxes.entries()) {
    const raw = name === "recipienttypedetails" ? recipientTypeDetails : properties[name];
    if (raw === null || raw === "") continue;
    if (typeof raw !== "string") return null;
    const folded = foldCase(raw);
    const entry = found.get(folded) ?? { value: raw, numbers: [] };
    entry.numbers.push(number);
    found.set(folded, entry);
  }
  return new Map(
    [...found].map(([folded, { value, numbers }]) => [
      folded,
      { attribute, value, mailboxes: mailboxSet(numbers) },
    ]),
  );
}
