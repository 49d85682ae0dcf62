import type { GraphGroupRow } from "../../../src/model/graph-rows.ts";
import type { Snapshot } from "../../../src/model/snapshot.ts";
import { restrict, securityGroup } from "../../arbitraries/rows.ts";
import { people, rows } from "../../arbitraries/snapshot.ts";
import { appIdOf, groupKey, mailboxKey } from "../../generator/ids.ts";
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

export const GROUP_CASES = {
  groupSynced: {
    tenant: group({ onPremisesSyncEnabled: true }),
    subjects: [groupKey(1)],
    app: appIdOf(1),
    says: "Group 1 is synchronised from Active Directory",
    evidence: [POLICY_ROW, `graph/groups ${groupKey(1)}`],
    silent: {
      "a cloud group": group({}),
      "one that was synchronised once": group({ onPremisesSyncEnabled: false }),
    },
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
    app: appIdOf(1),
    says: "Group 1: public: anybody in the tenant may join; dynamic rule: user.department -eq 'Sales'; owned by Ann",
    evidence: [POLICY_ROW, `graph/groups ${groupKey(1)}`],
    silent: {
      "nobody but administrators": group({ visibility: "Private" }),
      "a blank rule": group({ membershipRule: " " }),
    },
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
} satisfies Record<string, FindingCase>;
