import { describe, expect, it } from "vitest";
import { classifyApp } from "../../src/mapping/classify-app.ts";
import { groupKey, mailboxKey } from "../generator/ids.ts";
import { grant, pointer, restrict, servicePrincipal } from "../arbitraries/rows.ts";
import { stateOf } from "../arbitraries/plans.ts";
import { people, rows, snapshotOf } from "../arbitraries/snapshot.ts";
import { lose } from "../losses/lose.ts";

describe("a nested group that was not read", () => {
  it("is asked for before anybody is asked to check its members", () => {
    const whole = snapshotOf({
      ...people(3, { 2: [mailboxKey(2), groupKey(3)], 3: [mailboxKey(3)] }),
      "graph/servicePrincipals": rows(servicePrincipal(1)),
      "exchange/servicePrincipals": rows(pointer(1)),
      "graph/appRoleAssignedTo": rows(grant(1, "Mail.Read")),
      "exchange/applicationAccessPolicies": rows(restrict(1, groupKey(2))),
    });
    const kindsOf = (snapshot: typeof whole) => {
      const shape = classifyApp(stateOf(snapshot));
      return shape.kind === "blocked" ? shape.reasons.map(({ kind }) => kind) : [];
    };
    expect(kindsOf(whole)).toEqual(["nestingNotChecked"]);
    const nested = {
      section: "exchange/groupMembers",
      parent: groupKey(3),
      how: "denied",
    } as const;
    const shape = classifyApp(stateOf(lose(whole, nested)));
    const reasons = shape.kind === "blocked" ? shape.reasons : [];
    expect(reasons.map(({ kind }) => kind)).toEqual(["policyScopeUnclear", "unproven"]);
    expect(reasons[0]?.text).toMatch(/^the members of .+, nested in .+, were not read$/);
  });
});
