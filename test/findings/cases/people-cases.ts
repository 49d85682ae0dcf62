import type { RoleAssignmentRow } from "../../../src/model/exchange-rows.ts";
import type { ApplicationRow, Credential } from "../../../src/model/graph-rows.ts";
import { appId } from "../../../src/model/ids.ts";
import { MICROSOFT_TENANT_IDS } from "../../../src/model/permission-table.ts";
import type { Snapshot, SnapshotSections } from "../../../src/model/snapshot.ts";
import { grant, servicePrincipal, TENANT_ID } from "../../arbitraries/rows.ts";
import { parents, rows } from "../../arbitraries/snapshot.ts";
import { appIdOf, mailboxKey, registrationId, servicePrincipalIdOf } from "../../generator/ids.ts";
import { appRegistrationOf } from "../../plan/registrations.ts";
import type { FindingCase } from "../finding-case.ts";
import { smallTenant } from "./small-tenant.ts";

/** App 1 reads mail; its registration says so. */
const registered = (
  more: Partial<ApplicationRow> | null,
  sections: Partial<SnapshotSections> = {},
): Snapshot =>
  smallTenant({
    "graph/appRoleAssignedTo": rows(grant(1, "Mail.Read")),
    "graph/applications":
      more === null
        ? rows()
        : rows({ ...appRegistrationOf(1, {}), credentials: [], owners: [], ...more }),
    ...sections,
  });
const REGISTRATION = registrationId(appIdOf(1));
const credential = (endDateTime?: string): Credential => ({
  kind: "secret",
  displayName: "deploy",
  ...(endDateTime === undefined ? {} : { endDateTime }),
});
const ending = (...ends: readonly string[]): Snapshot =>
  registered({ credentials: ends.map(credential) });
const { credentials: _credentials, ...bare }: ApplicationRow = {
  ...appRegistrationOf(1, {}),
  credentials: [],
};
const notReported = (tenant: Snapshot) =>
  ({ tenant, subject: REGISTRATION, status: "notReported" }) as const;
const managed = registered(null, {
  "graph/servicePrincipals": rows(servicePrincipal(1, { servicePrincipalType: "ManagedIdentity" })),
});
const unregistered = {
  "a vendor's app": {
    tenant: registered(null, {
      "graph/servicePrincipals": rows(servicePrincipal(1, { appOwnerOrganizationId: appIdOf(98) })),
    }),
    subject: servicePrincipalIdOf(1),
    status: "notVisible",
  },
  "an app whose registration nobody has seen": {
    tenant: registered(null),
    subject: servicePrincipalIdOf(1),
    status: "notFound",
  },
  "an own app without its registration": {
    tenant: registered(null, {
      "graph/servicePrincipals": rows(
        servicePrincipal(1, { appOwnerOrganizationId: TENANT_ID.toUpperCase() }),
      ),
    }),
    subject: servicePrincipalIdOf(1),
    status: "notFound",
  },
  "a managed identity": { tenant: managed, subject: servicePrincipalIdOf(1), status: "byDesign" },
} as const;
const noMailboxes = smallTenant({
  "graph/appRoleAssignedTo": rows(grant(1, "User.Read.All")),
  "graph/applications": rows({
    ...appRegistrationOf(1, {}),
    owners: [],
    credentials: [credential("2026-11-01T00:00:00.000Z"), credential("2026-12-01T00:00:00.000Z")],
  }),
});

const signedIn = (appOnlyClientAt: string): Snapshot =>
  registered(null, {
    "graph/signInActivities": rows({
      appId: appId(appIdOf(1)),
      delegatedClientAt: "2026-01-01T00:00:00.000Z",
      appOnlyClientAt,
    }),
  });

const holder = (more: Partial<RoleAssignmentRow> = {}): RoleAssignmentRow => ({
  name: "Backup impersonation",
  guid: "aaaaaaaa-0000-4000-8000-000000000001",
  role: "ApplicationImpersonation",
  roleAssigneeType: "User",
  roleAssigneeName: "svc-backup",
  roleAssignmentDelegationType: "Regular",
  recipientWriteScope: "Organization",
  enabled: true,
  ...more,
});
const impersonation = (
  row: RoleAssignmentRow,
  users: readonly string[] | "denied",
  more: Partial<Snapshot> = {},
): Snapshot =>
  smallTenant(
    {
      "exchange/roleAssignments": rows(row),
      "exchange/impersonationEffectiveUsers": parents({
        ApplicationImpersonation:
          users === "denied"
            ? users
            : users.map((effectiveUserName) => ({
                role: "ApplicationImpersonation",
                assignment: { ...row, effectiveUserName },
              })),
      }),
    },
    more,
  );
const members = holder({ roleAssigneeType: "RoleGroup", roleAssigneeName: "Migration" });

export const PEOPLE_CASES = {
  credentialExpired: {
    tenant: ending("2026-11-20T05:59:59.000Z", "2027-11-20T00:00:00.000Z"),
    subjects: [REGISTRATION],
    app: appIdOf(1),
    says: "App 1, expired: secret deploy on 2026-11-20; others are still valid",
    evidence: [`graph/applications ${REGISTRATION}`],
    silent: {
      "one that ends this very second": ending("2026-11-20T06:00:00.000Z"),
      "no credential": registered({}),
      "an app without mailbox data": noMailboxes,
    },
    open: {
      "credentials that were not reported": notReported(
        registered(null, { "graph/applications": rows(bare) }),
      ),
      "a credential without an end": notReported(registered({ credentials: [credential()] })),
      ...unregistered,
    },
  },
  credentialExpiring: {
    tenant: ending("2027-02-18T06:00:00.000Z"),
    subjects: [REGISTRATION],
    app: appIdOf(1),
    says: "App 1, expires: secret deploy on 2027-02-18",
    evidence: [`graph/applications ${REGISTRATION}`],
    silent: {
      "a second more than 90 days": ending("2027-02-18T06:00:01.000Z"),
      "one that has expired": ending("2026-11-20T05:59:59.000Z"),
      "an app without mailbox data": noMailboxes,
    },
    open: {
      "credentials that were not reported": notReported(
        registered(null, { "graph/applications": rows(bare) }),
      ),
      ...unregistered,
    },
  },
  ownerMissing: {
    tenant: registered({}),
    subjects: [REGISTRATION],
    app: appIdOf(1),
    says: "the registration of App 1 has no owner",
    evidence: [`graph/applications ${REGISTRATION}`],
    silent: {
      "an owner": registered({ owners: [{ id: mailboxKey(1) }] }),
      "an app of Microsoft's own": registered(
        {},
        {
          "graph/servicePrincipals": rows(
            servicePrincipal(1, { appOwnerOrganizationId: [...MICROSOFT_TENANT_IDS][0] ?? "" }),
          ),
        },
      ),
      "an app without mailbox data": noMailboxes,
    },
    open: {
      "owners that were not read": notReported(
        registered(null, { "graph/applications": rows(bare) }),
      ),
      ...unregistered,
    },
  },
  signInNotRecorded: {
    tenant: signedIn("2026-08-22T05:59:59.000Z"),
    subjects: [servicePrincipalIdOf(1)],
    app: appIdOf(1),
    says: "App 1: the last sign-in on record is of 2026-08-22",
    evidence: [`graph/signInActivities ${appIdOf(1)}`],
    silent: {
      "90 days before, to the second": signedIn("2026-08-22T06:00:00.000Z"),
      "an app without mailbox data": smallTenant({ "graph/signInActivities": rows() }),
    },
  },
  impersonationRemnant: {
    tenant: impersonation(members, ["svc-b", "svc-a"]),
    subjects: [members.guid ?? ""],
    app: null,
    says: "ApplicationImpersonation is still assigned to svc-a, svc-b through Backup impersonation; scope: the whole organisation",
    evidence: [`exchange/roleAssignments ${members.guid ?? ""}`],
    silent: {
      "a disabled assignment": impersonation(holder({ enabled: false }), []),
      "a delegating one": impersonation(
        holder({ roleAssignmentDelegationType: "DelegatingOrgWide" }),
        [],
      ),
      "another role": impersonation(holder({ role: "Mail Recipients" }), []),
      "an empty group": impersonation(members, []),
    },
    open: {
      "a group whose users were not told": {
        tenant: impersonation(members, "denied"),
        subject: members.guid ?? "",
        status: "open",
      },
      "Exchange on-premises": {
        tenant: impersonation(holder(), ["svc-backup"], { environment: "exchangeOnPremises" }),
        subject: TENANT_ID,
        status: "byDesign",
      },
    },
  },
} satisfies Record<string, FindingCase>;
