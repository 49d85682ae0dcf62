import { describe, expect, it } from "vitest";
import { resolveCoverage } from "../../src/access/resolve-coverage.ts";
import { indexTenant } from "../../src/access/tenant-facts.ts";
import type { SectionName } from "../../src/model/sections.ts";
import type { SnapshotSections } from "../../src/model/snapshot.ts";
import { member, restrict, securityGroup } from "../arbitraries/rows.ts";
import { parents, people, rows, snapshotOf } from "../arbitraries/snapshot.ts";
import { groupKey, mailboxKey } from "../generator/ids.ts";

/** `<key>: <status>` of the parents that were not read. */
function missing(
  section: SectionName,
  sections: Partial<SnapshotSections>,
): readonly string[] | undefined {
  return resolveCoverage(indexTenant(snapshotOf(sections)))
    .find((entry) => entry.section === section)
    ?.parentsNotRead.map(({ key, status }) => `${key}: ${status}`);
}

const policies = { "exchange/applicationAccessPolicies": rows(restrict(1, groupKey(1))) };

describe("parents that answers rest on and that no list has", () => {
  it("a policy's group, and a group nested in it", () => {
    const read = people(2, { 1: [mailboxKey(1)] }, [securityGroup(2)]);
    expect(missing("exchange/groupMembers", { ...read, ...policies })).toEqual([]);
    const nested = parents({ [groupKey(1)]: [member(groupKey(2))] });
    expect(
      missing("exchange/groupMembers", { ...read, ...policies, "exchange/groupMembers": nested }),
    ).toEqual([`${groupKey(2)}: notAsked`]);
    expect(
      missing("exchange/groupMembers", {
        ...people(2, { 1: "notListed" }),
        ...policies,
      }),
    ).toEqual([`${groupKey(1)}: notAsked`]);
  });

  it("one that is listed as not read stays as it is listed", () => {
    const refused = { ...people(2, { 1: "denied" }), ...policies };
    expect(missing("exchange/groupMembers", refused)).toEqual([`${groupKey(1)}: denied`]);
  });

  it("a group that a scope's filter names", () => {
    const dn = securityGroup(1).distinguishedName ?? "";
    const scope = { name: "S", recipientFilter: `MemberOfGroup -eq '${dn}'` };
    const sections = {
      ...people(2, { 1: "notListed" }),
      "exchange/managementScopes": rows(scope),
    };
    expect(missing("exchange/groupMembers", sections)).toEqual([`${groupKey(1)}: notAsked`]);
  });

  it("an administrative unit, and a role of impersonation", () => {
    const unit = { id: "AU-1" };
    const sections = {
      "graph/administrativeUnits": rows(unit),
      "exchange/roles": rows({ name: "ApplicationImpersonation" }),
    };
    expect(missing("graph/administrativeUnitMembers", sections)).toEqual(["au-1: notAsked"]);
    expect(missing("exchange/impersonationEffectiveUsers", sections)).toEqual([
      "applicationimpersonation: notAsked",
    ]);
    expect(missing("exchange/impersonationEffectiveUsers", {})).toEqual([]);
  });

  it("is silent about a section that was not read as a whole", () => {
    const refused = {
      ...people(2),
      ...policies,
      "exchange/groupMembers": { status: "denied" },
    } as const;
    expect(missing("exchange/groupMembers", refused)).toEqual([]);
  });
});
