import type { AppAccess } from "../access/app-access.ts";
import {
  decideEffectiveAccess,
  hasRole,
  permissionsOf,
  type PermissionKey,
} from "../access/effective-access.ts";
import type { ResolvedGrant } from "../access/entra-grant.ts";
import type { TenantFacts } from "../access/tenant-facts.ts";
import { isDeny, type ResolvedPolicy } from "../access/resolved-policy.ts";
import type { Reason } from "../model/plan-app.ts";
import { isEmptySet, mailboxIndexes } from "../sets/mailbox-set.ts";
import type { Membership } from "../sets/membership.ts";
import type { AppState } from "./app-state.ts";
import { combinePolicies } from "./combine-policies.ts";
import { deriveScope, type DerivedScope } from "./derive-scope.ts";
import { describeKeptGrants } from "./describe-kept-grants.ts";
import { describeReview } from "./describe-review.ts";
import { describeUnplannedShape } from "./describe-unplanned-shape.ts";
import { unreadLegacyFacts, unreadPlanFacts } from "./list-unread-facts.ts";

/** What can be done about an app's legacy access. */
export type AppShape =
  | { readonly kind: "blocked"; readonly reasons: readonly Reason[] }
  | { readonly kind: "nothingToDo"; readonly reasons: readonly Reason[] }
  | { readonly kind: "needsDecision"; readonly reasons: readonly Reason[] }
  /** Policies that fence in nothing today. */
  | { readonly kind: "inert"; readonly policies: readonly ResolvedPolicy[] }
  /** Governed grants under policies that one recipient filter can stand for. */
  | {
      readonly kind: "restricted";
      readonly policies: readonly ResolvedPolicy[];
      readonly grants: readonly ResolvedGrant[];
      readonly scope: DerivedScope;
      /** Why a person should look at it before it is approved; empty in the plain case. */
      readonly review: readonly Reason[];
    }
  /** Governed grants that reach nobody: every scope of the app's RestrictAccess policies is gone. */
  | {
      readonly kind: "refused";
      readonly policies: readonly ResolvedPolicy[];
      readonly grants: readonly ResolvedGrant[];
    };

const reason = (kind: string, text: string, subject?: string): Reason =>
  subject === undefined ? { kind, text } : { kind, text, subject };

/**
 * Decides what an app's legacy access is: nothing, a case that can be planned, or what stands in the way.
 *
 * INVARIANT: an app of which something was not read is never called free of legacy access, nor planned.
 */
export function classifyApp(state: AppState): AppShape {
  const { app } = state;
  if (app.setApart === "microsoftFirstParty") {
    return { kind: "nothingToDo", reasons: [reason("microsoftFirstParty", FIRST_PARTY)] };
  }
  const unread = unreadLegacyFacts(state);
  if (unread.length > 0) return { kind: "blocked", reasons: unread };
  const grants = app.grants.status === "read" ? app.grants.value : [];
  const policies = app.policies.status === "read" ? app.policies.value : [];
  return policies.length === 0
    ? classifyWithoutPolicy(app, grants)
    : classifyUnderPolicy(state, grants, policies);
}

const FIRST_PARTY = "an app of Microsoft's own: shown, not planned";

/** Governed or not, what Entra grants without a policy reaches every mailbox. */
function classifyWithoutPolicy(app: AppAccess, grants: readonly ResolvedGrant[]): AppShape {
  const legacy = grants.filter(({ kind }) => kind === "governed" || kind === "ungoverned");
  const hybrid = app.setApart === "exchangeHybrid" && legacy.length > 0;
  if (hybrid) return { kind: "blocked", reasons: [reason("exchangeHybrid", HYBRID)] };
  const unknown = grants.filter(({ kind }) => kind === "unknown");
  if (unknown.length > 0) return { kind: "blocked", reasons: unknown.map(unknownGrant) };
  const scopable = legacy.filter(hasRole);
  if (scopable.length > 0) {
    return { kind: "needsDecision", reasons: distinct(scopable).map(undecidedScope) };
  }
  return { kind: "nothingToDo", reasons: whyNothing(app, grants) };
}

const HYBRID =
  "the dedicated app of an Exchange hybrid deployment: scoping it breaks free/busy for whoever is left out";

const unknownGrant = ({ row, permission }: ResolvedGrant): Reason =>
  reason("unknownPermission", `what the grant ${permission} opens is not known`, row.id);

const undecidedScope = ({ row, permission }: ResolvedGrant): Reason =>
  reason(
    "intendedScopeUndecided",
    `${permission} reaches every mailbox and no policy narrows it: who the app should reach is to be decided`,
    row.id,
  );

function whyNothing(app: AppAccess, grants: readonly ResolvedGrant[]): Reason[] {
  const none =
    grants.length === 0
      ? [reason("noApplicationPermission", "no application permission in Entra")]
      : [];
  return [
    ...none,
    ...describeKeptGrants(grants),
    ...whatExchangeGives(app),
    reason("noPolicy", "no policy names it"),
  ];
}

function whatExchangeGives(app: AppAccess): Reason[] {
  const { assignments } = app;
  const own = assignments.status === "read" ? assignments.value : [];
  return [
    ...(own.length > 0
      ? [reason("grantedByExchange", "reaches mailboxes through application roles in Exchange")]
      : []),
    ...unscopedAssignments(app),
  ];
}

/** Role assignments that reach every mailbox, whatever policies and planned scopes say. */
export function unscopedAssignments({ assignments }: AppAccess): Reason[] {
  const own = assignments.status === "read" ? assignments.value : [];
  return own
    .filter(({ scope }) => scope.kind === "organization")
    .map(({ id, roleName }) =>
      reason("unscopedAssignment", `${roleName} has no scope: it reaches every mailbox`, id),
    );
}

function classifyUnderPolicy(
  state: AppState,
  grants: readonly ResolvedGrant[],
  policies: readonly ResolvedPolicy[],
): AppShape {
  const { app } = state;
  const everyone = policies.filter(({ apps }) => apps === "all");
  if (everyone.length > 0) return { kind: "blocked", reasons: everyone.map(forAllApps) };
  if (app.setApart === "exchangeHybrid") {
    return { kind: "blocked", reasons: [reason("exchangeHybrid", HYBRID)] };
  }
  const shared = policies.filter(({ apps }) => apps !== "all" && apps.size > 1);
  if (shared.length > 0) return { kind: "blocked", reasons: shared.map(forSeveralApps) };
  const unknown = grants.filter(({ kind }) => kind === "unknown").map(unknownGrant);
  if (unknown.length > 0) return { kind: "blocked", reasons: unknown };
  const unread = unreadPlanFacts(state);
  if (unread.length > 0) return { kind: "blocked", reasons: unread };
  const governed = grants.filter(({ kind }) => kind === "governed");
  if (governed.length === 0) return { kind: "inert", policies };
  return classifyRestricted(state, governed, policies);
}

const forAllApps = ({ id }: ResolvedPolicy): Reason =>
  reason("policyForAllApps", "a policy addresses all apps: a person must take it apart first", id);

/** One object for each app is inferred, not documented (R2.6): retiring this one takes the fence from all of them. */
const forSeveralApps = ({ id }: ResolvedPolicy): Reason =>
  reason(
    "notYetPlanned",
    "a policy names several apps at once: it fences in all of them until none needs it",
    id,
  );

function classifyRestricted(
  state: AppState,
  grants: readonly ResolvedGrant[],
  policies: readonly ResolvedPolicy[],
): AppShape {
  const shape = policies.flatMap(describeUnplannedShape);
  const undecided = distinct(grants).flatMap((grant) => unprovenPermission(state, grant));
  const reasons = [...shape, ...undecided];
  if (reasons.length > 0) return { kind: "blocked", reasons };
  return classifyCombined(state, grants, policies);
}

function classifyCombined(
  state: AppState,
  grants: readonly ResolvedGrant[],
  policies: readonly ResolvedPolicy[],
): AppShape {
  const { appId, displayName } = state.app;
  const combined = combinePolicies(state, policies);
  if (combined.kind === "nobody") return { kind: "refused", policies, grants };
  if (combined.kind === "everybody") {
    return { kind: "needsDecision", reasons: distinct(grants).map(undeniedScope) };
  }
  if (combined.kind === "unnameable" || appId === null) {
    return { kind: "blocked", reasons: [reason("scopeCannotBeNamed", UNNAMEABLE)] };
  }
  const scope = deriveScope(state, { appId, displayName }, combined);
  const hindrance = whatHinders(state, scope);
  if (hindrance.length > 0) return { kind: "blocked", reasons: hindrance };
  const reachesNobody = isEmptySet(scope.members.yes, state.facts.index.keys.length);
  if (reachesNobody && !policies.every(isDeny)) {
    return { kind: "needsDecision", reasons: [reason("reachesNobody", REACHES_NOBODY)] };
  }
  const review = describeReview(policies, combined.named);
  return { kind: "restricted", policies, grants, scope, review };
}

const undeniedScope = ({ row, permission }: ResolvedGrant): Reason =>
  reason(
    "intendedScopeUndecided",
    `${permission} reaches every mailbox, since the scopes of its DenyAccess policies are gone: who the app should reach is to be decided`,
    row.id,
  );

const REACHES_NOBODY =
  "its policies let it reach no mailbox today: whether it is to be moved as it is, or its grants are to go, is to be decided";

const UNNAMEABLE =
  "a scope object of its policies has no distinguished name or object id to filter by";

function whatHinders({ facts }: AppState, { planned, members, nameTaken }: DerivedScope): Reason[] {
  const taken = nameTaken
    ? [
        reason(
          "nameTaken",
          `the name ${planned.name} belongs to a scope with another filter`,
          planned.name,
        ),
      ]
    : [];
  const open = isEmptySet(members.maybe, facts.index.keys.length)
    ? []
    : [reason("unproven", "whom the planned scope selects cannot be told", planned.name)];
  return [...taken, ...open];
}

function unprovenPermission({ facts, app }: AppState, key: PermissionKey): Reason[] {
  const { reach, contributions } = decideEffectiveAccess(app, key);
  const size = facts.index.keys.length;
  if (isEmptySet(reach.maybe, size)) return [];
  const asked = contributions.some(
    ({ rule, mailboxes }) => rule === "nested-group-under-policy" && !isEmptySet(mailboxes, size),
  );
  return asked
    ? [
        reason(
          "nestingNotChecked",
          `${key.permission}: ${howToAsk(app, facts, reach)}`,
          key.permission,
        ),
      ]
    : [
        reason(
          "unproven",
          `${key.permission}: whom it reaches today cannot be told`,
          key.permission,
        ),
      ];
}

/** The one question that the service must be asked; it changes nothing. */
function howToAsk({ appId }: AppAccess, { index }: TenantFacts, { maybe }: Membership): string {
  const [first] = mailboxIndexes(maybe, index.keys.length);
  const mailbox = index.keys[first ?? 0] ?? "";
  return `${NESTING}; ask: Test-ApplicationAccessPolicy -AppId ${appId ?? ""} -Identity ${mailbox}`;
}

const NESTING = "whether policies reach the members of nested groups here is not known";

/** One grant for each permission: Mail.ReadBasic has two. */
function distinct(grants: readonly ResolvedGrant[]): readonly ResolvedGrant[] {
  return [
    ...new Map(grants.map((grant) => [`${grant.resource}/${grant.permission}`, grant])).values(),
  ];
}

/** Permissions of the app that Exchange alone grants. */
export function grantedByExchangeOnly(app: AppAccess): readonly PermissionKey[] {
  const grants = app.grants.status === "read" ? app.grants.value : [];
  return permissionsOf(app).filter(
    (key) =>
      !grants.some(
        ({ resource, permission }) => resource === key.resource && permission === key.permission,
      ),
  );
}
