import { describe, expect, it } from "vitest";
import type { Snapshot } from "../../src/model/snapshot.ts";
import { groupKey, mailboxKey } from "../generator/ids.ts";
import { candidateOf, chosen, restricted } from "./planned-choices.ts";

describe("a chosen group or unit whose members or names nobody could read back", () => {
  it("is no unit: under which names Exchange knows units is unread", () => {
    const { sections, ...tenant } = restricted(groupKey(1));
    const unread = { "exchange/administrativeUnits": { status: "denied" } } as const;
    const snapshot: Snapshot = { ...tenant, sections: { ...sections, ...unread } };
    for (const kind of ["existingAdministrativeUnit", "newAdministrativeUnit"] as const) {
      expect(candidateOf(snapshot, kind).verdict).toBe("unproven");
      const { plan, steps } = chosen(snapshot, kind);
      expect(steps).toEqual([]);
      expect(plan.status).toBe("blocked");
      expect(plan.reasons.map(({ text }) => text).join()).toContain("could not be recognised");
    }
  });

  it.each([
    ["flattenedGroup", "exchange/groupMembers", "whom a new group holds could not be seen"],
    [
      "newAdministrativeUnit",
      "graph/administrativeUnitMembers",
      "whom a new one holds could not be",
    ],
  ] as const)("is no copy: %s, %s", (kind, section, why) => {
    const { sections, ...tenant } = restricted(mailboxKey(1));
    const { plan: possible } = chosen({ ...tenant, sections }, kind);
    expect(possible.status).toBe("review");
    const snapshot = { ...tenant, sections: { ...sections, [section]: { status: "denied" } } };
    expect(candidateOf(snapshot, kind).verdict).toBe("unproven");
    const { plan, steps } = chosen(snapshot, kind);
    expect(steps).toEqual([]);
    expect(plan.status).toBe("blocked");
    expect(plan.reasons.map(({ text }) => text).join()).toContain(why);
  });
});
