import type { TenantFacts } from "../../access/tenant-facts.ts";
import type { Recipient } from "../../model/recipient.ts";
import { externalDirectoryObjectId } from "../../opath/build-filter.ts";
import { printFilter } from "../../opath/print-filter.ts";
import { countMailboxes, mailboxIndexes, type MailboxSet } from "../../sets/mailbox-set.ts";
import { deriveScope } from "../derive-scope.ts";
import type { CandidateScope, CandidateSource } from "./candidate-scope.ts";

/** The one mailbox that the policies admit, by its id: it survives renames, and follows no group. */
export function singleRecipientCandidate({
  state,
  app,
  wanted,
  combined,
}: CandidateSource): readonly CandidateScope[] {
  const { facts } = state;
  const mailbox = onlyMailbox(facts, wanted);
  const id = mailbox?.externalDirectoryObjectId ?? "";
  if (mailbox === undefined || id === "") return [];
  const scope = deriveScope(state, app, {
    filter: externalDirectoryObjectId(id),
    named: [{ recipient: mailbox, part: "included", nested: false }],
  });
  const { filter, name, exists } = scope.planned;
  if (combined.kind === "filter" && printFilter(combined.filter) === filter) return [];
  return [
    {
      kind: "singleRecipient",
      key: filter,
      title: `the mailbox ${mailbox.displayName ?? mailbox.key} alone`,
      filter,
      scope,
      follows: "nothing",
      openToAnybody: false,
      unlessOtherwise: [],
      drift: [FOLLOWS_NOTHING],
      prerequisites: [],
      creates: exists ? [] : [`management scope ${name}`],
    },
  ];
}

const FOLLOWS_NOTHING =
  "nobody widens it by editing a group; whoever joins the policies' groups later is not reached";

function onlyMailbox(facts: TenantFacts, wanted: MailboxSet): Recipient | undefined {
  const size = facts.index.keys.length;
  if (wanted.everyoneBut || countMailboxes(wanted, size) !== 1) return undefined;
  const [number] = mailboxIndexes(wanted, size);
  return number === undefined ? undefined : facts.mailboxes[number];
}
