import { describe, expect, it } from "vitest";
import { findCandidates } from "../../src/mapping/find-candidates.ts";
import type { CandidateKind } from "../../src/model/plan-candidate.ts";
import type { Snapshot } from "../../src/model/snapshot.ts";
import { checkDecisions } from "../../src/plan/check-decisions.ts";
import { planRollback } from "../../src/plan/plan-rollback.ts";
import { orderSteps } from "../../src/plan/order-steps.ts";
import type { PlannedApp } from "../../src/plan/plan-app.ts";
import { applyStep } from "../arbitraries/apply-step.ts";
import { accessOf, auditOf, planOf, stateOf } from "../arbitraries/plans.ts";
import { member, securityGroup } from "../arbitraries/rows.ts";
import { decodeTenant } from "../fuzz/decode-evidence.ts";
import { appIdOf, groupKey, mailboxKey } from "../generator/ids.ts";
import { CHOICE_TENANT } from "./choice-tenant.ts";
import { candidateOf, chosen, decided, restricted } from "./planned-choices.ts";

const targetsOf = ({ steps }: PlannedApp, action: string) =>
  steps.filter((step) => step.action === action).map(({ target }) => target);

describe("a scope that somebody chose", () => {
  it("is the policy's own group: no new scope, one assignment for each role and group", () => {
    const planned = chosen(restricted(groupKey(1), groupKey(3)), "policyGroup");
    expect(planned.plan.status).toBe("ready");
    expect(targetsOf(planned, "createManagementScope")).toEqual([]);
    const assigned = targetsOf(planned, "createRoleAssignment");
    expect(assigned).toHaveLength(4);
    expect(assigned[0]).toMatchObject({
      object: { kind: "group", id: groupKey(1) },
      role: "Application Mail.Read",
    });
    expect(new Set(assigned.map((one) => "name" in one && one.name)).size).toBe(4);
    expect(targetsOf(planned, "testAuthorization")).toMatchObject([
      { filter: "", objects: [{ kind: "group" }, { kind: "group" }], expectedMembers: 3 },
    ]);
    expect(planned.plan.scope).toMatchObject({ kind: "group", filter: "" });
    expect(planned.plan.assumptions.map(({ kind }) => kind)).not.toContain("memberSet");
  });

  it("loses the members of nested groups by decision, and is reviewed for it", () => {
    const { plan, steps } = chosen(restricted(groupKey(2)), "policyGroup");
    expect(plan.status).toBe("review");
    expect(plan.reasons.map(({ kind }) => kind)).toEqual([
      "scopeChosen",
      "scopeTakesAway",
      "nestedGroups",
    ]);
    expect(plan.permissions.map(({ verdict, lost }) => [verdict, lost?.count])).toEqual([
      ["narrower", 1],
      ["narrower", 1],
    ]);
    const cutovers = steps.filter(({ action }) => action === "deleteAppRoleAssignment");
    for (const { hazards } of cutovers) {
      expect(hazards.map(({ text }) => text).join()).toContain("leaves out mailboxes");
    }
  });

  it("is an existing unit, under review for U5 and for whom it does not follow", () => {
    const planned = chosen(restricted(groupKey(1)), "existingAdministrativeUnit");
    expect(planned.plan.status).toBe("review");
    expect(planned.plan.reasons).toMatchObject([
      { kind: "scopeChosen" },
      { kind: "followsNoPolicy" },
      { kind: "unconfirmedPoint", subject: "U5" },
    ]);
    expect(targetsOf(planned, "createRoleAssignment")[0]).toMatchObject({
      scope: "Sales unit",
      object: { kind: "administrativeUnit", id: "dddddddd-0000-4000-8000-000000000001" },
    });
    const set = planned.plan.assumptions.find(({ kind }) => kind === "memberSet");
    expect(set?.text).toContain("exactly the 2 mailboxes");
  });

  it("is a filter by an attribute, in a management scope of its own name", () => {
    const snapshot = restricted(groupKey(1));
    const planned = chosen(snapshot, "attributeFilter");
    expect(planned.plan.status).toBe("review");
    expect(planned.plan.scope).toMatchObject({ filter: "Department -eq 'Sales'", exists: false });
    expect(planned.plan.scope?.name).not.toBe(planOf(snapshot).plan.scope?.name);
    const [made] = planned.steps.filter(({ action }) => action === "createManagementScope");
    expect(made?.hazards.map(({ text }) => text).join()).toContain("selects by an attribute");
  });

  it("is one mailbox by its id", () => {
    const planned = chosen(restricted(groupKey(3)), "singleRecipient");
    expect(planned.plan).toMatchObject({ status: "review", scope: { mailboxes: [{}] } });
  });

  it("may be the default, which changes nothing but the reason", () => {
    const snapshot = restricted(groupKey(1));
    const byDefault = planOf(snapshot);
    const planned = chosen(snapshot, "managementScope");
    expect(planned.steps).toEqual(byDefault.steps);
    expect(planned.plan.changeHash).toBe(byDefault.plan.changeHash);
    expect(planned.plan.candidates[0]?.plannedBy).toBe("decision");
    expect(byDefault.plan.candidates[0]?.plannedBy).toBe("default");
  });

  it("is told beside the candidates that were not chosen", () => {
    const { plan } = chosen(restricted(groupKey(1)), "policyGroup");
    expect(plan.candidates.map(({ kind, plannedBy }) => [kind, plannedBy])).toContainEqual([
      "policyGroup",
      "decision",
    ]);
    expect(plan.candidates.filter(({ plannedBy }) => plannedBy !== undefined)).toHaveLength(1);
  });
});

describe("a scope of copied members", () => {
  const DAY = 24 * 60;
  const snapshot = restricted(groupKey(2));

  it("is a new group: made, filled, assigned, and cut over a day after its last member", () => {
    const { plan, steps } = chosen(snapshot, "flattenedGroup");
    expect(plan.status).toBe("review");
    expect(plan.permissions.map(({ verdict }) => verdict)).toEqual(["equivalent", "equivalent"]);
    expect(steps.slice(0, 3).map(({ action }) => action)).toEqual([
      "createGroup",
      "addMembers",
      "createServicePrincipal",
    ]);
    const [made, filled] = steps;
    expect(made?.target).toMatchObject({ object: { kind: "group", name: plan.scope?.name } });
    expect(filled).toMatchObject({ settleMinutes: DAY, target: { count: 2 } });
    const cutover = steps.find(({ action }) => action === "deleteAppRoleAssignment");
    expect(cutover?.after).toContainEqual({
      step: filled?.id,
      waitMinutes: DAY,
      why: "the scope must count its members",
    });
    const set = plan.assumptions.find(({ kind }) => kind === "memberSet");
    expect(filled?.target).toMatchObject({ set: set?.id });
  });

  it("is a new unit: made and filled in Graph before anything in Exchange, taken back last", () => {
    const { steps } = chosen(snapshot, "newAdministrativeUnit");
    expect(steps.slice(0, 2).map(({ phase, action }) => [phase, action])).toEqual([
      ["0-objects", "createAdministrativeUnit"],
      ["0-objects", "addMembers"],
    ]);
    const made = steps.filter(({ phase }) => phase < "3");
    expect(planRollback(made).at(-1)?.step.action).toBe("createAdministrativeUnit");
  });

  it("has a name of at most 64 characters that does not depend on the app", () => {
    const { plan } = chosen(snapshot, "flattenedGroup");
    expect(plan.scope?.name).toMatch(/^SW Outer [0-9a-f]{8}$/);
    const renamed = stateOf(snapshot);
    const other = { ...renamed, app: { ...renamed.app, displayName: "Another name" } };
    const scopes = findCandidates(other).filter(({ kind }) => kind === "flattenedGroup");
    expect(scopes.map(({ key }) => key)).toEqual([plan.scope?.name]);
  });

  it("is refused where its name belongs to something else, or to other members", () => {
    const name = chosen(snapshot, "flattenedGroup").plan.scope?.name ?? "";
    const scope = candidateOf(snapshot, "flattenedGroup").id;
    const taken = (types: string, members: readonly number[]) =>
      decided(withGroup(snapshot, name, { type: types, members }), { scope }).plan;
    expect(taken("MailUniversalSecurityGroup", [1, 4]).status).toBe("review");
    for (const plan of [
      taken("MailUniversalDistributionGroup", [1, 4]),
      taken("MailUniversalSecurityGroup", [1, 4, 5]),
    ]) {
      expect(plan.status).toBe("blocked");
      expect(plan.reasons.map(({ kind }) => kind)).toEqual(["nameTaken"]);
    }
  });

  it("is filled on where it exists half filled, and blocked where nobody read its members", () => {
    const name = chosen(snapshot, "flattenedGroup").plan.scope?.name ?? "";
    const scope = candidateOf(snapshot, "flattenedGroup").id;
    const actions = (members: readonly number[]) =>
      decided(withGroup(snapshot, name, { type: "MailUniversalSecurityGroup", members }), { scope })
        .steps.map(({ action }) => action)
        .filter((action) => action === "createGroup" || action === "addMembers");
    expect(actions([1])).toEqual(["addMembers"]);
    expect(actions([1, 4])).toEqual([]);
    const unread = withGroup(snapshot, name, { type: "MailUniversalSecurityGroup", members: null });
    const { plan } = decided(unread, { scope });
    expect([plan.status, plan.reasons[0]?.kind]).toEqual(["blocked", "copyNotRead"]);
  });
});

/** The tenant with a group of that name; members null = not read. */
function withGroup(
  snapshot: Snapshot,
  name: string,
  { type, members }: { readonly type: string; readonly members: readonly number[] | null },
): Snapshot {
  const group = securityGroup(7, { name, displayName: name, recipientTypeDetails: type });
  const { sections } = snapshot;
  const recipients = sections["exchange/recipients"];
  const listed = sections["exchange/groupMembers"];
  if (recipients.status !== "read" || listed.status !== "read") throw new Error("not read");
  const parents = new Map(listed.parents);
  const rows = members?.map((number) => member(mailboxKey(number)));
  if (rows !== undefined) parents.set(group.key, { status: "read", rows });
  return {
    ...snapshot,
    sections: {
      ...sections,
      "exchange/recipients": { status: "read", rows: [...recipients.rows, group] },
      "exchange/groupMembers": { status: "read", parents },
    },
  };
}

describe("a choice that cannot be", () => {
  const wrong = (snapshot: Snapshot, planned: PlannedApp, scope: string) =>
    checkDecisions(
      { schemaVersion: 1, tenantId: snapshot.tenant.id, apps: { [appIdOf(1)]: { scope } } },
      snapshot.tenant,
      { apps: [planned], appIds: new Set<string>(), coverage: auditOf(snapshot).plan.coverage },
    );

  it("is an error that lists the ids, and blocks the app", () => {
    const snapshot = restricted(groupKey(1));
    const planned = decided(snapshot, { scope: "nonsense" });
    expect(planned.plan.status).toBe("blocked");
    expect(planned.steps).toEqual([]);
    const [said] = wrong(snapshot, planned, "nonsense");
    expect(said).toContain("no candidate has the id `nonsense`");
    for (const { id } of planned.plan.candidates) expect(said).toContain(id);
  });

  it("is an error where there is nothing to choose from", () => {
    const snapshot = restricted();
    expect(wrong(snapshot, decided(snapshot, { scope: "any" }), "any")).toEqual([
      `${appIdOf(1)}: scope: it has no candidates: no policy of it admits anybody whom a scope could stand for`,
    ]);
  });

  it("is none once the steps are done", () => {
    const snapshot = restricted(groupKey(1));
    const { id } = candidateOf(snapshot, "policyGroup");
    const done = decided(snapshot, { scope: id }).steps.reduce(applyStep, snapshot);
    expect(wrong(done, decided(done, { scope: id }), id)).toEqual([]);
  });

  it("is none once its policies are gone, though a grant that they never fenced in asks for a decision", () => {
    const snapshot = decodeTenant({
      ...CHOICE_TENANT,
      policies: [{ app: appIdOf(1), accessRight: "RestrictAccess", scope: groupKey(1) }],
      apps: CHOICE_TENANT.apps.map((app) => ({
        ...app,
        grants: [...app.grants, { resource: "graph", value: "MailboxItem.Read.All" }],
      })),
    });
    const { id } = candidateOf(snapshot, "policyGroup");
    const done = decided(snapshot, { scope: id }).steps.reduce(applyStep, snapshot);
    const after = decided(done, { scope: id });
    expect(after.plan.status).toBe("needsDecision");
    expect(wrong(done, after, id)).toEqual([]);
    // Another app's candidate never stood for them.
    expect(wrong(done, after, id.replace(appIdOf(1), appIdOf(2)))).toHaveLength(1);
  });
});

describe("planning again for a chosen scope", () => {
  const KINDS: readonly CandidateKind[] = [
    "policyGroup",
    "existingAdministrativeUnit",
    "attributeFilter",
    "flattenedGroup",
    "newAdministrativeUnit",
  ];
  it.each(KINDS)("continues midway and ends empty: %s", (kind) => {
    const snapshot = restricted(groupKey(1));
    const before = accessOf(snapshot, 1);
    const { id } = candidateOf(snapshot, kind);
    const { steps } = decided(snapshot, { scope: id });
    let now = snapshot;
    for (const [at, step] of steps.entries()) {
      now = applyStep(now, step);
      expect(accessOf(now, 1), step.id).toEqual(before);
      const again = orderSteps({ ...stateOf(now), decision: { scope: id } }).steps;
      const changing = (list: typeof steps) =>
        list
          .filter(({ phase }) => !["2-test", "5-confirm", "7-after"].includes(phase))
          .map((one) => one.id);
      expect(changing(again), step.id).toEqual(changing(steps.slice(at + 1)));
    }
    expect(decided(now, { scope: id }).plan.status).toBe("nothingToDo");
  });
});
