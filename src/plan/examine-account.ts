import type { ImpersonationHolder } from "../access/resolve-impersonation.ts";
import { firstFilled } from "../access/resolved-assignment.ts";
import type { TenantFacts } from "../access/tenant-facts.ts";
import type { ImpersonatingAccount } from "../model/plan-impersonation.ts";
import type { Recipient } from "../model/recipient.ts";
import { examineMailboxPermissions } from "./examine-mailbox-permissions.ts";

/**
 * Looks for what else each impersonating account may reach: delegated grants and Full Access to mailboxes, as far as
 * these were read. An account that cannot be told apart among the recipients has no answer, which is not zero.
 *
 * Vendors moved their customers from impersonation to such access: neither a policy nor an impersonation row shows it.
 */
export function examineAccounts(
  facts: TenantFacts,
  holders: readonly ImpersonationHolder[],
): ReadonlyMap<ImpersonationHolder, ImpersonatingAccount> {
  const found = findAccounts(facts, new Set(holders.flatMap(accountName)));
  return new Map(
    holders.map((holder) => {
      const [name] = accountName(holder);
      return [holder, examine(facts, found.get(name ?? "") ?? null)];
    }),
  );
}

/** The account's name, lower case; none where the effective users of a group were not told. */
function accountName({ effectiveUser, row }: ImpersonationHolder): readonly string[] {
  const isUser = row.roleAssigneeType?.toLowerCase() === "user";
  const assignee = isUser ? firstFilled(row.roleAssigneeName, row.user) : null;
  return [effectiveUser ?? assignee].flatMap((name) => name?.toLowerCase() ?? []);
}

const examine = (facts: TenantFacts, recipient: Recipient | null): ImpersonatingAccount => ({
  recipient: recipient?.key ?? null,
  delegatedGrants: examineGrants(facts, recipient),
  mailboxPermissions: examinePermissions(facts, recipient),
});

/** The one recipient of each name; null where it names several. One walk over the recipients for all names. */
function findAccounts(
  facts: TenantFacts,
  wanted: ReadonlySet<string>,
): ReadonlyMap<string, Recipient | null> {
  const found = new Map<string, Recipient | null>();
  if (wanted.size === 0) return found;
  for (const recipient of facts.recipients?.values() ?? []) {
    for (const name of namesOf(facts, recipient)) {
      if (wanted.has(name)) found.set(name, found.has(name) ? null : recipient);
    }
  }
  return found;
}

/** How a recipient may be printed as a user, lower case. */
function namesOf(facts: TenantFacts, recipient: Recipient): ReadonlySet<string> {
  const { name, alias, displayName, primarySmtpAddress, key } = recipient;
  const all = [
    name,
    alias,
    displayName,
    primarySmtpAddress,
    facts.userPrincipalNames?.get(key),
    recipient.externalDirectoryObjectId,
  ];
  return new Set(all.flatMap((one) => (one === undefined || one === "" ? [] : one.toLowerCase())));
}

function examineGrants(
  { snapshot }: TenantFacts,
  account: Recipient | null,
): ImpersonatingAccount["delegatedGrants"] {
  const section = snapshot.sections["graph/oauth2PermissionGrants"];
  if (section.status !== "read") return { examined: false, own: null, everyUser: null };
  const everyUser = section.rows.filter(
    ({ consentType }) => consentType?.toLowerCase() === "allprincipals",
  ).length;
  const id = account?.externalDirectoryObjectId?.toLowerCase();
  const own =
    id === undefined
      ? null
      : section.rows.filter(({ principalId }) => principalId?.toLowerCase() === id).length;
  return { examined: true, own, everyUser };
}

function examinePermissions(
  facts: TenantFacts,
  account: Recipient | null,
): ImpersonatingAccount["mailboxPermissions"] {
  const { extent } = examineMailboxPermissions(facts.snapshot);
  const section = facts.snapshot.sections["exchange/mailboxPermissions"];
  if (section.status !== "read" || !(extent === "whole" || extent === "part")) {
    return { examined: "not", fullAccess: null };
  }
  if (account === null) return { examined: extent, fullAccess: null };
  const names = namesOf(facts, account);
  const mailboxes = [...section.parents.values()].filter(
    (read) =>
      read.status === "read" &&
      read.rows.some(
        ({ user, accessRights, deny }) =>
          deny !== true &&
          names.has(user.toLowerCase()) &&
          accessRights.some((right) => right.toLowerCase() === "fullaccess"),
      ),
  );
  return { examined: extent, fullAccess: mailboxes.length };
}
