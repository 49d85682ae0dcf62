import { InvariantError } from "../../errors.ts";
import type { Plan } from "../../model/plan-document.ts";
import type { ImpersonationRetirement } from "../../model/plan-impersonation.ts";
import type { Step } from "../../model/plan-step.ts";
import { impersonationFolder } from "../impersonation-folder.ts";
import type { RenderScript } from "./compile-script.ts";
import { decisionView, hazardText, stepView } from "./script-view.ts";

const TEMPLATE = "6-retire-impersonation";

/**
 * The scripts that remove impersonation assignments, by path: a folder for each assignment whose removal is planned.
 *
 * INVARIANT: made of steps, change hash and tenant id alone: equal change hashes give equal bytes.
 */
export function* impersonationScripts(
  plan: Plan,
  render: RenderScript,
): Generator<readonly [string, string]> {
  const byId = new Map(plan.steps.map((step) => [step.id, step]));
  for (const retirement of plan.retirements ?? []) {
    if (retirement.steps.length === 0) continue;
    const view = retirementView(retirement, byId, plan.evidence.tenant.id);
    yield [`scripts/${impersonationFolder(retirement.id)}/6-retire.ps1`, render(TEMPLATE, view)];
  }
}

function retirementView(
  { assignment, changeHash, steps: ids }: ImpersonationRetirement,
  byId: ReadonlyMap<string, Step>,
  tenantId: string,
): object {
  if (changeHash === null)
    throw new InvariantError(`assignment \`${assignment}\` has no changeHash`);
  const steps = ids.flatMap((id) => byId.get(id) ?? []);
  return {
    app: `impersonation assignment ${steps.flatMap(nameOf).join(", ")}`,
    phase: "6-retire",
    effect:
      "Removes the impersonation assignment, once what replaces it stands. The point of no return. (Exchange Online)",
    changeHash,
    ...decisionView(2),
    tenantId,
    rescue: false,
    cmdlets: ["Get-ManagementRoleAssignment", "Remove-ManagementRoleAssignment"],
    hazards: [...new Set(steps.flatMap(({ hazards }) => hazards.map(hazardText)))],
    removals: steps.map(stepView),
  };
}

const nameOf = ({ target }: Step): readonly string[] =>
  target.kind === "impersonationAssignment" ? [target.name] : [];
