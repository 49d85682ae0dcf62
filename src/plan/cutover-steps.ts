import type { ResolvedGrant } from "../access/entra-grant.ts";
import { listDeclaredRoles } from "../mapping/list-declared-roles.ts";
import { RESOURCE_APP_IDS, RESOURCE_NAMES } from "../model/permission-table.ts";
import type { Hazard, Step, StepAction } from "../model/plan-step.ts";
import { HAZARDS } from "./hazards.ts";
import { makeStep } from "./make-step.ts";
import type { PlanContext } from "./plan-context.ts";
import { timingOf } from "./timing.ts";

/**
 * Change 1, phase cut-over: each grant is deleted by its id, after the role that replaces it is visible everywhere;
 * one that reaches nobody has no role to wait for.
 *
 * @see https://learn.microsoft.com/exchange/permissions-exo/application-rbac "Migrate from application access
 *   policies", step 4 (docs as of 2025-11-25)
 */
export function cutoverSteps(
  {
    app,
    state,
    grants,
    policies,
    narrows,
    losesByDecision,
  }: Pick<PlanContext, "app" | "state" | "grants" | "policies" | "narrows" | "losesByDecision">,
  prepared: readonly Step[],
): readonly Step[] {
  const after = prepared
    // What several apps use was waited for before anything of this app was made.
    .filter(({ action, appId }) => action in WHY_WAIT && appId !== null)
    .map(({ id, action, settleMinutes }) => ({
      step: id,
      waitMinutes: settleMinutes,
      why: WHY_WAIT[action] ?? "",
    }));
  // Without a role in its place nothing is to work afterwards that did before.
  const isReplaced = prepared.length > 0;
  const { tokenMinutes } = timingOf(state);
  const sorted = grants.toSorted((a, b) => (grantKey(a) < grantKey(b) ? -1 : 1));
  return sorted.map((grant) =>
    makeStep(app.appId, {
      phase: "3-cutover",
      action: "deleteAppRoleAssignment",
      title: `Delete the Entra grant ${grant.value ?? grant.permission}`,
      target: {
        kind: "appRoleAssignment",
        id: grant.row.id,
        appRoleId: grant.row.appRoleId,
        principalId: grant.row.principalId,
        resourceId: grant.row.resourceId,
        resourceAppId: RESOURCE_APP_IDS[grant.resource],
        permission: grant.value ?? grant.permission,
      },
      after,
      gate: isReplaced
        ? "the grant reads back as gone; the owner confirms that the app works"
        : "the grant reads back as gone",
      settleMinutes: tokenMinutes,
      hazards: [
        ...(narrows ? [HAZARDS.narrowsByDecision] : []),
        ...(losesByDecision === true ? [HAZARDS.losesByDecision] : []),
        narrows ? HAZARDS.tokensOutliveConsentUnfenced : HAZARDS.tokensOutliveConsent,
        ...(isReplaced ? [HAZARDS.rolesClaimIsGone] : [HAZARDS.grantIsGone]),
        HAZARDS.rollbackRightDiffers,
        HAZARDS.consentMayReturn,
      ],
      rollback: {
        phase: "rollback-3",
        text:
          policies.length > 0
            ? "grant the permission again; the policy still fences it in"
            : "grant the permission again: it reaches every mailbox, as before",
        waitMinutes: tokenMinutes,
        hazards: [HAZARDS.rollbackRightDiffers, ...enforcementHazard(state.facts.snapshot)],
      },
    }),
  );
}

/** What a cut-over waits for, and why. */
const WHY_WAIT: Readonly<Partial<Record<StepAction, string>>> = {
  createRoleAssignment: "the role must be visible",
  addMembers: "the scope must count its members",
  testAuthorization: "only a passed test opens it",
};

const grantKey = (grant: ResolvedGrant): string =>
  [grant.resource, grant.permission, grant.row.id].join("/");

function enforcementHazard(snapshot: PlanContext["state"]["facts"]["snapshot"]): readonly Hazard[] {
  const config = snapshot.sections["exchange/organizationConfig"];
  const off = config.status === "read" && config.rows[0]?.enforceExoAppRbacPermissions === false;
  return off ? [] : [HAZARDS.mayRestoreNothing];
}

/**
 * Phase declare: an app of this tenant stops asking for the permissions that it now has in Exchange, or the next
 * admin consent brings them back.
 *
 * @see https://learn.microsoft.com/graph/api/resources/requiredresourceaccess (docs as of 2026-08-20)
 */
export function declareSteps(
  state: PlanContext["state"],
  grants: readonly ResolvedGrant[],
  after: readonly Step[],
): readonly Step[] {
  const { app } = state;
  const registration = app.application.status === "read" ? app.application.value : null;
  if (registration === null || app.appId === null) return [];
  const id = app.appId;
  return listDeclaredRoles(state, grants).map(({ resource, appRoleIds }) =>
    makeStep(id, {
      phase: "4-declare",
      action: "removeRequiredResourceAccess",
      title: `Take the migrated permissions out of the app registration (${RESOURCE_NAMES[resource]})`,
      target: {
        kind: "requiredResourceAccess",
        applicationId: registration.id,
        appId: id,
        resourceAppId: RESOURCE_APP_IDS[resource],
        appRoleIds,
      },
      after: after.map((step) => ({
        step: step.id,
        waitMinutes: 0,
        why: "the registration asks for the permission as long as its grant stands",
      })),
      gate: "the registration reads back without these permissions and with all others",
      rollback: {
        phase: "rollback-4",
        text: "declare the permissions again",
        waitMinutes: 0,
        hazards: [HAZARDS.consentMayReturn],
      },
    }),
  );
}
