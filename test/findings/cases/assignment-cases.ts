import type { RoleAssignmentRow } from "../../../src/model/exchange-rows.ts";
import { appId } from "../../../src/model/ids.ts";
import { MICROSOFT_TENANT_IDS } from "../../../src/model/permission-table.ts";
import type { Snapshot, SnapshotSections } from "../../../src/model/snapshot.ts";
import {
  assignment,
  grant,
  grantId,
  groupDn,
  managementScope,
  pointer,
  scoped,
  servicePrincipal,
} from "../../arbitraries/rows.ts";
import { parents, rows } from "../../arbitraries/snapshot.ts";
import { appIdOf } from "../../generator/ids.ts";
import type { FindingCase } from "../finding-case.ts";
import { smallTenant } from "./small-tenant.ts";

const SCOPE = managementScope("Sales scope", `MemberOfGroup -eq '${groupDn(1)}'`);
const roles = (...all: readonly RoleAssignmentRow[]): Partial<SnapshotSections> => ({
  "exchange/roleAssignments": rows(...all),
  "exchange/managementScopes": rows(SCOPE),
});
const IN_SCOPE = scoped(1, "Mail.Read", "Sales scope");
const EVERYWHERE = assignment(1, "Mail.Send");
const consent = (value: string): Partial<SnapshotSections> => ({
  "graph/appRoleAssignedTo": rows(grant(1, value)),
});
const row = (name: string): string => `exchange/roleAssignments ${name}`;
const authorization = (scopeType: string): Partial<SnapshotSections> => ({
  "exchange/servicePrincipalAuthorizations": parents({
    [appIdOf(1)]: [
      {
        appId: appId(appIdOf(1)),
        roleName: "Application Mail.Read",
        grantedPermissions: ["Mail.Read"],
        scopeType,
      },
    ],
  }),
});
const ewsRole = assignment(1, "EWS.AccessAsApp");
/** The same row without what it says of being enabled: whether it is access is not told. */
function silentRow({ enabled: _enabled, ...row }: RoleAssignmentRow): RoleAssignmentRow {
  return row;
}
const notTold = (subject: string, tenant: Snapshot) =>
  ({
    "a row that does not say whether it is enabled": { tenant, subject, status: "notReported" },
  }) as const;
const smtp = grant(1, "SMTP.SendAsApp", "exchange");
const smtpRole = scoped(1, "SMTP.SendAsApp", "Sales scope");
const [microsoft = ""] = [...MICROSOFT_TENANT_IDS];
const firstParty: Partial<SnapshotSections> = {
  "graph/servicePrincipals": rows(servicePrincipal(1, { appOwnerOrganizationId: microsoft })),
};
const unit = assignment(1, "Mail.Read", {
  recipientWriteScope: "AdministrativeUnit",
  customResourceScope: "Board",
});
export const ASSIGNMENT_CASES = {
  unscopedAssignment: {
    tenant: smallTenant(
      roles(
        IN_SCOPE,
        EVERYWHERE,
        assignment(1, "Calendars.Read", { recipientWriteScope: "SomethingNew" }),
      ),
    ),
    subjects: ["Calendars.Read-1", "Mail.Send-1"],
    app: appIdOf(1),
    says: "App 1 holds Application Calendars.Read with a scope that reads back as SomethingNew",
    evidence: [row("Calendars.Read-1")],
    open: notTold("Mail.Send-1", smallTenant(roles(silentRow(EVERYWHERE)))),
    silent: {
      "a scope": smallTenant(roles(IN_SCOPE)),
      "a disabled assignment": smallTenant(roles({ ...EVERYWHERE, enabled: false })),
      "a delegating one": smallTenant(
        roles({ ...EVERYWHERE, roleAssignmentDelegationType: "DelegatingOrgWide" }),
      ),
    },
  },
  grantBesideScopedRole: {
    tenant: smallTenant({ ...roles(IN_SCOPE), ...consent("Mail.Read") }),
    subjects: [grantId(1, "Mail.Read")],
    app: appIdOf(1),
    says: "by a role with a scope (Sales scope): no policy names the app, so the consent reaches every mailbox",
    evidence: [row("Mail.Read-1"), `graph/appRoleAssignedTo ${grantId(1, "Mail.Read")}`],
    open: notTold(
      grantId(1, "Mail.Read"),
      smallTenant({ ...roles(silentRow(IN_SCOPE)), ...consent("Mail.Read") }),
    ),
    silent: {
      "a scoped role that is disabled": smallTenant({
        ...roles({ ...IN_SCOPE, enabled: false }),
        ...consent("Mail.Read"),
      }),
      "the same name on the other resource": smallTenant({
        ...roles(IN_SCOPE),
        "graph/appRoleAssignedTo": rows(grant(1, "Mail.Read", "exchange")),
      }),
      "a permission that opens nothing by itself": smallTenant({
        ...roles(smtpRole),
        "graph/appRoleAssignedTo": rows(smtp),
      }),
      "an app of Microsoft's own": smallTenant({
        ...roles(IN_SCOPE),
        ...consent("Mail.Read"),
        ...firstParty,
      }),
      "consent to another permission": smallTenant({ ...roles(IN_SCOPE), ...consent("Mail.Send") }),
      "a role without a scope": smallTenant({ ...roles(EVERYWHERE), ...consent("Mail.Send") }),
      "the role of another app": smallTenant({
        ...roles(scoped(2, "Mail.Read", "Sales scope")),
        ...consent("Mail.Read"),
        "graph/servicePrincipals": rows(servicePrincipal(1), servicePrincipal(2)),
        "exchange/servicePrincipals": rows(pointer(1), pointer(2)),
      }),
    },
  },
  assignmentScopeMissing: {
    tenant: smallTenant(roles(scoped(1, "Mail.Read", "Gone scope"))),
    subjects: ["Mail.Read-1"],
    app: appIdOf(1),
    says: "the scope Gone scope of Application Mail.Read for App 1 is in no list",
    evidence: [row("Mail.Read-1")],
    open: notTold(
      "Mail.Read-1",
      smallTenant(roles(silentRow(scoped(1, "Mail.Read", "Gone scope")))),
    ),
    silent: {
      "a scope that exists": smallTenant(roles(IN_SCOPE)),
      "the same in other case": smallTenant(roles(scoped(1, "Mail.Read", "SALES SCOPE"))),
      "a disabled assignment": smallTenant(
        roles({ ...scoped(1, "Mail.Read", "Gone scope"), enabled: false }),
      ),
      "a unit that exists": smallTenant({
        ...roles(unit),
        "exchange/administrativeUnits": rows({ name: appIdOf(80), displayName: "Board" }),
      }),
    },
  },
  roleUnknown: {
    tenant: smallTenant(roles(IN_SCOPE, assignment(1, "Mail.Preview"))),
    subjects: ["Mail.Preview-1"],
    app: appIdOf(1),
    says: "App 1 holds Application Mail.Preview (scope: organization)",
    evidence: [row("Mail.Preview-1")],
    open: notTold("Mail.Preview-1", smallTenant(roles(silentRow(assignment(1, "Mail.Preview"))))),
    silent: {
      "a role of the table": smallTenant(roles(IN_SCOPE)),
      "a role of the table in other case": smallTenant(
        roles({ ...IN_SCOPE, role: "application mail.read" }),
      ),
      "the role of a person": smallTenant(
        roles({ name: "admins", role: "Mail Recipients", roleAssigneeType: "RoleGroup" }),
      ),
    },
  },
  duplicateAssignment: {
    tenant: smallTenant(
      roles(IN_SCOPE, EVERYWHERE, assignment(1, "Mail Full Access", { name: "Z composite" })),
    ),
    subjects: ["Z composite"],
    app: appIdOf(1),
    says: "Application Mail Full Access gives App 1 what it has already by Mail.Send-1 (same scope)",
    evidence: [row("Mail.Send-1"), row("Z composite")],
    open: notTold(
      "Mail.Send-2",
      smallTenant(roles(EVERYWHERE, silentRow({ ...EVERYWHERE, name: "Mail.Send-2" }))),
    ),
    silent: {
      "one that is disabled": smallTenant(
        roles(EVERYWHERE, { ...EVERYWHERE, name: "Mail.Send-2", enabled: false }),
      ),
      "two unknown roles": smallTenant(
        roles(assignment(1, "Mail.Preview"), assignment(1, "Mail.Later")),
      ),
      "two permissions": smallTenant(roles(IN_SCOPE, EVERYWHERE)),
      "two apps": smallTenant({
        ...roles(IN_SCOPE, scoped(2, "Mail.Read", "Sales scope")),
        "exchange/servicePrincipals": rows(pointer(1), pointer(2)),
      }),
    },
  },
  authorizationDisagrees: {
    tenant: smallTenant({ ...roles(IN_SCOPE), ...authorization("Organization") }),
    subjects: [appIdOf(1)],
    app: appIdOf(1),
    says: "the two lists differ on application mail.read",
    evidence: [row("Mail.Read-1"), `exchange/servicePrincipalAuthorizations ${appIdOf(1)}`],
    silent: {
      "the same kind of scope": smallTenant({
        ...roles(IN_SCOPE),
        ...authorization("CustomRecipientScope"),
      }),
      "an app that holds nothing and was not asked about": smallTenant(roles()),
      "a scope type that is not in the documentation": smallTenant({
        ...roles(IN_SCOPE),
        ...authorization("SomethingNew"),
      }),
    },
    open: {
      "an app that was not asked about": {
        tenant: smallTenant(roles(IN_SCOPE)),
        subject: appIdOf(1),
        status: "notAsked",
      },
      "an app about which the answer was refused": {
        tenant: smallTenant({
          ...roles(IN_SCOPE),
          "exchange/servicePrincipalAuthorizations": parents({ [appIdOf(1)]: "denied" }),
        }),
        subject: appIdOf(1),
        status: "denied",
      },
    },
  },
  ewsRole: {
    tenant: smallTenant(roles(IN_SCOPE, ewsRole)),
    subjects: ["EWS.AccessAsApp-1"],
    app: appIdOf(1),
    says: "App 1 holds Application EWS.AccessAsApp (scope: organization)",
    evidence: [row("EWS.AccessAsApp-1")],
    open: notTold("EWS.AccessAsApp-1", smallTenant(roles(silentRow(ewsRole)))),
    silent: {
      "a role on Graph": smallTenant(roles(IN_SCOPE)),
      "a composite, which does not include EWS": smallTenant(
        roles(assignment(1, "Exchange Full Access")),
      ),
      "a disabled assignment": smallTenant(roles({ ...ewsRole, enabled: false })),
    },
  },
} satisfies Record<string, FindingCase>;
