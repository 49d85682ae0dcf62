import { describe, expect, it } from "vitest";
import type { Step } from "../../src/model/plan-step.ts";
import { assignment, grant, groupDn } from "../arbitraries/rows.ts";
import { rows } from "../arbitraries/snapshot.ts";
import { planOf } from "../arbitraries/plans.ts";
import {
  brokenBy,
  first,
  hasty,
  is,
  moved,
  retargeted,
  STEPS,
  stepsIn,
  TENANT,
  without,
} from "./broken-steps.ts";

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
