import type { Audit } from "../../src/audit/audit-snapshot.ts";
import type { ImpersonationDecision } from "../../src/model/impersonation-decision.ts";
import type { AppPlan } from "../../src/model/plan-app.ts";
import type { Plan } from "../../src/model/plan-document.ts";
import type {
  ImpersonationItem,
  ImpersonationRetirement,
} from "../../src/model/plan-impersonation.ts";
import type { Step } from "../../src/model/plan-step.ts";
import type { Snapshot, SnapshotSections } from "../../src/model/snapshot.ts";
import { auditWith } from "../arbitraries/decided-audit.ts";
import { appIdOf } from "../generator/ids.ts";
import { guidOf, IMPERSONATED_SNAPSHOT } from "./impersonated-tenant.ts";

type Decisions = Readonly<Record<string, ImpersonationDecision>>;

export const SALES = { filter: "Department -eq 'Sales'" };
export const replacedBy = (
  app: number,
  more: Partial<ImpersonationDecision> = {},
): ImpersonationDecision => ({
  application: appIdOf(app),
  permissions: ["Mail.Send"],
  scope: SALES,
  ...more,
});
export const NOBODY: ImpersonationDecision = { application: null };

const lower = (decisions: Decisions): Decisions =>
  Object.fromEntries(Object.entries(decisions).map(([id, one]) => [id.toLowerCase(), one]));

export const audited = (decisions: Decisions, snapshot: Snapshot = IMPERSONATED_SNAPSHOT): Audit =>
  auditWith(snapshot, { impersonation: lower(decisions) });
export const planned = (decisions: Decisions, snapshot?: Snapshot): Plan =>
  audited(decisions, snapshot).plan;

export function item(plan: Plan, id: string): ImpersonationItem {
  const found = plan.impersonation?.find((one) => one.id === id);
  if (found === undefined) throw new Error(`no item ${id}`);
  return found;
}

export function app(plan: Plan, number: number): AppPlan {
  const found = plan.apps.find(({ appId }) => appId === appIdOf(number));
  if (found === undefined) throw new Error(`no app ${String(number)}`);
  return found;
}

export const stepsOfApp = (plan: Plan, number: number): readonly Step[] =>
  plan.steps.filter(({ appId }) => appId === appIdOf(number));
export const retirementOf = (plan: Plan, name: string): ImpersonationRetirement | undefined =>
  plan.retirements?.find(({ id }) => id === guidOf(name));
export const retireSteps = (plan: Plan): readonly Step[] =>
  plan.steps.filter(({ action }) => action === "deleteImpersonationAssignment");

export function withSections(more: Partial<SnapshotSections>): Snapshot {
  return {
    ...IMPERSONATED_SNAPSHOT,
    sections: { ...IMPERSONATED_SNAPSHOT.sections, ...more },
  };
}
