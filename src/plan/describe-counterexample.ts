import type { TenantFacts } from "../access/tenant-facts.ts";
import { countMailboxes, mailboxIndexes, type MailboxSet } from "../sets/mailbox-set.ts";
import type { Change } from "./possible-views.ts";
import { countOfMailboxes } from "../model/count-of.ts";

/** Mailboxes that a counterexample names before it only counts. */
const MOST_NAMED = 3;

/** `2 mailboxes (Adele Vance a000…, Bianca Pisani a000…)`: how many, and the first of them by id. */
export function nameMailboxes({ index, mailboxes }: TenantFacts, set: MailboxSet): string {
  const size = index.keys.length;
  const count = countMailboxes(set, size);
  const named: string[] = [];
  for (const number of mailboxIndexes(set, size)) {
    if (named.length === MOST_NAMED) break;
    const key = index.keys[number] ?? "";
    const displayName = mailboxes[number]?.displayName;
    named.push(displayName === undefined ? key : `${displayName} ${key}`);
  }
  const more = count > named.length ? [`${String(count - named.length)} more`] : [];
  return `${countOfMailboxes(count)} (${[...named, ...more].join(", ")})`;
}

/** Which of the changes that are not settled are visible in a view, and which are not. */
export function describeView(changes: readonly Change[], visible: readonly Change[]): string {
  const open = changes.filter((change) => change.open);
  const seen = open.filter((change) => visible.includes(change)).map(nameChange);
  const hidden = open.filter((change) => !visible.includes(change)).map(nameChange);
  const parts = [
    ...(seen.length > 0 ? [`with ${seen.join(", ")} visible`] : []),
    ...(hidden.length > 0 ? [`with ${hidden.join(", ")} not visible yet`] : []),
  ];
  return parts.length > 0 ? parts.join(" and ") : "with every change settled";
}

const nameChange = ({ step, way }: Change): string =>
  way === "forward" ? quoteTitle(step) : `the way back from ${quoteTitle(step)}`;

/** The title of a step: of a plan that is not written, ids would name nothing. */
export const quoteTitle = ({ title }: { readonly title: string }): string => `\`${title}\``;
