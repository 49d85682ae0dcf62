import type { RoleAssignmentRow } from "../../../src/model/exchange-rows.ts";
import { appId, servicePrincipalId } from "../../../src/model/ids.ts";
import type { SnapshotSections } from "../../../src/model/snapshot.ts";
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
import { appIdOf, registrationId, servicePrincipalIdOf } from "../../generator/ids.ts";
import { appRegistrationOf, GRAPH_APP_ID } from "../../plan/registrations.ts";
import { appRoleId } from "../../generator/app-roles.ts";
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
const declared = (value: string): Partial<SnapshotSections> => ({
  "graph/applications": rows(appRegistrationOf(1, { [GRAPH_APP_ID]: [appRoleId("graph", value)] })),
});
const ewsRole = assignment(1, "EWS.AccessAsApp");
const otherPointer = { objectId: servicePrincipalId(registrationId(appIdOf(1))) };

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
    says: "App 1 holds Application Calendars.Read over every mailbox",
    evidence: [row("Calendars.Read-1")],
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
    says: "the consent reaches every mailbox",
    evidence: [row("Mail.Read-1"), `graph/appRoleAssignedTo ${grantId(1, "Mail.Read")}`],
    silent: {
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
    silent: { "a scope that exists": smallTenant(roles(IN_SCOPE)) },
  },
  roleUnknown: {
    tenant: smallTenant(roles(IN_SCOPE, assignment(1, "Mail.Preview"))),
    subjects: ["Mail.Preview-1"],
    app: appIdOf(1),
    says: "App 1 holds Application Mail.Preview",
    evidence: [row("Mail.Preview-1")],
    silent: { "a role of the table": smallTenant(roles(IN_SCOPE)) },
  },
  duplicateAssignment: {
    tenant: smallTenant(
      roles(IN_SCOPE, EVERYWHERE, assignment(1, "Mail Full Access", { name: "Z composite" })),
    ),
    subjects: ["Z composite"],
    app: appIdOf(1),
    says: "Application Mail Full Access gives App 1 what Mail.Send-1 gives it already",
    evidence: [row("Mail.Send-1"), row("Z composite")],
    silent: {
      "two permissions": smallTenant(roles(IN_SCOPE, EVERYWHERE)),
      "two apps": smallTenant({
        ...roles(IN_SCOPE, scoped(2, "Mail.Read", "Sales scope")),
        "exchange/servicePrincipals": rows(pointer(1), pointer(2)),
      }),
    },
  },
  pointerWrongObjectId: {
    tenant: smallTenant({
      "exchange/servicePrincipals": rows(pointer(1, otherPointer)),
      ...declared("Mail.Read"),
    }),
    subjects: [otherPointer.objectId],
    app: appIdOf(1),
    says: `names ${otherPointer.objectId} (the app registration), the enterprise application has ${servicePrincipalIdOf(1)}`,
    evidence: [
      `exchange/servicePrincipals ${otherPointer.objectId}`,
      `graph/servicePrincipals ${servicePrincipalIdOf(1)}`,
    ],
    silent: { "the right object id": smallTenant() },
  },
  migratedStillDeclared: {
    tenant: smallTenant({ ...roles(IN_SCOPE), ...declared("Mail.Read") }),
    subjects: [registrationId(appIdOf(1))],
    app: appIdOf(1),
    says: "App 1 has Mail.Read from Exchange alone",
    evidence: [`graph/applications ${registrationId(appIdOf(1))}`],
    silent: {
      "granted in Entra": smallTenant({
        ...roles(IN_SCOPE),
        ...declared("Mail.Read"),
        ...consent("Mail.Read"),
      }),
      "another permission": smallTenant({ ...roles(IN_SCOPE), ...declared("Mail.Send") }),
      "not migrated": smallTenant(declared("Mail.Read")),
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
      "an app that was not asked about": smallTenant(roles(IN_SCOPE)),
    },
  },
  ewsRole: {
    tenant: smallTenant(roles(IN_SCOPE, ewsRole)),
    subjects: ["EWS.AccessAsApp-1"],
    app: appIdOf(1),
    says: "App 1 holds Application EWS.AccessAsApp",
    evidence: [row("EWS.AccessAsApp-1")],
    silent: { "a role on Graph": smallTenant(roles(IN_SCOPE)) },
  },
} satisfies Record<string, FindingCase>;
