import type { AccessPolicyRow } from "../../../src/model/exchange-rows.ts";
import { appId, recipientKey, servicePrincipalId } from "../../../src/model/ids.ts";
import type { SnapshotSections } from "../../../src/model/snapshot.ts";
import { deny, grant, restrict, TENANT_ID } from "../../arbitraries/rows.ts";
import { parents, people, rows } from "../../arbitraries/snapshot.ts";
import { appIdOf, groupKey, mailboxKey, servicePrincipalIdOf } from "../../generator/ids.ts";
import type { FindingCase } from "../finding-case.ts";
import { smallTenant } from "./small-tenant.ts";

const POLICY = restrict(1, groupKey(1));
const ROW = `exchange/applicationAccessPolicies ${POLICY.identity}`;
const policies = (...all: readonly AccessPolicyRow[]): Partial<SnapshotSections> => ({
  "exchange/applicationAccessPolicies": rows(...all),
});
const mailRead: Partial<SnapshotSections> = {
  "graph/appRoleAssignedTo": rows(grant(1, "Mail.Read")),
};
const many = (count: number, description: string): readonly AccessPolicyRow[] =>
  Array.from({ length: count }, (_, index) => ({
    ...restrict(index + 1, groupKey(1)),
    description,
  }));
const deleted = (deletedDateTime: string | null): Partial<SnapshotSections> => ({
  "graph/servicePrincipals": rows(),
  "exchange/servicePrincipals": rows(),
  "graph/deletedServicePrincipals": rows({
    id: servicePrincipalId(servicePrincipalIdOf(1)),
    appId: appId(appIdOf(1)),
    displayName: "Old app",
    deletedDateTime,
  }),
});
const check = (result: "granted" | "denied"): Partial<SnapshotSections> => ({
  "exchange/policyChecks": parents({
    [`${appIdOf(1)}/${mailboxKey(1)}`]: [
      { appId: appId(appIdOf(1)), mailbox: recipientKey(mailboxKey(1)), result },
    ],
  }),
});
const gone = restrict(1, groupKey(9));
const unreadable: AccessPolicyRow = { ...POLICY, identity: "nobody can read this" };

export const POLICY_CASES = {
  policyInert: {
    tenant: smallTenant({
      ...policies(POLICY),
      "graph/appRoleAssignedTo": rows(grant(1, "User.Read.All"), grant(1, "MailboxItem.Read.All")),
    }),
    subjects: [POLICY.identity],
    app: appIdOf(1),
    says: "RestrictAccess on Group 1: App 1: no permission that policies govern is granted",
    evidence: [ROW],
    silent: {
      "a governed grant": smallTenant({ ...policies(POLICY), ...mailRead }),
      "full access through EWS": smallTenant({
        ...policies(POLICY),
        "graph/appRoleAssignedTo": rows(grant(1, "full_access_as_app", "exchange")),
      }),
      "a governed grant of one of several apps": smallTenant({
        ...policies(restrict(`${appIdOf(1)},${appIdOf(2)}`, groupKey(1))),
        ...mailRead,
      }),
      "an app id in upper case": smallTenant({
        ...policies(restrict(appIdOf(1).toUpperCase(), groupKey(1))),
        ...mailRead,
      }),
      "a policy for all apps": smallTenant(policies(restrict("*", groupKey(1)))),
    },
    open: {
      "a permission that no table knows": {
        tenant: smallTenant({
          ...policies(POLICY),
          "graph/appRoleAssignedTo": rows({
            ...grant(1, "full_access_as_app", "exchange"),
            appRoleId: appIdOf(99),
          }),
        }),
        subject: POLICY.identity,
        status: "open",
      },
    },
  },
  policyScopeDeleted: {
    tenant: smallTenant({ ...policies(gone, POLICY), ...mailRead }),
    subjects: [gone.identity],
    app: appIdOf(1),
    says: `the RestrictAccess policy of App 1 names ${groupKey(9)}, and no recipient has that id: through it nobody is reached`,
    evidence: [`exchange/applicationAccessPolicies ${gone.identity}`],
    silent: {
      "a group that exists": smallTenant(policies(POLICY)),
      "its id in upper case": smallTenant(policies(restrict(1, groupKey(1).toUpperCase()))),
      "a user that exists": smallTenant(policies(restrict(1, mailboxKey(1)))),
      "a group whose members were refused": smallTenant({
        ...people(3, { 1: "denied" }),
        ...policies(POLICY),
      }),
    },
    open: {
      "an Identity that cannot be read": {
        tenant: smallTenant(policies(unreadable)),
        subject: unreadable.identity,
        status: "open",
      },
    },
  },
  policyScopeEmpty: {
    tenant: smallTenant({ ...people(3, { 1: [], 2: [groupKey(3)], 3: [] }), ...policies(POLICY) }),
    subjects: [POLICY.identity],
    app: appIdOf(1),
    says: "the RestrictAccess policy of App 1 names Group 1 (MailUniversalSecurityGroup), which holds no mailbox: through it nobody is reached",
    evidence: [ROW],
    silent: {
      "one direct member": smallTenant(policies(POLICY)),
      "one nested member": smallTenant({
        ...people(3, { 1: [groupKey(2)], 2: [mailboxKey(2)] }),
        ...policies(POLICY),
      }),
      "a group that was deleted": smallTenant(policies(gone)),
      "a single mailbox": smallTenant(policies(restrict(1, mailboxKey(1)))),
      "a member beside a nested group that was not read": smallTenant({
        ...people(3, { 1: [mailboxKey(1), groupKey(2)], 2: "denied" }),
        ...policies(POLICY),
      }),
    },
    open: {
      "members that were not read": {
        tenant: smallTenant({ ...people(3, { 1: "denied" }), ...policies(POLICY) }),
        subject: POLICY.identity,
        status: "open",
      },
      "a nested group that was not read": {
        tenant: smallTenant({
          ...people(3, { 1: [groupKey(2)], 2: "failed" }),
          ...policies(POLICY),
        }),
        subject: POLICY.identity,
        status: "open",
      },
    },
  },
  policyForAllApps: {
    tenant: smallTenant(policies(restrict("*", groupKey(1)))),
    subjects: [restrict("*", groupKey(1)).identity],
    app: null,
    says: "AppId is printed as *",
    evidence: [`exchange/applicationAccessPolicies ${restrict("*", groupKey(1)).identity}`],
    silent: {
      "a policy for one app": smallTenant(policies(POLICY)),
      "a policy for two apps": smallTenant(
        policies(restrict(`${appIdOf(1)}, ${appIdOf(2)}`, groupKey(1))),
      ),
    },
  },
  policySpaceLow: {
    tenant: smallTenant(policies(...many(80, "restricts an app"))),
    subjects: [TENANT_ID],
    app: null,
    says: "80 policies; documented is room for about 100 with descriptions",
    evidence: ["exchange/applicationAccessPolicies exchange/applicationAccessPolicies"],
    silent: {
      "79 with descriptions": smallTenant(policies(...many(79, "restricts an app"))),
      "239 with blank ones": smallTenant(policies(...many(239, " "))),
    },
  },
  appCanComeBack: {
    tenant: smallTenant({ ...policies(POLICY), ...deleted("2026-11-02T07:45:00.000Z") }),
    subjects: [servicePrincipalIdOf(1)],
    app: appIdOf(1),
    says: "was deleted on 2026-11-02 and can be restored until 2026-12-02",
    evidence: [ROW, `graph/deletedServicePrincipals ${servicePrincipalIdOf(1)}`],
    silent: {
      "deleted a second more than 30 days before": smallTenant({
        ...policies(POLICY),
        ...deleted("2026-10-21T05:59:59.000Z"),
      }),
      "a policy of another app": smallTenant({
        ...policies(restrict(2, groupKey(1))),
        ...deleted("2026-11-02T07:45:00.000Z"),
      }),
      "deleted 31 days before": smallTenant({
        ...policies(POLICY),
        ...deleted("2026-10-20T05:00:00.000Z"),
      }),
      "no policy names it": smallTenant(deleted("2026-11-02T07:45:00.000Z")),
    },
  },
  policyChecksDisagree: {
    tenant: smallTenant({ ...policies(POLICY), ...mailRead, ...check("denied") }),
    subjects: [appIdOf(1)],
    app: appIdOf(1),
    says: `on 1 of the mailboxes it was asked about: ${mailboxKey(1)}`,
    evidence: [ROW, `exchange/policyChecks ${appIdOf(1)}/${mailboxKey(1)}`],
    silent: {
      "the same answer": smallTenant({ ...policies(POLICY), ...check("granted") }),
      "an answer where ours is open": smallTenant({
        ...people(3, { 1: [groupKey(2)], 2: [mailboxKey(1)] }),
        ...policies(POLICY),
        ...check("denied"),
      }),
      "an app under a policy for all, which cannot be asked about": smallTenant(
        policies(restrict("*", groupKey(1))),
      ),
    },
    open: {
      "an app about which nothing was asked": {
        tenant: smallTenant(policies(POLICY)),
        subject: appIdOf(1),
        status: "notAsked",
      },
      "an app about which the answer was refused": {
        tenant: smallTenant({
          ...policies(POLICY),
          "exchange/policyChecks": parents({ [`${appIdOf(1)}/${mailboxKey(1)}`]: "denied" }),
        }),
        subject: appIdOf(1),
        status: "denied",
      },
    },
  },
  groupNested: {
    tenant: smallTenant({
      ...people(3, { 1: [mailboxKey(1), groupKey(2)], 2: [mailboxKey(2)] }),
      ...policies(POLICY),
    }),
    subjects: [groupKey(1)],
    app: appIdOf(1),
    says: "Group 1 has Group 2 among its members",
    evidence: [ROW, `exchange/groupMembers ${groupKey(1)}`],
    silent: {
      "members alone": smallTenant(policies(POLICY)),
      "a nested group of a group that nothing names": smallTenant({
        ...people(3, { 1: [], 2: [groupKey(3)], 3: [] }),
        ...policies(deny(1, groupKey(1))),
      }),
    },
    open: {
      "a group that was refused": {
        tenant: smallTenant({ ...people(3, { 1: "denied" }), ...policies(POLICY) }),
        subject: groupKey(1),
        status: "denied",
      },
      "a group that was not asked about": {
        tenant: smallTenant({ ...people(3, { 1: "notListed" }), ...policies(POLICY) }),
        subject: groupKey(1),
        status: "notAsked",
      },
    },
  },
} satisfies Record<string, FindingCase>;
