import type { RoleAssignmentRow } from "../../../src/model/exchange-rows.ts";
import type { ApplicationRow, Credential, GraphGroupRow } from "../../../src/model/graph-rows.ts";
import { appId } from "../../../src/model/ids.ts";
import type { Snapshot, SnapshotSections } from "../../../src/model/snapshot.ts";
import {
  grant,
  restrict,
  securityGroup,
  servicePrincipal,
  TENANT_ID,
} from "../../arbitraries/rows.ts";
import { parents, people, rows } from "../../arbitraries/snapshot.ts";
import {
  appIdOf,
  groupKey,
  mailboxKey,
  registrationId,
  servicePrincipalIdOf,
} from "../../generator/ids.ts";
import { appRegistrationOf } from "../../plan/registrations.ts";
import type { FindingCase } from "../finding-case.ts";
import { smallTenant } from "./small-tenant.ts";

const POLICY = restrict(1, groupKey(1));
const POLICY_ROW = `exchange/applicationAccessPolicies ${POLICY.identity}`;

/** App 1 is under a policy on group 1, of which Graph says so. */
const group = (more: Partial<GraphGroupRow> | null, type?: string): Snapshot =>
  smallTenant({
    ...people(
      3,
      { 1: [mailboxKey(1)] },
      type === undefined ? [] : [securityGroup(1, { recipientTypeDetails: type })],
    ),
    "exchange/applicationAccessPolicies": rows(POLICY),
    "graph/groups":
      more === null
        ? rows()
        : rows({
            id: groupKey(1),
            onPremisesSyncEnabled: null,
            visibility: null,
            membershipRule: null,
            owners: [],
            ...more,
          }),
  });
const groupOpen = (tenant: Snapshot, status: "notFound" | "notReported" | "byDesign") => ({
  tenant,
  subject: groupKey(1),
  status,
});
const { onPremisesSyncEnabled: _synced, ...withoutSync }: GraphGroupRow = {
  id: groupKey(1),
  onPremisesSyncEnabled: null,
  owners: [],
};

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
    tenant: registered(null),
    subject: servicePrincipalIdOf(1),
    status: "notVisible",
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
  groupSynced: {
    tenant: group({ onPremisesSyncEnabled: true }),
    subjects: [groupKey(1)],
    app: null,
    says: "Group 1 is synchronised from Active Directory",
    evidence: [POLICY_ROW, `graph/groups ${groupKey(1)}`],
    silent: { "a cloud group": group({}) },
    open: {
      "a group that Graph does not know": groupOpen(group(null), "notFound"),
      "a dynamic distribution group": groupOpen(
        group(null, "DynamicDistributionGroup"),
        "byDesign",
      ),
      "where it is mastered was not told": groupOpen(
        smallTenant({
          "exchange/applicationAccessPolicies": rows(POLICY),
          "graph/groups": rows(withoutSync),
        }),
        "notReported",
      ),
    },
  },
  groupWidenedByOthers: {
    tenant: group({
      visibility: "Public",
      membershipRule: "user.department -eq 'Sales'",
      owners: [{ id: mailboxKey(2), displayName: "Ann" }],
    }),
    subjects: [groupKey(1)],
    app: null,
    says: "Group 1: public: anybody in the tenant may join; dynamic rule: user.department -eq 'Sales'; owned by Ann",
    evidence: [POLICY_ROW, `graph/groups ${groupKey(1)}`],
    silent: { "nobody but administrators": group({ visibility: "Private" }) },
    open: {
      "a group that Graph does not know": groupOpen(group(null), "notFound"),
      "a distribution list, which may be open to anybody": groupOpen(
        group({}, "MailUniversalDistributionGroup"),
        "notReported",
      ),
      "owners that were not read": groupOpen(
        smallTenant({
          "exchange/applicationAccessPolicies": rows(POLICY),
          "graph/groups": rows({ id: groupKey(1) }),
        }),
        "notReported",
      ),
    },
  },
  credentialExpired: {
    tenant: ending("2026-11-20T05:59:59.000Z", "2027-11-20T00:00:00.000Z"),
    subjects: [REGISTRATION],
    app: appIdOf(1),
    says: "App 1: secret deploy ends 2026-11-20; others are still valid",
    evidence: [`graph/applications ${REGISTRATION}`],
    silent: {
      "one that ends later": ending("2026-11-20T06:00:01.000Z"),
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
    says: "App 1: secret deploy ends 2027-02-18",
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
    says: "svc-a, svc-b may impersonate through Backup impersonation; scope: organization",
    evidence: [`exchange/roleAssignments ${members.guid ?? ""}`],
    silent: {
      "a disabled assignment": impersonation(holder({ enabled: false }), []),
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
