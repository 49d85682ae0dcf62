import type { ImpersonatingAccount } from "../model/plan-impersonation.ts";
import { countOfMailboxes } from "../model/count-of.ts";

/** What else an impersonating account may reach: two sentences that say what was examined and what was not. */
export function describeAccount(account: ImpersonatingAccount): readonly string[] {
  return [describeGrants(account), describePermissions(account)];
}

export function describeGrants({ recipient, delegatedGrants }: ImpersonatingAccount): string {
  const { examined, own, everyUser } = delegatedGrants;
  if (!examined || everyUser === null) return "delegated grants: not examined";
  const forAll = `${String(everyUser)} for every user`;
  if (own === null) return `delegated grants: ${notTold(recipient)}; ${forAll}`;
  return `delegated grants: examined, ${String(own)} of the account itself, ${forAll}`;
}

export function describePermissions({
  recipient,
  mailboxPermissions,
}: ImpersonatingAccount): string {
  const { examined, fullAccess } = mailboxPermissions;
  if (examined === "not") return "mailbox permissions: not examined";
  const how = examined === "part" ? "examined in part" : "examined";
  return fullAccess === null
    ? `mailbox permissions: ${notTold(recipient)}`
    : `mailbox permissions: ${how}, Full Access by name to ${countOfMailboxes(fullAccess)}; through groups: not examined`;
}

/** An account that is not one of the recipients, or shares its name with another, cannot be looked up. */
const notTold = (recipient: string | null): string =>
  recipient === null
    ? "not examined, not exactly one recipient has the name of the account: look it up by hand"
    : "not examined, the account has not told its Entra object id";
