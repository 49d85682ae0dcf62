import { AppError } from "../errors.ts";
import type { Decisions } from "../model/decisions.ts";
import type { AppPlan } from "../model/plan-app.ts";
import type { Plan } from "../model/plan-document.ts";
import type { CheckedPack } from "./check-pack.ts";
import { auditFolder } from "./scan-again.ts";

export interface PlanOrigin {
  readonly pack: CheckedPack;
  readonly plan: Plan;
  /** Evidence folder. */
  readonly evidence: string;
  readonly decisions: Decisions | undefined;
  readonly tool: Plan["tool"];
}

/**
 * Makes the plan of a pack again: the evidence must be its own, and the decisions those that it was made with. Else
 * nothing that is found after the scripts ran means anything.
 *
 * @throws AppError invalidInput where it is another plan
 */
export async function assertSamePlan(origin: PlanOrigin): Promise<void> {
  const { pack, plan, evidence } = origin;
  const { plan: again } = await auditFolder(evidence, origin);
  const hashes = new Set([again, plan].map((one) => one.evidence.sha256)).add(pack.evidence);
  if (hashes.size > 1) {
    throw new AppError("invalidInput", `\`${evidence}\` is not the evidence of this pack`, {
      hint: `give the folder whose hash is ${pack.evidence.slice(0, 8)}…; this one has ${again.evidence.sha256.slice(0, 8)}…`,
    });
  }
  if (keysOf(again) === keysOf(plan)) return;
  throw new AppError(
    "invalidInput",
    "this evidence, with these decisions, gives another plan than the pack's",
    {
      hint: "give the decisions that the plan was made with (--decisions); if they are the same, the plan is another version's: make it again",
    },
  );
}

function keysOf({ apps, retirements }: Plan): string {
  const keyOf = ({ appId, status, changeHash }: AppPlan) => ({ appId, status, changeHash });
  const removals = (retirements ?? []).map(({ id, changeHash }) => ({ id, changeHash }));
  return JSON.stringify([apps.map(keyOf), removals]);
}
