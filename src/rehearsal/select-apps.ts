import type { AppPlan } from "../model/plan-app.ts";
import type { Plan } from "../model/plan-document.ts";
import type { Phase, Step } from "../model/plan-step.ts";
import type { NotRehearsed } from "../model/rehearsal.ts";
import type { SectionName } from "../model/sections.ts";
import { isAnswered } from "../model/unread.ts";

/** An app that has scripts, with its place. */
export interface ChosenApp {
  readonly app: AppPlan;
  readonly changeHash: string;
  readonly wave: number;
}

export interface Choice {
  /** Wave by wave, in the order of each. */
  readonly chosen: readonly ChosenApp[];
  readonly notRehearsed: readonly NotRehearsed[];
}

/**
 * What an emulated tenant must know to answer the scripts of every phase; of one that was not read it would have to
 * invent something.
 */
const EVERY_PHASE: readonly SectionName[] = [
  "exchange/applicationAccessPolicies",
  "exchange/groupMembers",
  "exchange/managementScopes",
  "exchange/organizationConfig",
  "exchange/recipients",
  "exchange/roleAssignments",
  "exchange/servicePrincipals",
  "graph/appRoleAssignedTo",
  "graph/organization",
  "graph/resourceServicePrincipals",
  "graph/servicePrincipals",
];
const OF_A_PHASE: Readonly<Partial<Record<Phase, readonly SectionName[]>>> = {
  "0-objects": ["graph/administrativeUnits", "exchange/administrativeUnits"],
  "4-declare": ["graph/applications"],
  "5-confirm": ["graph/deletedServicePrincipals"],
  "7-after": ["graph/deletedServicePrincipals"],
};

/**
 * Tells which apps of a plan can be rehearsed, and of each other one why not. An app with nothing to do is neither.
 *
 * @param wanted app ids, object ids or names, lower case; empty = every app
 */
export function selectApps(plan: Plan, wanted: ReadonlySet<AppPlan>): Choice {
  const waves = new Map(plan.waves.flatMap(({ wave, apps }) => apps.map((id) => [id, wave])));
  const byId = new Map(plan.steps.map((step) => [step.id, step]));
  const chosen: ChosenApp[] = [];
  const notRehearsed: NotRehearsed[] = [];
  for (const app of plan.apps) {
    if (wanted.size > 0 && !wanted.has(app)) continue;
    const { appId, displayName, status, changeHash } = app;
    const ids = [...sharedSteps(plan, app), ...app.steps];
    const reason = whyNot(
      plan,
      ids.flatMap((id) => byId.get(id) ?? []),
      app,
    );
    if (reason !== undefined) notRehearsed.push({ appId, displayName, status, reason });
    else if (changeHash !== null && app.steps.length > 0)
      chosen.push({ app, changeHash, wave: waves.get(appId ?? "") ?? 1 });
  }
  return { chosen: chosen.toSorted((a, b) => a.wave - b.wave), notRehearsed };
}

/** What is made before its own steps, together with other apps. */
const sharedSteps = ({ sharedObjects = [] }: Plan, { appId }: AppPlan): readonly string[] =>
  sharedObjects.flatMap(({ apps, steps }) => (apps.includes(appId ?? "") ? steps : []));

/** Undefined = it can be rehearsed, or there is nothing to do. */
function whyNot(plan: Plan, steps: readonly Step[], app: AppPlan): string | undefined {
  if (steps.length === 0) {
    if (app.status === "nothingToDo") return undefined;
    return app.reasons[0]?.text ?? `its status is ${app.status}`;
  }
  const phases = new Set(steps.map(({ phase }) => phase));
  const needed = new Set([
    ...EVERY_PHASE,
    ...[...phases].flatMap((phase) => OF_A_PHASE[phase] ?? []),
  ]);
  const unread = plan.coverage.filter(
    ({ section, status }) =>
      [...needed].some((name) => name === section) && !isAnswered(section, status),
  );
  if (unread.length === 0) return undefined;
  const names = unread.map(({ section }) => section).join(", ");
  return `it rests on sections that were not read: ${names}`;
}
