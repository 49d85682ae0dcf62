import { isBuiltInAssignment } from "../access/built-in-assignment.ts";
import { holderId, type ImpersonationHolder } from "../access/resolve-impersonation.ts";
import { firstFilled } from "../access/resolved-assignment.ts";
import type { DecidedItem } from "../mapping/decide-impersonation.ts";
import { hashText } from "../mapping/object-names.ts";
import { roleOfPermission } from "../mapping/merge-new-access.ts";
import { byText } from "../model/by-text.ts";
import type { AppPlan, NewAccessPlan } from "../model/plan-app.ts";
import type { ImpersonationRetirement } from "../model/plan-impersonation.ts";
import type { Replacement, Step, StepWait } from "../model/plan-step.ts";
import { SETTLE_WINDOWS } from "../model/settle-windows.ts";
import type { Snapshot } from "../model/snapshot.ts";
import { groupByAssignment } from "./group-by-assignment.ts";
import { HAZARDS } from "./hazards.ts";
import { makeStep } from "./make-step.ts";
import { canonicalJson } from "./step-id.ts";

/** All that the removal of impersonation assignments rests on. */
export interface RetirementContext {
  readonly snapshot: Snapshot;
  readonly items: ReadonlyMap<ImpersonationHolder, DecidedItem>;
  readonly apps: readonly AppPlan[];
  readonly steps: readonly Step[];
  /** Between the test of what replaces it and the removal. */
  readonly observationMinutes: number;
}

export interface PlannedRetirement {
  readonly retirement: ImpersonationRetirement;
  readonly steps: readonly Step[];
}

/**
 * Plans the removal of each impersonation assignment: only when every one of its effective users was decided, and what
 * replaces them is planned or stands. Assignments that came with Exchange are never touched; nor is anything
 * on-premises. There is no confirmation phase: no grant could come back.
 *
 * @see https://learn.microsoft.com/powershell/module/exchangepowershell/remove-managementroleassignment
 *   (docs as of 2026-08-21)
 */
export function retireImpersonation(
  holders: readonly ImpersonationHolder[],
  context: RetirementContext,
): readonly PlannedRetirement[] {
  if (context.snapshot.environment === "exchangeOnPremises") return [];
  return [...groupByAssignment(holders)]
    .filter(([, own]) => own.every(({ row }) => !isBuiltInAssignment(row)))
    .flatMap(([id, [first, ...others]]) =>
      first === undefined ? [] : [retireAssignment(id, [first, ...others], context)],
    );
}

type Holders = readonly [ImpersonationHolder, ...(readonly ImpersonationHolder[])];

function retireAssignment(
  id: string,
  holders: Holders,
  context: RetirementContext,
): PlannedRetirement {
  const [{ row }] = holders;
  const undecided = holders.filter((holder) => !isDecided(context, holder)).map(nameOf);
  const waitsFor = [
    ...undecided.map((name) => `${name} is undecided`),
    ...(row.guid === undefined ? [NO_GUID] : []),
    ...holders.flatMap((holder) => waitingApp(context, holder)),
  ];
  const planned = waitsFor.length === 0 && row.guid !== undefined;
  const steps = planned ? [retireStep(row.guid, holders, context)] : [];
  const tenant = context.snapshot.tenant.id;
  return {
    steps,
    retirement: {
      id,
      assignment: row.name,
      changeHash: steps.length === 0 ? null : hashText(canonicalJson({ tenant, steps })),
      steps: steps.map((step) => step.id),
      undecided,
      waitsFor: [...new Set(waitsFor)],
      earliestStart: steps.length === 0 ? null : earliestStart(holders, context),
    },
  };
}

const NO_GUID = "its Guid was not told: it cannot be named for certain";

const nameOf = ({ effectiveUser, row }: ImpersonationHolder): string =>
  effectiveUser ?? `${firstFilled(row.roleAssigneeName, row.roleAssignee, row.user) ?? row.name}`;

function isDecided({ items }: RetirementContext, holder: ImpersonationHolder): boolean {
  const kind = items.get(holder)?.kind;
  return kind === "unused" || kind === "replaced";
}

/** An app that is blocked, or waits for a decision of its own, gets no access yet. */
function waitingApp(context: RetirementContext, holder: ImpersonationHolder): readonly string[] {
  const item = context.items.get(holder);
  if (item?.kind !== "replaced") return [];
  const app = appOf(context, item.appId);
  const given = givenFor([holder], context);
  return given.length === 0 || given.some(({ state }) => state === "waits")
    ? [
        `${app?.displayName ?? item.appId} cannot be given its new access yet: ${app?.status === "needsDecision" ? "it waits for a decision of its own" : "it is blocked"}`,
      ]
    : [];
}

const appOf = ({ apps }: RetirementContext, appId: string): AppPlan | undefined =>
  apps.find((app) => app.appId === appId);

interface Given extends NewAccessPlan {
  readonly app: AppPlan;
}

/** What replaces the accounts: only what was decided for these items. */
function givenFor(
  holders: readonly ImpersonationHolder[],
  context: RetirementContext,
): readonly Given[] {
  return holders.flatMap((holder) => {
    const item = context.items.get(holder);
    const app = item?.kind === "replaced" ? appOf(context, item.appId) : undefined;
    if (item?.kind !== "replaced" || app === undefined) return [];
    const { roles } = item.access;
    // What other items give the app within the same scope is merged with it, and none of its business.
    const isOwn = (permission: string): boolean =>
      roles.includes(roleOfPermission(permission)?.role ?? "");
    return (app.newAccess ?? [])
      .filter(({ items }) => items.includes(holderId(holder)))
      .map((one) => ({ ...one, permissions: one.permissions.filter(isOwn), app }));
  });
}

function retireStep(guid: string, holders: Holders, context: RetirementContext): Step {
  const [{ row }] = holders;
  const given = givenFor(holders, context);
  const step = makeStep("impersonation", {
    phase: "6-retire",
    action: "deleteImpersonationAssignment",
    title: `Remove the impersonation assignment ${row.name}`,
    target: {
      kind: "impersonationAssignment",
      guid,
      name: row.name,
      role: row.role,
      assignee: firstFilled(row.roleAssigneeName, row.roleAssignee, row.user) ?? "",
      effectiveUsers: holders.map(nameOf).toSorted(byText),
      replacements: distinct(given.flatMap(replacementsOf)),
      observationMinutes: given.length === 0 ? 0 : context.observationMinutes,
    },
    after: waitsOf(given, context),
    gate: "the assignment reads back as gone, every other assignment is still there",
    settleMinutes: SETTLE_WINDOWS.roleAssignment.minutes,
    hazards: [HAZARDS.impersonationCannotReturn, HAZARDS.accountLosesReach],
    rollback: null,
  });
  return { ...step, appId: null };
}

const keyOf = ({ appId, role, scope }: Replacement): string => [appId, role, scope].join("/");

/** Accounts of one assignment may be replaced by the same role; in order. */
const distinct = (replacements: readonly Replacement[]): readonly Replacement[] =>
  [...new Map(replacements.map((one) => [keyOf(one), one])).values()].toSorted((a, b) =>
    byText(keyOf(a), keyOf(b)),
  );

function replacementsOf({ app, permissions, scope }: Given): readonly Replacement[] {
  const { appId, servicePrincipalId } = app;
  if (appId === null || servicePrincipalId === null) return [];
  return permissions.flatMap((permission) => {
    const role = roleOfPermission(permission)?.role;
    return role === undefined ? [] : [{ appId, servicePrincipalId, role, scope: scope.name }];
  });
}

/** Steps that give the replacements, where they do not stand yet, and what else of these apps must be done before. */
function waitsOf(
  given: readonly Given[],
  { steps, observationMinutes }: RetirementContext,
): readonly StepWait[] {
  const apps = new Set(given.map(({ app }) => app.appId));
  const scopes = new Set(given.map(({ scope }) => scope.name));
  return steps
    .filter(({ appId }) => apps.has(appId))
    .flatMap(({ id, target, phase }): readonly StepWait[] => {
      if (target.kind === "authorization" && scopes.has(target.scope)) {
        return [
          { step: id, waitMinutes: observationMinutes, why: "observation of what replaces it" },
        ];
      }
      return phase === "4-declare"
        ? [
            {
              step: id,
              waitMinutes: 0,
              why: "the app must not ask for its permissions in Entra any more",
            },
          ]
        : [];
    });
}

/** The end of the observation, where every replacement stands: counted from when the youngest was made. */
function earliestStart(holders: Holders, context: RetirementContext): string | null {
  const names = new Set(
    givenFor(holders, context)
      .flatMap(replacementsOf)
      .map(({ role, scope }) => `${role}/${scope}`.toLowerCase()),
  );
  const rows = context.snapshot.sections["exchange/roleAssignments"];
  const made = (rows.status === "read" ? rows.rows : [])
    .filter((row) => names.has(`${row.role}/${row.customResourceScope ?? ""}`.toLowerCase()))
    .map(({ whenCreated }) => Date.parse(whenCreated ?? "") + context.observationMinutes * 60_000)
    .filter((end) => !Number.isNaN(end));
  const latest = Math.max(...made, 0);
  return latest > Date.parse(context.snapshot.collectedAt) ? new Date(latest).toISOString() : null;
}
