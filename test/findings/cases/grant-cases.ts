import type { Decisions } from "../../../src/model/decisions.ts";
import type { OrganizationConfigRow } from "../../../src/model/exchange-rows.ts";
import type { AppRoleAssignmentRow } from "../../../src/model/graph-rows.ts";
import { servicePrincipalId } from "../../../src/model/ids.ts";
import { MICROSOFT_TENANT_IDS } from "../../../src/model/permission-table.ts";
import type { Snapshot, SnapshotSections } from "../../../src/model/snapshot.ts";
import {
  assignment,
  grant,
  grantId,
  restrict,
  servicePrincipal,
  TENANT_ID,
} from "../../arbitraries/rows.ts";
import { rows } from "../../arbitraries/snapshot.ts";
import { appIdOf, groupKey, servicePrincipalIdOf } from "../../generator/ids.ts";
import type { FindingCase } from "../finding-case.ts";
import { smallTenant } from "./small-tenant.ts";

const grants = (...all: readonly AppRoleAssignmentRow[]): Partial<SnapshotSections> => ({
  "graph/appRoleAssignedTo": rows(...all),
});
const POLICY = restrict(1, groupKey(1));
const fence: Partial<SnapshotSections> = { "exchange/applicationAccessPolicies": rows(POLICY) };
const ROW = "graph/appRoleAssignedTo";
const mailRead = grant(1, "Mail.Read");
const items = grant(1, "MailboxItem.Read.All");
const ews = grant(1, "full_access_as_app", "exchange");
const onlyMail = smallTenant(grants(mailRead));
const [microsoft = ""] = [...MICROSOFT_TENANT_IDS];
const firstParty: Partial<SnapshotSections> = {
  "graph/servicePrincipals": rows(servicePrincipal(1, { appOwnerOrganizationId: microsoft })),
};
const hybrid: Partial<SnapshotSections> = {
  "graph/servicePrincipals": rows(servicePrincipal(1, { displayName: "ExchangeServerApp-1" })),
};
const nameless: AppRoleAssignmentRow = {
  ...items,
  principalId: servicePrincipalId(servicePrincipalIdOf(7)),
};
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

const keep = (app: string, ...permissions: readonly string[]): Decisions => ({
  schemaVersion: 1,
  tenantId: TENANT_ID,
  apps: { [app]: { keep: permissions } },
});

export const GRANT_CASES = {
  grantWithoutPolicy: {
    tenant: smallTenant(grants(mailRead, items)),
    subjects: [grantId(1, "Mail.Read"), grantId(1, "MailboxItem.Read.All")],
    app: appIdOf(1),
    says: "App 1 reaches every mailbox with Mail.Read",
    evidence: [`${ROW} ${grantId(1, "Mail.Read")}`],
    silent: {
      "a policy": smallTenant({ ...grants(mailRead, items), ...fence }),
      "an app of Microsoft's own": smallTenant({ ...grants(mailRead), ...firstParty }),
      "the hybrid app": smallTenant({ ...grants(mailRead), ...hybrid }),
      "no mailbox data": smallTenant(grants(grant(1, "User.Read.All"))),
      "an API that is gone": smallTenant(grants(grant(1, "Mail.Read", "exchange"))),
    },
    open: {
      "an app whose id is not known": {
        tenant: smallTenant({ ...grants(nameless), ...fence }),
        subject: nameless.id,
        status: "open",
      },
    },
  },
  grantKeptByDecision: {
    tenant: smallTenant({ ...grants(mailRead, grant(1, "Mail.Send")), ...fence }),
    decisions: keep(appIdOf(1), "Mail.Read"),
    subjects: [grantId(1, "Mail.Read")],
    app: appIdOf(1),
    says: "App 1 keeps Mail.Read in Entra by decision",
    evidence: [
      `exchange/applicationAccessPolicies ${POLICY.identity}`,
      `${ROW} ${grantId(1, "Mail.Read")}`,
    ],
    silent: {
      "another permission": smallTenant({ ...grants(grant(1, "Mail.Send")), ...fence }),
      "an API that is gone": smallTenant(grants(grant(1, "Mail.Read", "exchange"))),
      "another app": smallTenant(grants(grant(2, "Mail.Read"))),
    },
  },
  ungovernedUnderPolicy: {
    tenant: smallTenant({ ...grants(mailRead, items), ...fence }),
    subjects: [grantId(1, "MailboxItem.Read.All")],
    app: appIdOf(1),
    says: "is under a policy, and reaches every mailbox with MailboxItem.Read.All all the same",
    evidence: [
      `exchange/applicationAccessPolicies ${POLICY.identity}`,
      `${ROW} ${grantId(1, "MailboxItem.Read.All")}`,
    ],
    silent: {
      "no policy": smallTenant(grants(items)),
      "a governed permission": smallTenant({ ...grants(mailRead), ...fence }),
    },
    open: {
      "an app whose id is not known": {
        tenant: smallTenant({ ...grants(nameless), ...fence }),
        subject: nameless.id,
        status: "open",
      },
    },
  },
  outlookRestGrant: {
    tenant: smallTenant(grants(mailRead, grant(1, "Calendars.Read", "exchange"))),
    subjects: [grantId(1, "Calendars.Read")],
    app: appIdOf(1),
    says: "App 1 holds Calendars.Read on Office 365 Exchange Online",
    evidence: [`${ROW} ${grantId(1, "Calendars.Read")}`],
    silent: { "the same id on Graph": onlyMail },
  },
  permissionUnknown: {
    tenant: smallTenant(grants(mailRead, { ...ews, id: "odd", appRoleId: appIdOf(99) })),
    subjects: ["odd"],
    app: appIdOf(1),
    says: `what ${appIdOf(99)} opens for App 1 is not known`,
    evidence: [`${ROW} odd`],
    silent: { "a permission of the table": onlyMail },
  },
  mailboxPermissionsDecide: {
    tenant: smallTenant(grants(mailRead, grant(1, "IMAP.AccessAsApp", "exchange"))),
    subjects: [grantId(1, "IMAP.AccessAsApp")],
    app: appIdOf(1),
    says: "mailbox permissions decide whom App 1 reaches with IMAP.AccessAsApp",
    evidence: [`${ROW} ${grantId(1, "IMAP.AccessAsApp")}`],
    silent: { "a permission that policies govern": onlyMail },
  },
  ewsFullAccess: {
    tenant: smallTenant(grants(mailRead, ews)),
    subjects: [grantId(1, "full_access_as_app")],
    app: appIdOf(1),
    says: "App 1 holds full_access_as_app",
    evidence: [`${ROW} ${grantId(1, "full_access_as_app")}`],
    silent: {
      "no EWS": onlyMail,
      "an app of Microsoft's own": smallTenant({ ...grants(ews), ...firstParty }),
    },
  },
  autodiscoverQuestion: {
    tenant: smallTenant(grants(mailRead, ews)),
    subjects: [grantId(1, "full_access_as_app")],
    app: appIdOf(1),
    says: "whether it needs Autodiscover is a question to its owner",
    evidence: [`${ROW} ${grantId(1, "full_access_as_app")}`],
    silent: { "no EWS": onlyMail, "the hybrid app": smallTenant({ ...grants(ews), ...hybrid }) },
  },
  hybridApp: {
    tenant: smallTenant({ ...grants(ews), ...hybrid }),
    subjects: [servicePrincipalIdOf(1)],
    app: appIdOf(1),
    says: "ExchangeServerApp-1 is the app of the hybrid deployment",
    evidence: [`graph/servicePrincipals ${servicePrincipalIdOf(1)}`],
    silent: { "another name": smallTenant(grants(ews)) },
  },
  ewsAppNotListed: {
    tenant: smallTenant({
      ...grants(ews),
      "exchange/roleAssignments": rows(assignment(1, "EWS.AccessAsApp")),
      ...switches({ name: "contoso", ...listed(appIdOf(2)) }),
    }),
    subjects: ["EWS.AccessAsApp-1", grantId(1, "full_access_as_app")],
    app: appIdOf(1),
    says: `App 1 (${appIdOf(1)}) is not among the 1 apps`,
    evidence: ["exchange/organizationConfig contoso", "exchange/roleAssignments EWS.AccessAsApp-1"],
    silent: {
      "an app that is listed": smallTenant({ ...grants(ews), ...switches(listed(appIdOf(1))) }),
      "an empty list": smallTenant({ ...grants(ews), ...switches(listed()) }),
      "EWS off": smallTenant({
        ...grants(ews),
        ...switches({ ewsEnabled: false, ewsAllowedAppIds: [] }),
      }),
      "no app on EWS": smallTenant({ ...grants(mailRead), ...switches(listed(appIdOf(2))) }),
    },
    open: {
      "a list that was not reported": notReported(config({ ewsEnabled: true })),
      "an app whose id is not known": {
        tenant: smallTenant({
          ...grants({ ...ews, principalId: nameless.principalId }),
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
