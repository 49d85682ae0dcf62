import type { SectionName } from "../../model/sections.ts";
import { allSettledOrThrow } from "../all-settled-or-throw.ts";
import type { Outcome } from "../section-recorder.ts";
import type { GatherContext } from "./gather-context.ts";
import { readMailboxPermissions } from "./read-mailbox-permissions.ts";
import type { RecipientIndex } from "./read-recipients.ts";
import { readSignInActivities } from "./read-sign-in-activities.ts";
import { readTokenLifetimePolicies } from "./read-token-lifetime-policies.ts";

/** Reads those sections that only a scan reads that was asked for them. */
export async function readOnDemand(
  context: GatherContext,
  included: ReadonlySet<SectionName>,
  recipients: Outcome<RecipientIndex>,
): Promise<void> {
  const ifAsked = async (name: SectionName, read: () => Promise<unknown>): Promise<void> => {
    if (included.has(name)) await read();
  };
  await allSettledOrThrow([
    ifAsked("exchange/mailboxPermissions", () => readMailboxPermissions(context, recipients)),
    ifAsked("graph/signInActivities", () => readSignInActivities(context)),
    ifAsked("graph/tokenLifetimePolicies", () => readTokenLifetimePolicies(context)),
  ]);
}
