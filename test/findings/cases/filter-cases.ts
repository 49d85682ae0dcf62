import type { SnapshotSections } from "../../../src/model/snapshot.ts";
import type { ManagementScopeRow } from "../../../src/model/exchange-rows.ts";
import { recipientKey } from "../../../src/model/ids.ts";
import { groupDn, managementScope, scoped, securityGroup } from "../../arbitraries/rows.ts";
import { parents, people, rows } from "../../arbitraries/snapshot.ts";
import { appIdOf, mailboxKey } from "../../generator/ids.ts";
import type { FindingCase } from "../finding-case.ts";
import { smallTenant } from "./small-tenant.ts";

const NAME = "Sales scope";
const SCOPE_ROW = `exchange/managementScopes ${NAME}`;

/** App 1 holds Mail.Read within a scope with that filter. */
const inScope = (
  filter: string,
  more: Partial<ManagementScopeRow> = {},
): Partial<SnapshotSections> => ({
  "exchange/roleAssignments": rows(scoped(1, "Mail.Read", NAME)),
  "exchange/managementScopes": rows(managementScope(NAME, filter, more)),
});
const unused = (filter: string): Partial<SnapshotSections> => ({
  "exchange/managementScopes": rows(managementScope(NAME, filter)),
});
const GOOD = `MemberOfGroup -eq '${groupDn(1)}'`;
const good = smallTenant(inScope(GOOD));
const { recipientFilter: _filter, ...withoutFilter } = managementScope(NAME, GOOD);
const memberList = (...numbers: readonly number[]): Partial<SnapshotSections> => ({
  "exchange/scopeMembers": parents({
    [NAME]: numbers.map((number) => ({ scope: NAME, recipient: recipientKey(mailboxKey(number)) })),
  }),
});
const { distinguishedName: _dn, ...withoutDn } = securityGroup(2);

export const FILTER_CASES = {
  filterUnreadable: {
    tenant: smallTenant(inScope("Department -equals 'Sales'")),
    subjects: [NAME],
    app: null,
    says: "cannot be read: Department ⟨here⟩-equals 'Sales' (offset 11: expected one of the documented operators)",
    evidence: [SCOPE_ROW],
    silent: { "a filter that can": good, "a scope that no app uses": smallTenant(unused("((")) },
    open: {
      "a filter that was not reported": {
        tenant: smallTenant({
          ...inScope(GOOD),
          "exchange/managementScopes": rows(withoutFilter),
        }),
        subject: NAME,
        status: "notReported",
      },
    },
  },
  filterMatchesNothing: {
    tenant: smallTenant(inScope("Alias -eq 'nobody'")),
    subjects: [NAME],
    app: appIdOf(1),
    says: "selects none of the mailboxes",
    evidence: [SCOPE_ROW, "exchange/roleAssignments Mail.Read-1"],
    silent: { somebody: good, "a scope that no app uses": smallTenant(unused("Alias -eq 'x'")) },
    open: {
      "a property that no row has": {
        tenant: smallTenant(inScope("UserPrincipalName -eq 'a@contoso.com'")),
        subject: NAME,
        status: "open",
      },
      "a group whose members were refused": {
        tenant: smallTenant({ ...people(3, { 1: "denied" }), ...inScope(GOOD) }),
        subject: NAME,
        status: "open",
      },
    },
  },
  filterNamesMissingGroup: {
    tenant: smallTenant(inScope(`${GOOD} -or MemberOfGroup -eq 'CN=gone,OU=contoso'`)),
    subjects: [NAME],
    app: null,
    says: "no group has the name that Sales scope asks for: CN=gone,OU=contoso",
    evidence: [SCOPE_ROW],
    silent: { "a group that exists": good },
    open: {
      "a group without a name": {
        tenant: smallTenant({
          ...people(3, { 1: [mailboxKey(1)] }, [withoutDn]),
          ...inScope("MemberOfGroup -eq 'CN=gone,OU=contoso'"),
        }),
        subject: NAME,
        status: "notReported",
      },
    },
  },
  filterWithoutDn: {
    tenant: smallTenant(inScope(`MemberOfGroup -eq 'Sales Team'`)),
    subjects: [NAME],
    app: null,
    says: "asks for what is no distinguished name: MemberOfGroup Sales Team",
    evidence: [SCOPE_ROW],
    silent: { "a distinguished name": good, "no link": smallTenant(inScope("Alias -eq 'x'")) },
  },
  filterOnPrimaryAddress: {
    tenant: smallTenant(inScope("Alias -eq 'x' -or primarysmtpaddress -eq 'a@contoso.com'")),
    subjects: [NAME],
    app: null,
    says: "selects by PrimarySmtpAddress",
    evidence: [SCOPE_ROW],
    silent: {
      "another property": good,
      "its name as a value": smallTenant(inScope("Alias -eq 'PrimarySmtpAddress'")),
    },
  },
  scopeOrphaned: {
    tenant: smallTenant(unused(GOOD)),
    subjects: [NAME],
    app: null,
    says: "no role assignment names Sales scope",
    evidence: [SCOPE_ROW],
    silent: {
      "a scope in use": good,
      "a scope of people": smallTenant({
        ...unused(GOOD),
        "exchange/roleAssignments": rows({
          name: "admins",
          role: "Mail Recipients",
          customRecipientWriteScope: "SALES SCOPE",
        }),
      }),
      "an exclusive scope": smallTenant({
        "exchange/managementScopes": rows(managementScope(NAME, GOOD, { exclusive: true })),
      }),
      "a scope of servers": smallTenant({
        "exchange/managementScopes": rows(
          managementScope(NAME, "", { scopeRestrictionType: "ServerScope" }),
        ),
      }),
    },
  },
  scopeMembersDisagree: {
    tenant: smallTenant({ ...inScope(GOOD), ...memberList(1, 2) }),
    subjects: [NAME],
    app: null,
    says: `differ (1): ${mailboxKey(2)}`,
    evidence: [SCOPE_ROW, `exchange/scopeMembers ${NAME.toLowerCase()}`],
    silent: {
      "the same members": smallTenant({ ...inScope(GOOD), ...memberList(1) }),
      "an answer where ours is open": smallTenant({
        ...inScope("UserPrincipalName -eq 'a@contoso.com'"),
        ...memberList(2),
      }),
      "a scope that was not asked about": good,
    },
  },
} satisfies Record<string, FindingCase>;
