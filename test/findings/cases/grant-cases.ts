import type { Decisions } from "../../../src/model/decisions.ts";
import type { AppRoleAssignmentRow } from "../../../src/model/graph-rows.ts";
import { servicePrincipalId } from "../../../src/model/ids.ts";
import { MICROSOFT_TENANT_IDS } from "../../../src/model/permission-table.ts";
import type { SnapshotSections } from "../../../src/model/snapshot.ts";
import {
  assignment,
  deny,
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
const allApps: Partial<SnapshotSections> = {
  "exchange/applicationAccessPolicies": rows(restrict("*", groupKey(1))),
};
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
      "a policy that denies": smallTenant({
        ...grants(mailRead),
        "exchange/applicationAccessPolicies": rows(deny(1, groupKey(1))),
      }),
      "a policy for all apps": smallTenant({ ...grants(mailRead), ...allApps }),
      "a policy that prints the app id in upper case": smallTenant({
        ...grants(mailRead),
        "exchange/applicationAccessPolicies": rows(restrict(appIdOf(1).toUpperCase(), groupKey(1))),
      }),
      "what mailbox permissions decide": smallTenant(
        grants(grant(1, "IMAP.AccessAsApp", "exchange")),
      ),
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
      "a policy of another app": smallTenant({
        ...grants(items),
        "exchange/applicationAccessPolicies": rows(restrict(2, groupKey(1))),
      }),
      "the hybrid app under a policy for all": smallTenant({
        ...grants(items),
        ...hybrid,
        ...allApps,
      }),
      "an app of Microsoft's own under a policy for all": smallTenant({
        ...grants(items),
        ...firstParty,
        ...allApps,
      }),
      "what mailbox permissions decide": smallTenant({
        ...grants(grant(1, "IMAP.AccessAsApp", "exchange")),
        ...fence,
      }),
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
    says: "App 1 holds full_access_as_app on every mailbox",
    evidence: [`${ROW} ${grantId(1, "full_access_as_app")}`],
    silent: {
      "no EWS": onlyMail,
      "another permission of Exchange": smallTenant(
        grants(grant(1, "IMAP.AccessAsApp", "exchange")),
      ),
      "an app of Microsoft's own": smallTenant({ ...grants(ews), ...firstParty }),
      "the hybrid app, which is told elsewhere": smallTenant({ ...grants(ews), ...hybrid }),
    },
  },
  autodiscoverQuestion: {
    tenant: smallTenant(grants(mailRead, ews)),
    subjects: [grantId(1, "full_access_as_app")],
    app: appIdOf(1),
    says: "whether it needs Autodiscover is a question to its owner",
    evidence: [`${ROW} ${grantId(1, "full_access_as_app")}`],
    silent: {
      "no EWS": onlyMail,
      "the hybrid app": smallTenant({ ...grants(ews), ...hybrid }),
      "an app of Microsoft's own": smallTenant({ ...grants(ews), ...firstParty }),
      "an app that has moved to the role": smallTenant({
        "exchange/roleAssignments": rows(assignment(1, "EWS.AccessAsApp")),
      }),
    },
  },
  hybridApp: {
    tenant: smallTenant({ ...grants(ews), ...hybrid }),
    subjects: [servicePrincipalIdOf(1)],
    app: appIdOf(1),
    says: "ExchangeServerApp-1 is the app of the hybrid deployment; it holds full_access_as_app",
    evidence: [`graph/servicePrincipals ${servicePrincipalIdOf(1)}`],
    silent: {
      "another name": smallTenant(grants(ews)),
      "a name that only has it inside": smallTenant({
        ...grants(ews),
        "graph/servicePrincipals": rows(
          servicePrincipal(1, { displayName: "Not an ExchangeServerApp-1" }),
        ),
      }),
    },
  },
} satisfies Record<string, FindingCase>;
