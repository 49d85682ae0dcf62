import type { Plan } from "../../model/plan-document.ts";
import type { ImpersonationItem, ImpersonationRetirement } from "../../model/plan-impersonation.ts";
import type { Step } from "../../model/plan-step.ts";
import { describeAccount } from "../describe-account.ts";
import { describeDecision } from "../describe-decision.ts";
import { impersonationFolder } from "../impersonation-folder.ts";
import type { approvalViews } from "./approval-view.ts";
import { renderCount } from "../render-count.ts";
import { renderInstant } from "../render-instant.ts";
import type { ImpersonationView } from "./report-view.ts";
import { IMPERSONATION_STATUS_WORDS } from "./status-words.ts";
import { stepTimes, type StepTimes } from "../wave-times.ts";
import { stepViews } from "./step-view.ts";

const SCOPE_KINDS: Readonly<Record<ImpersonationItem["scope"]["kind"], string>> = {
  organization: "whole organization",
  managementScope: "management scope",
  exclusiveScope: "exclusive scope",
  organizationalUnit: "organizational unit",
  administrativeUnit: "administrative unit",
  group: "group",
  other: "other",
};

/** The impersonation section: the sentence, each holder, then what becomes of each assignment. */
export function impersonationView(
  plan: Plan,
  approvals: ReturnType<typeof approvalViews>,
): ImpersonationView {
  const { legacy, impersonation, retirements, settledImpersonation, openImpersonation } = plan;
  const byId = new Map(plan.steps.map((step) => [step.id, step]));
  return {
    text: legacy.text,
    items: (impersonation ?? []).map((item) => itemView(item, plan)),
    retirements: (retirements ?? []).map((one) => ({
      ...retirementView(one, byId, stepTimes(plan)),
      approvals: approvals.get(one) ?? [],
    })),
    settled: settledImpersonation,
    howToFind: openImpersonation[0]?.howToFindTheApp ?? [],
  };
}

function itemView(item: ImpersonationItem, plan: Plan): ImpersonationView["items"][number] {
  return {
    id: item.id,
    assignment: item.assignment,
    role: item.role,
    status: IMPERSONATION_STATUS_WORDS[item.status],
    assignee: item.assignee,
    via: [item.assigneeType, item.assignmentMethod].filter((part) => part !== null).join(", "),
    effectiveUser: item.effectiveUser,
    enabled: enabled(item.enabled),
    scope: SCOPE_KINDS[item.scope.kind],
    scopeName: item.scope.name,
    filter: item.scope.filter,
    reach: renderCount(item.reach.count),
    reasons: item.reasons,
    decision: item.decision === null ? null : describeDecision(item.decision, plan.apps),
    planned: item.planned,
    account: describeAccount(item.account),
  };
}

function retirementView(
  { id, assignment, changeHash, steps, waitsFor, earliestStart }: ImpersonationRetirement,
  byId: ReadonlyMap<string, Step>,
  times: StepTimes,
): Omit<ImpersonationView["retirements"][number], "approvals"> {
  return {
    assignment,
    changeHash,
    waitsFor,
    earliestStart: earliestStart === null ? null : renderInstant(earliestStart),
    steps: stepViews(
      steps.flatMap((step) => byId.get(step) ?? []),
      `scripts/${impersonationFolder(id)}`,
      times,
    ),
  };
}

function enabled(value: boolean | null): string {
  if (value === null) return "not reported";
  return value ? "yes" : "no";
}
