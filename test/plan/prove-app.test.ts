import { describe, expect, it } from "vitest";
import { decideEffectiveAccess, permissionsOf } from "../../src/access/effective-access.ts";
import type { Step, StepTarget } from "../../src/model/plan-step.ts";
import type { Snapshot } from "../../src/model/snapshot.ts";
import { orderSteps } from "../../src/plan/order-steps.ts";
import { proveApp } from "../../src/plan/prove-app.ts";
import { groupKey, mailboxKey } from "../generator/ids.ts";
import { assignment, grant, groupDn, restrict, servicePrincipal } from "../arbitraries/rows.ts";
import { people, rows, snapshotOf } from "../arbitraries/snapshot.ts";
import { planOf, stateOf } from "../arbitraries/plans.ts";

/** App 1 reads and sends mail under a policy on group 1, with the first two of four mailboxes. */
const TENANT = snapshotOf({
  ...people(4, { 1: [mailboxKey(1), mailboxKey(2)], 2: [mailboxKey(3)] }),
  "graph/servicePrincipals": rows(servicePrincipal(1)),
  "graph/appRoleAssignedTo": rows(grant(1, "Mail.Read"), grant(1, "Mail.Send")),
  "exchange/applicationAccessPolicies": rows(restrict(1, groupKey(1))),
});

const stepsIn = (snapshot: Snapshot): readonly Step[] => orderSteps(stateOf(snapshot)).steps;
const STEPS = stepsIn(TENANT);

/** What the proof finds broken in the steps: each kind once, sorted. */
function brokenBy(steps: readonly Step[], snapshot: Snapshot = TENANT): readonly string[] {
  const state = stateOf(snapshot);
  const { broken } = proveApp(state, steps, {
    keys: permissionsOf(state.app),
    targetOf: (key) => decideEffectiveAccess(state.app, key).reach.yes,
  });
  return [...new Set(broken.map(({ kind }) => kind))].toSorted();
}

const is =
  (...actions: readonly Step["action"][]) =>
  ({ action }: Step): boolean =>
    actions.includes(action);
const without = (drop: (step: Step) => boolean): readonly Step[] =>
  STEPS.filter((step) => !drop(step));
const first = (action: Step["action"]): Step => {
  const found = STEPS.find(is(action));
  if (found === undefined) throw new Error(`no ${action}`);
  return found;
};
const retargeted = (change: (target: StepTarget) => StepTarget): readonly Step[] =>
  STEPS.map((step) => ({ ...step, target: change(step.target) }));
/** Without the waits for the steps of one kind. */
const hasty = (action: Step["action"]): readonly Step[] => {
  const awaited = new Set(STEPS.filter(is(action)).map(({ id }) => id));
  return STEPS.map((step) => ({
    ...step,
    after: step.after.map((wait) => (awaited.has(wait.step) ? { ...wait, waitMinutes: 0 } : wait)),
  }));
};
const moved = (action: Step["action"], before: Step["action"]): readonly Step[] => {
  const rest = STEPS.filter(({ action: other }) => other !== action);
  const at = rest.findIndex(is(before));
  return [...rest.slice(0, at), ...STEPS.filter(is(action)), ...rest.slice(at)];
};

describe("proveApp", () => {
  it("finds nothing wrong with the steps as they are planned", () => {
    expect(STEPS.map(({ action }) => action)).toEqual([
      "createServicePrincipal",
      "createManagementScope",
      "createRoleAssignment",
      "createRoleAssignment",
      "testAuthorization",
      "deleteAppRoleAssignment",
      "deleteAppRoleAssignment",
      "confirmNoGovernedGrant",
      "deleteAccessPolicy",
      "watchForReturnedGrant",
    ]);
    expect(brokenBy(STEPS)).toEqual([]);
  });

  it.each<[string, readonly Step[], readonly string[]]>([
    [
      "the policy goes before the grants",
      moved("deleteAccessPolicy", "deleteAppRoleAssignment"),
      ["policyBeforeGrant", "widensAccess"],
    ],
    [
      "the policy goes first of all",
      moved("deleteAccessPolicy", "createServicePrincipal"),
      ["policyBeforeGrant", "widensAccess"],
    ],
    [
      "the policy goes and the grants stay",
      without(is("deleteAppRoleAssignment")),
      ["policyBeforeGrant", "targetNotReached", "widensAccess"],
    ],
    [
      "the policy goes and one grant stays",
      without((step) => step.id === first("deleteAppRoleAssignment").id),
      ["policyBeforeGrant", "targetNotReached", "widensAccess"],
    ],
    [
      "nobody waits for the tokens of the deleted grants",
      hasty("deleteAppRoleAssignment"),
      ["policyBeforeGrant", "widensAccess"],
    ],
    [
      "nobody waits for the roles to be visible",
      hasty("createRoleAssignment"),
      ["interruptsAccess"],
    ],
    [
      "the grants go before the roles are made",
      moved("deleteAppRoleAssignment", "createServicePrincipal"),
      ["interruptsAccess"],
    ],
    [
      "a role is forgotten",
      without((step) => step.id === first("createRoleAssignment").id),
      ["interruptsAccess", "targetNotReached"],
    ],
    [
      "the roles are forgotten",
      without(is("createRoleAssignment")),
      ["interruptsAccess", "targetNotReached"],
    ],
    [
      "the scope is forgotten",
      without(is("createManagementScope")),
      ["interruptsAccess", "targetNotReached", "widensAccess"],
    ],
    [
      "the scope selects another group",
      retargeted((target) =>
        target.kind === "managementScope"
          ? { ...target, filter: `MemberOfGroup -eq '${groupDn(2)}'` }
          : target,
      ),
      ["interruptsAccess", "targetNotReached", "widensAccess"],
    ],
    [
      "the scope selects more",
      retargeted((target) =>
        target.kind === "managementScope"
          ? { ...target, filter: `${target.filter} -or (MemberOfGroup -eq '${groupDn(2)}')` }
          : target,
      ),
      ["targetNotReached", "widensAccess"],
    ],
    [
      "a role is another one",
      retargeted((target) =>
        target.kind === "roleAssignment"
          ? { ...target, role: "Application Contacts.Read" }
          : target,
      ),
      ["interruptsAccess", "targetNotReached"],
    ],
    [
      "another policy than the app's is removed: its own stays, and stays harmless",
      retargeted((target) =>
        target.kind === "accessPolicy" ? { ...target, identity: "other" } : target,
      ),
      [],
    ],
    [
      "a composite is assigned, which is wider than its part",
      retargeted((target) =>
        target.kind === "roleAssignment"
          ? { ...target, role: "Application Mail Full Access" }
          : target,
      ),
      ["interruptsAccess", "targetNotReached"],
    ],
    [
      "assignments are taken back while a re-granted consent is not visible yet",
      STEPS.map((step) =>
        step.rollback === null ? step : { ...step, rollback: { ...step.rollback, waitMinutes: 0 } },
      ),
      ["interruptsAccess"],
    ],
    [
      "a grant is not given back by the rollback",
      STEPS.map((step) =>
        step.action === "deleteAppRoleAssignment" ? { ...step, rollback: null } : step,
      ),
      ["interruptsAccess", "rollbackIncomplete"],
    ],
    [
      "the scope is not taken back by the rollback",
      STEPS.map((step) =>
        step.action === "createManagementScope" ? { ...step, rollback: null } : step,
      ),
      ["rollbackIncomplete"],
    ],
  ])("finds it when %s", (_name, steps, expected) => {
    expect(brokenBy(steps)).toEqual(expect.arrayContaining([...expected]));
    expect(brokenBy(steps).length > 0).toBe(expected.length > 0);
  });

  it("finds a grant that stays behind even where a role reaches everyone already", () => {
    const open = {
      ...TENANT,
      sections: {
        ...TENANT.sections,
        "graph/appRoleAssignedTo": rows(grant(1, "Mail.Read")),
        "exchange/roleAssignments": rows(assignment(1, "Mail.Read")),
      },
    };
    const steps = stepsIn(open).filter(({ action }) => action !== "deleteAppRoleAssignment");
    expect(brokenBy(steps, open)).toEqual(["policyBeforeGrant"]);
  });

  it("does not take what was open before and stays open for widening", () => {
    const imap = {
      ...TENANT,
      sections: {
        ...TENANT.sections,
        "graph/appRoleAssignedTo": rows(
          grant(1, "Mail.Read"),
          grant(1, "IMAP.AccessAsApp", "exchange"),
        ),
      },
    };
    expect(brokenBy(stepsIn(imap), imap)).toEqual([]);
    const { plan, steps } = planOf(imap);
    expect(plan.status).toBe("ready");
    expect(steps.some(({ action }) => action === "deleteAccessPolicy")).toBe(true);
  });

  it("counts what it checked, contract by contract", () => {
    const { proof } = planOf(TENANT).plan;
    expect(proof).toEqual([
      { contract: "no_step_widens_access", moments: 20 },
      { contract: "no_step_interrupts_access", moments: 20 },
      { contract: "policy_outlives_grant", moments: 10 },
      { contract: "plan_reaches_target", moments: 2 },
      { contract: "rollback_widens_and_interrupts_nothing", moments: expect.any(Number) as number },
      { contract: "rollback_restores_access", moments: 16 },
      { contract: "replanning_midway_continues", moments: 11 },
      { contract: "replanning_the_result_is_empty", moments: 1 },
    ]);
  });

  it("calls a plan with too many open changes unproven rather than guess", () => {
    const assignmentStep = first("createRoleAssignment");
    const many = Array.from({ length: 13 }, (_, index) => ({
      ...assignmentStep,
      id: `${assignmentStep.id}${String(index)}`,
    }));
    const steps = STEPS.flatMap((step) => (step.id === assignmentStep.id ? many : [step]));
    expect(brokenBy(steps)).toContain("unproven");
  });
});
