import type { AppState } from "../mapping/app-state.ts";
import type { Reason } from "../model/plan-app.ts";
import type { Step } from "../model/plan-step.ts";
import { quoteTitle } from "./describe-counterexample.ts";
import { elapsedMinutes } from "./elapsed-minutes.ts";
import { simulateStep } from "./simulate-step.ts";
import { timingOf } from "./timing.ts";

/** Checks that a policy goes only when no governed grant is left and every deleted one's tokens have expired. */
export function checkPolicyOutlivesGrant(start: AppState, steps: readonly Step[]): Reason[] {
  return steps.flatMap((policy, to) => {
    if (policy.action !== "deleteAccessPolicy") return [];
    const longest = timingOf(start).tokenMinutes;
    const { grants } = steps.slice(0, to).reduce(simulateStep, start).app;
    const left = (grants.status === "read" ? grants.value : [])
      .filter(({ kind }) => kind === "governed")
      .map(({ value, permission }) =>
        tooEarly(policy, `while the grant ${value ?? permission} stands`),
      );
    const expiring = steps
      .filter((grant, from) => mayHaveTokens(steps, grant, { from, to, longest }))
      .map((grant) => tooEarly(policy, `before the tokens of ${quoteTitle(grant)} have expired`));
    return [...left, ...expiring];
  });
}

function mayHaveTokens(
  steps: readonly Step[],
  { action }: Step,
  { from, to, longest }: { readonly from: number; readonly to: number; readonly longest: number },
): boolean {
  return (
    action === "deleteAppRoleAssignment" && (from > to || elapsedMinutes(steps, from, to) < longest)
  );
}

const tooEarly = (policy: Step, when: string): Reason => ({
  kind: "policyBeforeGrant",
  text: `${quoteTitle(policy)} would run ${when}`,
  subject: policy.id,
});
