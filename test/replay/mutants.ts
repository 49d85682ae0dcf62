import type { Plan } from "../../src/model/plan-document.ts";
import type { Step, StepTarget } from "../../src/model/plan-step.ts";
import type { Contract } from "./contracts.ts";

/** A plan broken on purpose, and what is said of it. */
export interface Mutant {
  readonly name: string;
  /** The contract that the replay finds broken, in some world. */
  readonly contract: Contract;
  readonly steps: (steps: readonly Step[]) => readonly Step[];
}

/** A document broken on purpose. */
export interface DocumentMutant {
  readonly name: string;
  readonly contract: Contract;
  readonly plan: (plan: Plan) => Plan;
}

type Action = Step["action"];

const is =
  (action: Action) =>
  (step: Step): boolean =>
    step.action === action;

const without =
  (action: Action): Mutant["steps"] =>
  (steps) =>
    steps.filter((step) => !is(action)(step));

const withoutFirst =
  (action: Action): Mutant["steps"] =>
  (steps) =>
    steps.toSpliced(steps.findIndex(is(action)), 1);

/** Steps of one kind come before those of another, and wait for nothing. */
const moved =
  (action: Action, before: Action): Mutant["steps"] =>
  (steps) => {
    const rest = steps.filter((step) => !is(action)(step));
    const early = steps.filter(is(action)).map((step) => ({ ...step, after: [] }));
    return rest.toSpliced(rest.findIndex(is(before)), 0, ...early);
  };

/** Nobody waits for the steps of one kind. */
const hasty =
  (action: Action): Mutant["steps"] =>
  (steps) => {
    const awaited = new Set(steps.filter(is(action)).map(({ id }) => id));
    return steps.map((step) => ({
      ...step,
      after: step.after.map((wait) =>
        awaited.has(wait.step) ? { ...wait, waitMinutes: 0 } : wait,
      ),
    }));
  };

const retargeted =
  (change: (target: StepTarget) => StepTarget): Mutant["steps"] =>
  (steps) =>
    steps.map((step) => ({ ...step, target: change(step.target) }));

const rolledBack =
  (change: (step: Step) => Step["rollback"]): Mutant["steps"] =>
  (steps) =>
    steps.map((step) => ({ ...step, rollback: change(step) }));

const EVERYBODY = "Alias -ne 'nobody'";
const OTHER_NAME = "SW another name";

/** Each contract with plans that break it. */
export const MUTANTS: readonly Mutant[] = [
  {
    name: "the policy goes before the grants",
    contract: "no_step_widens_access",
    steps: moved("deleteAccessPolicy", "deleteAppRoleAssignment"),
  },
  {
    name: "nobody waits for the tokens of the deleted grants",
    contract: "policy_outlives_grant",
    steps: hasty("deleteAppRoleAssignment"),
  },
  {
    name: "nobody waits for the tokens of the deleted grants, which reach everybody",
    contract: "no_step_widens_access",
    steps: hasty("deleteAppRoleAssignment"),
  },
  {
    name: "the scope selects everybody",
    contract: "no_step_widens_access",
    steps: retargeted((target) =>
      target.kind === "managementScope" ? { ...target, filter: EVERYBODY } : target,
    ),
  },
  {
    name: "the grants go before the roles are made",
    contract: "no_step_interrupts_access",
    steps: moved("deleteAppRoleAssignment", "createManagementScope"),
  },
  {
    name: "nobody waits for the roles to be visible",
    contract: "no_step_interrupts_access",
    steps: hasty("createRoleAssignment"),
  },
  {
    name: "a role is forgotten",
    contract: "plan_reaches_target",
    steps: withoutFirst("createRoleAssignment"),
  },
  {
    name: "a role is forgotten, and its grant goes",
    contract: "no_step_interrupts_access",
    steps: withoutFirst("createRoleAssignment"),
  },
  {
    name: "a grant stays, and the policy goes",
    contract: "plan_reaches_target",
    steps: withoutFirst("deleteAppRoleAssignment"),
  },
  {
    name: "the permissions stay declared",
    contract: "replanning_midway_continues",
    steps: without("removeRequiredResourceAccess"),
  },
  {
    name: "the policy stays",
    contract: "replanning_the_result_is_empty",
    steps: without("deleteAccessPolicy"),
  },
  {
    name: "the scope gets a name that another run would not give it",
    contract: "replanning_midway_continues",
    steps: retargeted((target) => {
      if (target.kind === "managementScope") return { ...target, name: OTHER_NAME };
      const usesScope = target.kind === "roleAssignment" || target.kind === "authorization";
      return usesScope ? { ...target, scope: OTHER_NAME } : target;
    }),
  },
  {
    name: "a deleted grant does not come back",
    contract: "rollback_restores_access",
    steps: rolledBack(({ action, rollback }) =>
      action === "deleteAppRoleAssignment" ? null : rollback,
    ),
  },
  {
    name: "the scope stays behind",
    contract: "rollback_restores_access",
    steps: rolledBack(({ action, rollback }) =>
      action === "createManagementScope" ? null : rollback,
    ),
  },
  {
    name: "roles are taken back before the consent is granted again",
    contract: "no_step_interrupts_access",
    steps: rolledBack(({ action, rollback }) =>
      action === "createRoleAssignment" && rollback !== null
        ? { ...rollback, phase: "rollback-4" }
        : rollback,
    ),
  },
  {
    name: "roles are taken back before a re-granted consent is visible",
    contract: "no_step_interrupts_access",
    steps: rolledBack(({ rollback }) =>
      rollback === null ? null : { ...rollback, waitMinutes: 0 },
    ),
  },
  {
    name: "Exchange is never told of the app",
    contract: "steps_can_run",
    steps: without("createServicePrincipal"),
  },
  {
    name: "the scope is never made",
    contract: "steps_can_run",
    steps: without("createManagementScope"),
  },
  {
    name: "the test expects another number of members",
    contract: "steps_can_run",
    steps: retargeted((target) =>
      target.kind === "authorization"
        ? { ...target, expectedMembers: target.expectedMembers + 1 }
        : target,
    ),
  },
];

const eachApp =
  (change: (app: Plan["apps"][number]) => Plan["apps"][number]): DocumentMutant["plan"] =>
  (plan) => ({ ...plan, apps: plan.apps.map(change) });

const eachPermission = (
  change: (
    permission: Plan["apps"][number]["permissions"][number],
  ) => Plan["apps"][number]["permissions"][number],
): DocumentMutant["plan"] =>
  eachApp((app) => ({ ...app, permissions: app.permissions.map(change) }));

export const DOCUMENT_MUTANTS: readonly DocumentMutant[] = [
  {
    name: "an app is called blocked and keeps its steps",
    contract: "blocked_apps_have_no_steps",
    plan: eachApp((app) => ({ ...app, status: "blocked" })),
  },
  {
    name: "apps stand in the order of the rows",
    contract: "order_of_input_does_not_matter",
    plan: (plan) => ({ ...plan, apps: plan.apps.toReversed() }),
  },
  {
    name: "what nobody can tell is told as allowed",
    contract: "unknown_never_becomes_allowed",
    plan: eachPermission((one) => ({
      ...one,
      before: { ...one.before, allowed: one.before.unknown, unknown: one.before.allowed },
    })),
  },
  {
    name: "what is allowed is told as denied",
    contract: "unknown_never_becomes_denied",
    plan: eachPermission((one) => ({
      ...one,
      before: { ...one.before, allowed: one.before.unknown },
    })),
  },
  {
    name: "what is kept is told as lost",
    contract: "verdicts_are_true",
    plan: eachPermission(({ kept, lost, ...one }) =>
      kept === undefined || lost === undefined ? one : { ...one, kept: lost, lost: kept },
    ),
  },
];
