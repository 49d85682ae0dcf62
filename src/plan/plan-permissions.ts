import { byText } from "../model/by-text.ts";
import { explainContributions } from "../access/contribution.ts";
import {
  decideEffectiveAccess,
  permissionsOf,
  type PermissionKey,
} from "../access/effective-access.ts";
import type { ResolvedGrant } from "../access/entra-grant.ts";
import type { AppState } from "../mapping/app-state.ts";
import { isKept } from "../mapping/kept-grants.ts";
import { decideVerdict } from "../mapping/decide-verdict.ts";
import { newReach, permissionsWithNewAccess } from "../mapping/merge-new-access.ts";
import { APPLICATION_ROLES } from "../model/permission-table.ts";
import type { Disposition, PermissionPlan } from "../model/plan-permission.ts";
import { intersect, isEmptySet, type MailboxSet } from "../sets/mailbox-set.ts";
import type { Membership } from "../sets/membership.ts";
import type { SetRegistry } from "../sets/set-registry.ts";

/** How far an app's target is known: computed, of no matter (nothing is planned), or not to be told. */
export type Target =
  | {
      readonly kind: "computed";
      readonly end: AppState;
      /** Ids of the grants that the plan deletes. */
      readonly moved: ReadonlySet<string>;
      /** What becomes of them: they are replaced by roles, or go without a replacement. */
      readonly as: Exclude<Disposition, "keptLegacy">;
    }
  | { readonly kind: "undecided" }
  | { readonly kind: "unproven" };

/** Every permission of an app: today's reach, and where a target is computed what it keeps, gains and loses. */
export function planPermissions(
  state: AppState,
  target: Target,
  registry: SetRegistry,
): readonly PermissionPlan[] {
  return permissionsWithNewAccess(state)
    .map((key) => planPermission(state, key, { target, registry }))
    .filter(({ kind }) => kind !== "retiredApi");
}

function planPermission(
  state: AppState,
  key: PermissionKey,
  { target, registry }: { readonly target: Target; readonly registry: SetRegistry },
): PermissionPlan {
  const size = state.facts.index.keys.length;
  const { reach, contributions } = decideEffectiveAccess(state.app, key);
  const grants = grantsOf(state, key);
  const disposition = dispositionOf(state, grants, target);
  return {
    ...key,
    kind: grants[0]?.kind ?? (isHeld(state, key) ? "grantedByExchange" : "newByDecision"),
    appRoleIds: [...new Set(grants.map(({ row }) => row.appRoleId))].toSorted(byText),
    role: roleOf(key),
    disposition,
    ...(disposition === "keptLegacy"
      ? {}
      : describeTarget(state, key, { target, registry, before: reach })),
    before: {
      allowed: registry.reference(reach.yes),
      unknown: registry.reference(reach.maybe),
    },
    because: explainContributions(contributions, { size }),
  };
}

const isHeld = ({ app }: AppState, key: PermissionKey): boolean =>
  permissionsOf(app).some(
    ({ resource, permission }) => resource === key.resource && permission === key.permission,
  );

/** Ungoverned grants and those without a role stay, unless somebody decides otherwise; so do Microsoft's own apps. */
function dispositionOf(
  state: AppState,
  grants: readonly ResolvedGrant[],
  target: Target,
): Disposition {
  const moved = target.kind === "computed" ? target.moved : new Set<string>();
  if (grants.some(({ row }) => moved.has(row.id)) && target.kind === "computed") return target.as;
  const kept =
    state.app.setApart === "microsoftFirstParty" ||
    grants.some((grant) => isKept(state, grant)) ||
    grants.some(({ kind }) => kind !== "governed" && kind !== "retiredApi");
  return kept ? "keptLegacy" : "migrate";
}

type Described = Pick<
  PermissionPlan,
  "verdict" | "target" | "kept" | "gained" | "lost" | "newByDecision"
>;

function describeTarget(
  state: AppState,
  key: PermissionKey,
  {
    target,
    registry,
    before,
  }: { readonly target: Target; readonly registry: SetRegistry; readonly before: Membership },
): Described {
  if (target.kind === "undecided") return {};
  if (target.kind === "unproven") return { verdict: "unproven" };
  const after = decideEffectiveAccess(target.end.app, key).reach;
  const { verdict, kept, gained, lost } = decideVerdict(
    before,
    after,
    state.facts.index.keys.length,
  );
  if (!state.facts.index.known) return { verdict: "unproven" };
  // What Exchange alone grants does not migrate: whom it reaches may be open without leaving anything unproven.
  if (verdict === "unproven") return grantsOf(state, key).length === 0 ? {} : { verdict };
  return {
    verdict,
    target: registry.reference(after.yes),
    kept: registry.reference(kept),
    gained: registry.reference(gained),
    lost: registry.reference(lost),
    ...describeDecided(state, key, { registry, gained }),
  };
}

/** What of the gain is there because somebody decided it. */
function describeDecided(
  state: AppState,
  key: PermissionKey,
  { registry, gained }: { readonly registry: SetRegistry; readonly gained: MailboxSet },
): Pick<PermissionPlan, "newByDecision"> {
  const decided = intersect(gained, newReach(state, key));
  return isEmptySet(decided, state.facts.index.keys.length)
    ? {}
    : { newByDecision: registry.reference(decided) };
}

function grantsOf({ app }: AppState, key: PermissionKey): readonly ResolvedGrant[] {
  const grants = app.grants.status === "read" ? app.grants.value : [];
  return grants.filter(
    ({ resource, permission }) => resource === key.resource && permission === key.permission,
  );
}

/** The one role that grants this permission alone; composites are never proposed. */
function roleOf(key: PermissionKey): string | null {
  const role = APPLICATION_ROLES.find(
    ({ composite, resource, permissions }) =>
      !composite && resource === key.resource && permissions.includes(key.permission),
  );
  return role?.role ?? null;
}
