import type { RoleAssignmentRow } from "../../../src/model/exchange-rows.ts";
import { appId, servicePrincipalId } from "../../../src/model/ids.ts";
import { EXCHANGE_APP_ID } from "../../../src/model/permission-table.ts";
import type { SnapshotSections } from "../../../src/model/snapshot.ts";
import {
  grant,
  groupDn,
  managementScope,
  pointer,
  scoped,
  servicePrincipal,
} from "../../arbitraries/rows.ts";
import { rows } from "../../arbitraries/snapshot.ts";
import { appRoleId } from "../../generator/app-roles.ts";
import { appIdOf, registrationId, servicePrincipalIdOf } from "../../generator/ids.ts";
import { appRegistrationOf, GRAPH_APP_ID } from "../../plan/registrations.ts";
import type { FindingCase } from "../finding-case.ts";
import { smallTenant } from "./small-tenant.ts";

const SCOPE = managementScope("Sales scope", `MemberOfGroup -eq '${groupDn(1)}'`);
const roles = (...all: readonly RoleAssignmentRow[]): Partial<SnapshotSections> => ({
  "exchange/roleAssignments": rows(...all),
  "exchange/managementScopes": rows(SCOPE),
});
const IN_SCOPE = scoped(1, "Mail.Read", "Sales scope");
const { enabled: _enabled, ...mayBeAccess } = IN_SCOPE;
const row = (name: string): string => `exchange/roleAssignments ${name}`;
const consent = (value: string): Partial<SnapshotSections> => ({
  "graph/appRoleAssignedTo": rows(grant(1, value)),
});
const declared = (value: string): Partial<SnapshotSections> => ({
  "graph/applications": rows(appRegistrationOf(1, { [GRAPH_APP_ID]: [appRoleId("graph", value)] })),
});
const vendor: Partial<SnapshotSections> = {
  "graph/servicePrincipals": rows(servicePrincipal(1, { appOwnerOrganizationId: appIdOf(98) })),
};
const managed: Partial<SnapshotSections> = {
  "graph/servicePrincipals": rows(servicePrincipal(1, { servicePrincipalType: "ManagedIdentity" })),
};
const otherPointer = { objectId: servicePrincipalId(registrationId(appIdOf(1))) };

export const REGISTRATION_CASES = {
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
    silent: {
      "the right object id": smallTenant(),
      "no pointer at all": smallTenant({ "exchange/servicePrincipals": rows() }),
    },
  },
  migratedStillDeclared: {
    tenant: smallTenant({ ...roles(IN_SCOPE), ...declared("Mail.Read") }),
    subjects: [registrationId(appIdOf(1))],
    app: appIdOf(1),
    says: "App 1 has Mail.Read from Exchange alone",
    evidence: [row("Mail.Read-1"), `graph/applications ${registrationId(appIdOf(1))}`],
    open: {
      "a row that does not say whether it is enabled": {
        tenant: smallTenant({ ...roles(mayBeAccess), ...declared("Mail.Read") }),
        subject: registrationId(appIdOf(1)),
        status: "notReported",
      },
      "a vendor's app": {
        tenant: smallTenant({ ...roles(IN_SCOPE), ...vendor }),
        subject: servicePrincipalIdOf(1),
        status: "notVisible",
      },
      "a managed identity": {
        tenant: smallTenant({ ...roles(IN_SCOPE), ...managed }),
        subject: servicePrincipalIdOf(1),
        status: "byDesign",
      },
      "what it asks for was not reported": {
        tenant: smallTenant({
          ...roles(IN_SCOPE),
          "graph/applications": rows({
            id: registrationId(appIdOf(1)),
            appId: appId(appIdOf(1)),
          }),
        }),
        subject: registrationId(appIdOf(1)),
        status: "notReported",
      },
    },
    silent: {
      "the role of another app": smallTenant({
        ...roles(scoped(2, "Mail.Read", "Sales scope")),
        "graph/servicePrincipals": rows(servicePrincipal(1), servicePrincipal(2)),
        "graph/applications": rows(
          appRegistrationOf(1, { [GRAPH_APP_ID]: [appRoleId("graph", "Mail.Read")] }),
          appRegistrationOf(2, {}),
        ),
        "exchange/servicePrincipals": rows(pointer(1), pointer(2)),
      }),
      "the same id on the other resource": smallTenant({
        ...roles(IN_SCOPE),
        "graph/applications": rows(
          appRegistrationOf(1, { [EXCHANGE_APP_ID]: [appRoleId("graph", "Mail.Read")] }),
        ),
      }),
      "a vendor's app that has it by consent too": smallTenant({
        ...roles(IN_SCOPE),
        ...consent("Mail.Read"),
        ...vendor,
      }),
      "granted in Entra": smallTenant({
        ...roles(IN_SCOPE),
        ...declared("Mail.Read"),
        ...consent("Mail.Read"),
      }),
      "another permission": smallTenant({ ...roles(IN_SCOPE), ...declared("Mail.Send") }),
      "not migrated": smallTenant(declared("Mail.Read")),
    },
  },
} satisfies Record<string, FindingCase>;
