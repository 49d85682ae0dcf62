import type { AppAccess } from "../access/app-access.ts";
import { policyScopeId } from "../access/policy-scope.ts";
import type { ResolvedPolicy } from "../access/resolved-policy.ts";
import { APP_ROLE_PERMISSIONS, RESOURCE_APP_IDS } from "../model/permission-table.ts";
import type { Step, StepTarget, StepWait } from "../model/plan-step.ts";
import type { Timing } from "../model/plan-schedule.ts";
import { SETTLE_WINDOWS } from "../model/settle-windows.ts";
import { HAZARDS } from "./hazards.ts";
import { makeStep } from "./make-step.ts";

export interface Retirement {
  readonly app: AppAccess;
  readonly appId: string;
  readonly policies: readonly ResolvedPolicy[];
  /** Steps of change 1 that it waits for. */
  readonly cutovers: readonly Step[];
  readonly declarations: readonly Step[];
  readonly timing: Timing;
  /** The app lies in the recycle bin: it can come back with its grants. */
  readonly isRestorable?: boolean;
}

/**
 * Change 2: the policy goes only when no governed grant is left and the tokens that carried one have expired.
 *
 * After a cut-over of this plan one look at the end of the observation is enough. Without one, nobody knows when a
 * grant was last deleted: two looks, a token's longest life apart.
 *
 * @see https://learn.microsoft.com/exchange/permissions-exo/application-rbac "Migrate from application access
 *   policies", step 5 (docs as of 2025-11-25)
 */
export function retireSteps(retirement: Retirement): readonly Step[] {
  const { appId, policies } = retirement;
  const confirmed = confirmSteps(retirement);
  const last = confirmed.slice(-1);
  const retired = policies.map((policy) => retireStep(retirement, policy, last));
  const watch = makeStep(appId, {
    phase: "7-after",
    action: "watchForReturnedGrant",
    title: "Look again for a governed grant",
    target: governedGrants(retirement, 1),
    after: waitFor(retired, 0, "it watches what the policy no longer fences in"),
    gate: "no governed grant: one that came back is an alarm that names it",
    rollback: null,
  });
  return [...confirmed, ...retired, watch];
}

function confirmSteps(retirement: Retirement): readonly Step[] {
  const { cutovers, declarations, timing } = retirement;
  const declared = waitFor(declarations, 0, "the declaration must be settled first");
  if (cutovers.length > 0) {
    const observed = waitFor(
      cutovers,
      timing.observationMinutes,
      "observation; tokens have expired long before",
    );
    return [confirmStep(retirement, { occurrence: 1, isLast: true }, [...observed, ...declared])];
  }
  const first = confirmStep(retirement, { occurrence: 1, isLast: false }, declared);
  const wait = waitFor(
    [first],
    timing.tokenMinutes,
    "a token that was issued before the first look may live that long",
  );
  const second = confirmStep(retirement, { occurrence: 2, isLast: true }, wait);
  return [first, second];
}

function confirmStep(
  retirement: Retirement,
  { occurrence, isLast }: { readonly occurrence: number; readonly isLast: boolean },
  after: readonly StepWait[],
): Step {
  return makeStep(retirement.appId, {
    phase: "5-confirm",
    action: "confirmNoGovernedGrant",
    title:
      occurrence === 1
        ? "Confirm that no governed grant is left"
        : "Confirm again that no governed grant is left",
    target: governedGrants(retirement, occurrence),
    after,
    gate: isLast
      ? "zero governed grants; the result is at most 15 minutes old when the policy goes"
      : "zero governed grants",
    rollback: null,
  });
}

function retireStep(
  { appId, isRestorable }: Retirement,
  policy: ResolvedPolicy,
  confirmed: readonly Step[],
): Step {
  const { id, row, scope } = policy;
  return makeStep(appId, {
    phase: "6-retire",
    action: "deleteAccessPolicy",
    title: `Remove the ${row.accessRight} policy on ${scope.name ?? "its scope"}`,
    target: {
      kind: "accessPolicy",
      identity: id,
      appId,
      accessRight: row.accessRight,
      scopeId: policyScopeId(row),
      description: row.description ?? null,
    },
    after: waitFor(confirmed, 0, "only a fresh look that found no governed grant opens it"),
    gate: "the policy reads back as gone, every other policy is still there",
    settleMinutes: SETTLE_WINDOWS.policy.minutes,
    hazards: [
      HAZARDS.pointOfNoReturn,
      HAZARDS.fenceGoes,
      ...(isRestorable === true ? [HAZARDS.appCanBeRestored] : []),
      HAZARDS.policyTimeUndocumented,
    ],
    rollback: {
      phase: "repair-after-6",
      text: "no way back is claimed to be proven: repair the scope first; re-creating the policy is the last resort",
      waitMinutes: 0,
      hazards: [HAZARDS.pointOfNoReturn, HAZARDS.policyTimeUndocumented],
    },
  });
}

function governedGrants({ app, appId }: Retirement, occurrence: number): StepTarget {
  const governed = APP_ROLE_PERMISSIONS.filter(({ kind }) => kind === "governed").flatMap(
    ({ resource, appRoleIds }) =>
      appRoleIds.map((appRoleId) => ({ resourceAppId: RESOURCE_APP_IDS[resource], appRoleId })),
  );
  return {
    kind: "governedGrants",
    appId,
    servicePrincipalId: app.servicePrincipalId,
    governed,
    occurrence,
  };
}

function waitFor(steps: readonly Step[], waitMinutes: number, why: string): readonly StepWait[] {
  return steps.map(({ id }) => ({ step: id, waitMinutes, why }));
}
