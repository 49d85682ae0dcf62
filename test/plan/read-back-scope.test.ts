import { describe, expect, it } from "vitest";
import type { Snapshot } from "../../src/model/snapshot.ts";
import { applyStep } from "../arbitraries/apply-step.ts";
import { decodeTenant } from "../fuzz/decode-evidence.ts";
import { appIdOf, groupKey, mailboxKey } from "../generator/ids.ts";
import type { AssignmentScope } from "../generator/tenant-description.ts";
import { CHOICE_TENANT } from "./choice-tenant.ts";
import { candidateOf, chosen, decided, restricted } from "./planned-choices.ts";

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

describe("a copy beside a role whose group or unit is not there", () => {
  const beside = (scope: AssignmentScope): Snapshot =>
    decodeTenant({
      ...CHOICE_TENANT,
      policies: [{ app: appIdOf(1), accessRight: "RestrictAccess", scope: mailboxKey(1) }],
      assignments: [
        {
          role: "Application Mail.Read",
          app: appIdOf(1),
          scope,
          delegating: false,
          disabled: true,
        },
      ],
    });

  it.each([
    ["flattenedGroup", { kind: "group", group: groupKey(90) }],
    ["newAdministrativeUnit", { kind: "unit", unit: groupKey(91), printedAs: "objectId" }],
  ] as const)("goes on once it is made and not yet full: %s", (kind, scope) => {
    const snapshot = beside(scope);
    const { id } = candidateOf(snapshot, kind);
    const { steps } = decided(snapshot, { scope: id });
    const [made, ...left] = steps;
    expect(made?.action).toMatch(/^create(?:Group|AdministrativeUnit)$/);
    const again = decided(made === undefined ? snapshot : applyStep(snapshot, made), { scope: id });
    expect(again.steps.map((one) => one.id)).toEqual(left.map((one) => one.id));
  });
});
