import type { Snapshot, SnapshotSections } from "../../src/model/snapshot.ts";
import { groupKey, mailboxKey } from "../generator/ids.ts";
import { grant, restrict, servicePrincipal } from "../arbitraries/rows.ts";
import { planOf } from "../arbitraries/plans.ts";
import { people, rows, snapshotOf } from "../arbitraries/snapshot.ts";

/** App 1 reads mail under a policy on group 1, with the first of three mailboxes. */
export const readerTenant = (
  sections: Partial<SnapshotSections> = {},
  collectedAt = "2026-11-20T06:00:00Z",
): Snapshot =>
  snapshotOf(
    {
      ...people(3, { 1: [mailboxKey(1)] }),
      "graph/servicePrincipals": rows(servicePrincipal(1)),
      "graph/appRoleAssignedTo": rows(grant(1, "Mail.Read")),
      "exchange/applicationAccessPolicies": rows(restrict(1, groupKey(1))),
      ...sections,
    },
    { collectedAt },
  );

/** Its plan, and the scope that the plan makes. */
export const READER_PLAN = planOf(readerTenant()).plan;
export const READER_SCOPE = {
  name: READER_PLAN.scope?.name ?? "",
  filter: READER_PLAN.scope?.filter ?? "",
};
