import { describe, expect, it } from "vitest";
import { appIdOf, groupKey, mailboxKey } from "../generator/ids.ts";
import { assignment, grant, pointer, restrict, servicePrincipal } from "../arbitraries/rows.ts";
import { planOf } from "../arbitraries/plans.ts";
import { people, rows, snapshotOf } from "../arbitraries/snapshot.ts";

const tenant = {
  ...people(3, { 1: [mailboxKey(1)] }),
  "graph/servicePrincipals": rows(servicePrincipal(1), servicePrincipal(2)),
  "exchange/servicePrincipals": rows(pointer(1), pointer(2)),
  "graph/appRoleAssignedTo": rows(grant(1, "Mail.Read"), grant(2, "Mail.Read")),
};

describe("a policy that names several apps at once", () => {
  const both = restrict(`${appIdOf(1)},${appIdOf(2)}`, groupKey(1));

  it("is planned for none of them: retiring it for one opens the tenant for the other", () => {
    const snapshot = snapshotOf({ ...tenant, "exchange/applicationAccessPolicies": rows(both) });
    for (const app of [1, 2]) {
      const { plan, steps } = planOf(snapshot, app);
      expect(plan.status).toBe("blocked");
      expect(plan.reasons).toMatchObject([{ kind: "notYetPlanned", subject: both.identity }]);
      expect(steps).toEqual([]);
    }
  });

  it("is no policy to delete for an app without a grant either", () => {
    const snapshot = snapshotOf({
      ...tenant,
      "graph/appRoleAssignedTo": rows(grant(2, "Mail.Read")),
      "exchange/applicationAccessPolicies": rows(both),
    });
    expect(planOf(snapshot, 1)).toMatchObject({ plan: { status: "blocked" }, steps: [] });
  });
});

describe("an assignment without a scope beside a policy", () => {
  it("is named: it reaches every mailbox whatever the planned scope says", () => {
    const unscoped = assignment(1, "Mail.Read");
    const snapshot = snapshotOf({
      ...tenant,
      "exchange/applicationAccessPolicies": rows(restrict(1, groupKey(1))),
      "exchange/roleAssignments": rows(unscoped),
    });
    const { plan } = planOf(snapshot, 1);
    expect(plan.reasons.map(({ kind }) => kind)).toContain("unscopedAssignment");
    expect(plan.permissions).toMatchObject([{ before: { allowed: { count: 3 } } }]);
  });
});
