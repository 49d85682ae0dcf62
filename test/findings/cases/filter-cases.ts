import type { Snapshot, SnapshotSections } from "../../../src/model/snapshot.ts";
import type { ManagementScopeRow, RoleAssignmentRow } from "../../../src/model/exchange-rows.ts";
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
const { distinguishedName: _dn, ...withoutDn } = securityGroup(2);
const GOOD = `MemberOfGroup -eq '${groupDn(1)}'`;
const good = smallTenant(inScope(GOOD));
/** An account that impersonates within the scope. */
const impersonator: RoleAssignmentRow = {
  name: "Backup impersonation",
  role: "ApplicationImpersonation",
  roleAssigneeType: "User",
  roleAssigneeName: "svc-backup",
  roleAssignmentDelegationType: "Regular",
  recipientWriteScope: "CustomRecipientScope",
  customRecipientWriteScope: NAME,
  enabled: true,
};
const impersonated = (
  filter: string,
  row: Partial<RoleAssignmentRow> = {},
): Partial<SnapshotSections> => ({
  ...unused(filter),
  "exchange/roleAssignments": rows({ ...impersonator, ...row }),
});
const impersonationOff = impersonated("Alias -eq 'nobody'", { enabled: false });
const USED_BY = "exchange/roleAssignments Mail.Read-1";
const UNIT_DN = "CN=unit1,OU=contoso";
const asksForUnit = inScope(`AdministrativeUnits -eq '${UNIT_DN}'`);
const units = (...dns: readonly (string | undefined)[]): Partial<SnapshotSections> => ({
  "exchange/administrativeUnits": rows(
    ...dns.map((distinguishedName, index) => ({
      name: `unit${String(index)}`,
      ...(distinguishedName === undefined ? {} : { distinguishedName }),
    })),
  ),
});
const scopeOpen = (tenant: Snapshot, status: "open" | "notReported" | "notAsked" | "denied") => ({
  tenant,
  subject: NAME,
  status,
});
const { recipientFilter: _filter, ...withoutFilter } = managementScope(NAME, GOOD);
const memberList = (...numbers: readonly number[]): Partial<SnapshotSections> => ({
  "exchange/scopeMembers": parents({
    [NAME]: numbers.map((number) => ({ scope: NAME, recipient: recipientKey(mailboxKey(number)) })),
  }),
});

export const FILTER_CASES = {
  filterUnreadable: {
    tenant: smallTenant(inScope("Department -equals 'Sales'")),
    subjects: [NAME],
    app: appIdOf(1),
    says: "cannot be read: Department ⟨here⟩-equals 'Sales' (offset 11: expected one of the documented operators)",
    evidence: [SCOPE_ROW, USED_BY],
    silent: {
      "a filter that can": good,
      "a scope that no app uses": smallTenant(unused("((")),
      "a scope of a disabled impersonation": smallTenant(impersonated("((", { enabled: false })),
    },
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
    silent: {
      somebody: good,
      "a scope that no app uses": smallTenant(unused("Alias -eq 'x'")),
      "a disabled impersonation": smallTenant(impersonationOff),
      "a name where a distinguished name is asked for, told elsewhere": smallTenant(
        inScope("MemberOfGroup -eq 'Sales Team'"),
      ),
      "a group that is gone, told elsewhere": smallTenant(
        inScope("MemberOfGroup -eq 'CN=gone,OU=contoso'"),
      ),
      "the service's own list, where ours is open": smallTenant({
        ...inScope("UserPrincipalName -eq 'a@contoso.com'"),
        ...memberList(2),
      }),
    },
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
    app: appIdOf(1),
    says: "no object has the name that Sales scope asks for: CN=gone,OU=contoso",
    evidence: [SCOPE_ROW, USED_BY],
    silent: {
      "a group that exists": good,
      "the same in other case": smallTenant(inScope(`MemberOfGroup -eq 'cn=GROUP1, ou=Contoso'`)),
      "a unit that exists": smallTenant({ ...asksForUnit, ...units("cn=UNIT1,ou=contoso") }),
      "a scope that nothing uses": smallTenant(unused("MemberOfGroup -eq 'CN=gone,OU=contoso'")),
    },
    open: {
      "a unit without a name": scopeOpen(
        smallTenant({ ...asksForUnit, ...units(undefined) }),
        "notReported",
      ),
      "a manager, who need not be a recipient": scopeOpen(
        smallTenant(inScope("Manager -eq 'CN=boss,OU=contoso'")),
        "open",
      ),
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
    app: appIdOf(1),
    says: "asks for what is no distinguished name: MemberOfGroup Sales Team",
    evidence: [SCOPE_ROW, USED_BY],
    silent: {
      "a distinguished name": good,
      "no link": smallTenant(inScope("Alias -eq 'x'")),
      "a link that is blank": smallTenant(inScope("Manager -eq $null")),
      "a link that is an empty text": smallTenant(inScope("Manager -eq ''")),
      "a scope that nothing uses": smallTenant(unused("MemberOfGroup -eq 'Sales Team'")),
    },
  },
  filterOnPrimaryAddress: {
    tenant: smallTenant(inScope("Alias -eq 'x' -or primarysmtpaddress -eq 'a@contoso.com'")),
    subjects: [NAME],
    app: appIdOf(1),
    says: "Sales scope selects by PrimarySmtpAddress: -eq a@contoso.com",
    evidence: [SCOPE_ROW, USED_BY],
    silent: {
      "a scope that nothing uses": smallTenant(unused("PrimarySmtpAddress -eq 'a@contoso.com'")),
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
      "a scope of a disabled assignment": smallTenant({
        ...unused(GOOD),
        "exchange/roleAssignments": rows({ ...scoped(1, "Mail.Read", NAME), enabled: false }),
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
    app: appIdOf(1),
    says: `differ (1): ${mailboxKey(2)}`,
    evidence: [SCOPE_ROW, USED_BY, `exchange/scopeMembers ${NAME.toLowerCase()}`],
    silent: {
      "the same members": smallTenant({ ...inScope(GOOD), ...memberList(1) }),
      "an answer where ours is open": smallTenant({
        ...inScope("UserPrincipalName -eq 'a@contoso.com'"),
        ...memberList(2),
      }),
      "a scope that nothing uses": smallTenant({ ...unused(GOOD), ...memberList(2) }),
    },
    open: {
      "a scope that was not asked about": scopeOpen(good, "notAsked"),
      "a scope about which the answer was refused": scopeOpen(
        smallTenant({ ...inScope(GOOD), "exchange/scopeMembers": parents({ [NAME]: "denied" }) }),
        "denied",
      ),
      "a scope within a container": scopeOpen(
        smallTenant({ ...inScope(GOOD, { recipientRoot: "contoso.com/Sales" }), ...memberList(1) }),
        "open",
      ),
    },
  },
} satisfies Record<string, FindingCase>;
