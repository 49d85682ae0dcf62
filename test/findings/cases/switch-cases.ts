import type { OrganizationConfigRow } from "../../../src/model/exchange-rows.ts";
import type { AppRoleAssignmentRow } from "../../../src/model/graph-rows.ts";
import { servicePrincipalId } from "../../../src/model/ids.ts";
import { MICROSOFT_TENANT_IDS } from "../../../src/model/permission-table.ts";
import type { Snapshot, SnapshotSections } from "../../../src/model/snapshot.ts";
import { assignment, grant, grantId, servicePrincipal, TENANT_ID } from "../../arbitraries/rows.ts";
import { rows } from "../../arbitraries/snapshot.ts";
import { appIdOf, servicePrincipalIdOf } from "../../generator/ids.ts";
import type { FindingCase } from "../finding-case.ts";
import { smallTenant } from "./small-tenant.ts";

const grants = (...all: readonly AppRoleAssignmentRow[]): Partial<SnapshotSections> => ({
  "graph/appRoleAssignedTo": rows(...all),
});
const mailRead = grant(1, "Mail.Read");
const ews = grant(1, "full_access_as_app", "exchange");
const { enabled: _enabled, ...mayBeAccess } = assignment(1, "EWS.AccessAsApp");
const [microsoft = ""] = [...MICROSOFT_TENANT_IDS];
const firstParty: Partial<SnapshotSections> = {
  "graph/servicePrincipals": rows(servicePrincipal(1, { appOwnerOrganizationId: microsoft })),
};
const nameless = { ...ews, principalId: servicePrincipalId(servicePrincipalIdOf(7)) };
const switches = (config: OrganizationConfigRow): Partial<SnapshotSections> => ({
  "exchange/organizationConfig": rows({ enforceExoAppRbacPermissions: false, ...config }),
});
const config = (row: OrganizationConfigRow, collectedAt?: string): Snapshot =>
  smallTenant(
    switches({ name: "contoso", ...row }),
    collectedAt === undefined ? {} : { collectedAt },
  );
const listed = (...ids: readonly string[]): OrganizationConfigRow => ({
  ewsEnabled: true,
  ewsAllowedAppIds: ids,
});
const notReported = (tenant: Snapshot) =>
  ({ tenant, subject: TENANT_ID, status: "notReported" }) as const;

export const SWITCH_CASES = {
  ewsAppNotListed: {
    tenant: smallTenant({
      ...grants(ews),
      "exchange/roleAssignments": rows(assignment(1, "EWS.AccessAsApp")),
      ...switches({ name: "contoso", ...listed(appIdOf(2)) }),
    }),
    subjects: ["EWS.AccessAsApp-1", grantId(1, "full_access_as_app")],
    app: appIdOf(1),
    says: `App 1 (${appIdOf(1)}) is not in EwsAllowedAppIDs (apps listed there: 1)`,
    evidence: ["exchange/organizationConfig contoso", "exchange/roleAssignments EWS.AccessAsApp-1"],
    silent: {
      "an app that is listed": smallTenant({ ...grants(ews), ...switches(listed(appIdOf(1))) }),
      "an empty list": smallTenant({ ...grants(ews), ...switches(listed()) }),
      "EWS off": smallTenant({
        ...grants(ews),
        ...switches({ ewsEnabled: false, ewsAllowedAppIds: [] }),
      }),
      "no app on EWS": smallTenant({ ...grants(mailRead), ...switches(listed(appIdOf(2))) }),
      "EWS not set, which ignores the list": smallTenant({
        ...grants(ews),
        ...switches({ ewsEnabled: null, ewsAllowedAppIds: [appIdOf(2)] }),
      }),
      "an app of Microsoft's own": smallTenant({
        ...grants(ews),
        ...firstParty,
        ...switches(listed(appIdOf(2))),
      }),
    },
    open: {
      "a switch that was not reported": notReported(config({ ewsAllowedAppIds: [appIdOf(2)] })),
      "a role that may be disabled": {
        tenant: smallTenant({
          "exchange/roleAssignments": rows(mayBeAccess),
          ...switches(listed(appIdOf(2))),
        }),
        subject: mayBeAccess.name,
        status: "notReported",
      },
      "a list that was not reported": notReported(config({ ewsEnabled: true })),
      "an app whose id is not known": {
        tenant: smallTenant({
          ...grants(nameless),
          ...switches(listed(appIdOf(2))),
        }),
        subject: ews.id,
        status: "open",
      },
    },
  },
  ewsListEmpty: {
    tenant: config({ ewsEnabled: true, ewsAllowedAppIds: null }, "2026-10-01T00:00:00Z"),
    subjects: [TENANT_ID],
    app: null,
    says: "EwsAllowedAppIDs is empty: every app on EWS is blocked",
    evidence: ["exchange/organizationConfig contoso"],
    silent: {
      "a list": config(listed(appIdOf(1))),
      "EWS not set": config({ ewsEnabled: null, ewsAllowedAppIds: null }),
      "EWS off": config({ ewsEnabled: false, ewsAllowedAppIds: null }),
    },
    open: {
      "a switch that was not reported": notReported(config({ ewsAllowedAppIds: null })),
      "a list that was not reported": notReported(config({ ewsEnabled: true })),
    },
  },
  dehydratedTenant: {
    tenant: config({ isDehydrated: true }),
    subjects: [TENANT_ID],
    app: null,
    says: "IsDehydrated is true",
    evidence: ["exchange/organizationConfig contoso"],
    silent: { "a customised tenant": config({ isDehydrated: false }) },
    open: { "a switch that was not reported": notReported(config({})) },
  },
  rbacEnforced: {
    tenant: config({ enforceExoAppRbacPermissions: true }),
    subjects: [TENANT_ID],
    app: null,
    says: "EnforceExoAppRbacPermissions is true",
    evidence: ["exchange/organizationConfig contoso"],
    silent: { "the switch off": config({ enforceExoAppRbacPermissions: false }) },
    open: {
      "a switch that was not reported": notReported(
        smallTenant({ "exchange/organizationConfig": rows({ name: "contoso" }) }),
      ),
    },
  },
} satisfies Record<string, FindingCase>;
