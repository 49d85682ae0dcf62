import type { AppAccess } from "../access/app-access.ts";
import { decideEffectiveAccess, type PermissionKey } from "../access/effective-access.ts";
import type { ResolvedGrant } from "../access/entra-grant.ts";
import type { TenantFacts } from "../access/tenant-facts.ts";
import { isDeny, type ResolvedPolicy } from "../access/resolved-policy.ts";
import { recipientKey } from "../model/ids.ts";
import { ABSENCES } from "../model/absences.ts";
import type { Reason } from "../model/plan-app.ts";
import { countMailboxes, isEmptySet, mailboxIndexes } from "../sets/mailbox-set.ts";
import { perhapsEverybody, type Membership } from "../sets/membership.ts";
import type { AppShape } from "./app-shape.ts";
import { admitsNobody } from "./policy-admission.ts";
import type { AppState } from "./app-state.ts";
import { chooseScope } from "./choose-scope.ts";
import { classifyWithoutPolicy } from "./classify-without-policy.ts";
import { combinePolicies, type CombinedPolicies } from "./combine-policies.ts";
import { isDynamicGroup } from "./dynamic-group.ts";
import { deriveScope } from "./derive-scope.ts";
import { describeKeptByDecision, isKept } from "./kept-grants.ts";
import { listDeclaredRoles } from "./list-declared-roles.ts";
import { describeReview } from "./describe-review.ts";
import { describeUnplannedShape } from "./describe-unplanned-shape.ts";
import { unreadLegacyFacts, unreadPlanFacts } from "./list-unread-facts.ts";
import {
  autodiscoverNeeded,
  distinct,
  HYBRID,
  reason,
  UNNAMEABLE,
  unknownGrant,
  unreadableFilters,
  whatHinders,
} from "./shape-reasons.ts";
import { countOfMailboxes } from "../model/count-of.ts";

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
    ? classifyWithoutPolicy(state, grants)
    : classifyUnderPolicy(state, grants, policies);
}

const FIRST_PARTY = "an app of Microsoft's own: shown, not planned";

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
  const moved = governed.filter((grant) => !isKept(state, grant));
  return moved.length === 0 ? classifyKept(state) : classifyRestricted(state, moved, policies);
}

/** All that a policy governs stays by decision; its registration may still ask for what Exchange gives. */
function classifyKept(state: AppState): AppShape {
  const isLeft = listDeclaredRoles(state, []).length > 0;
  return { kind: isLeft ? "declared" : "nothingToDo", reasons: describeKeptByDecision(state) };
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
  const nested = policies.flatMap((policy) => unreadNested(state, policy));
  const shape = [
    ...policies.flatMap((policy) => describeUnplannedShape(state.facts, policy)),
    ...autodiscoverNeeded(state, grants),
  ];
  const isNestingOpen = nested.length === 0;
  const undecided = distinct(grants).flatMap((grant) =>
    unprovenPermission(state, grant, isNestingOpen),
  );
  const why = undecided.length > 0 ? unreadableFilters(state) : [];
  const reasons = [...shape, ...(undecided.length > 0 ? nested : []), ...undecided, ...why];
  if (reasons.length > 0) return { kind: "blocked", reasons };
  const fence = { grants, policies };
  return classifyChosen(state, fence) ?? classifyCombined(state, fence);
}

interface Fence {
  readonly grants: readonly ResolvedGrant[];
  readonly policies: readonly ResolvedPolicy[];
}

/** Null where nobody chose a scope. */
function classifyChosen(state: AppState, { grants, policies }: Fence): AppShape | null {
  const chosen = chooseScope(state, policies);
  if (chosen === null) return null;
  if ("unknown" in chosen) return { kind: "blocked", reasons: chosen.unknown };
  const { scope, review, hindrance } = chosen;
  if (hindrance.length > 0) return { kind: "blocked", reasons: hindrance };
  return { kind: "restricted", policies, grants, scope, review, chosen };
}

function classifyCombined(state: AppState, { grants, policies }: Fence): AppShape {
  const combined = combinePolicies(state, policies);
  switch (combined.kind) {
    case "nobody":
      return { kind: "refused", policies, grants };
    case "everybody":
      return { kind: "needsDecision", reasons: distinct(grants).map(undeniedScope) };
    case "unnameable":
      return { kind: "blocked", reasons: [reason("scopeCannotBeNamed", UNNAMEABLE)] };
    case "filter":
      return classifyFiltered(state, { grants, policies }, combined);
  }
}

function classifyFiltered(
  state: AppState,
  { grants, policies }: Fence,
  combined: Extract<CombinedPolicies, { kind: "filter" }>,
): AppShape {
  const { appId, displayName } = state.app;
  if (appId === null) {
    return { kind: "blocked", reasons: [reason("scopeCannotBeNamed", UNNAMEABLE)] };
  }
  const scope = deriveScope(state, { appId, displayName }, combined);
  const hindrance = whatHinders(state, scope);
  if (hindrance.length > 0) return { kind: "blocked", reasons: hindrance };
  const review = describeReview(state.facts, policies, combined.named);
  const moved: AppShape = { kind: "restricted", policies, grants, scope, review };
  if (!admitsNobody(state) || policies.every(isDeny)) return moved;
  switch (state.decision?.reachesNobody) {
    case "move":
      return moved;
    case "remove":
      return { kind: "refused", policies, grants };
    case undefined:
      return { kind: "needsDecision", reasons: [reason("reachesNobody", REACHES_NOBODY)] };
  }
}

const undeniedScope = ({ row, permission }: ResolvedGrant): Reason =>
  reason(
    "intendedScopeUndecided",
    `${permission} reaches every mailbox, since ${ABSENCES.everyDeniedScopeGone.text}: who the app should reach is to be decided`,
    row.id,
  );

const REACHES_NOBODY = `${ABSENCES.reachesNobody.text}: whether it is to be moved as it is, or its grants are to go, is to be decided`;

/** Nobody can be asked about members who are not known: reading them comes before any check. */
function unreadNested({ facts }: AppState, { id, scope }: ResolvedPolicy): Reason[] {
  const parent = scope.name ?? "its scope";
  return scope.nested
    .filter(({ members }) => members === perhapsEverybody)
    .map(({ key }) => {
      const group = facts.recipients?.get(key);
      const name = group?.displayName ?? key;
      const text = isDynamicGroup(group)
        ? `${name}, nested in ${parent}, is a dynamic distribution group, which has a filter in the place of members: whether policies count them is not documented`
        : `the members of ${name}, nested in ${parent}, were not read`;
      return reason("policyScopeUnclear", text, id);
    });
}

function unprovenPermission(
  { facts, app }: AppState,
  key: PermissionKey,
  isNestingOpen: boolean,
): Reason[] {
  const { reach, contributions } = decideEffectiveAccess(app, key);
  const size = facts.index.keys.length;
  if (isEmptySet(reach.maybe, size)) return [];
  const asked =
    isNestingOpen &&
    contributions.some(
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

/**
 * The mailboxes between the two readings, and the question that the service must be asked; it changes nothing. Nested
 * under DenyAccess they are out if policies count them, under RestrictAccess in: the sentence holds for both.
 */
function howToAsk({ appId }: AppAccess, facts: TenantFacts, { yes, maybe }: Membership): string {
  const { keys } = facts.index;
  const open = [...mailboxIndexes(maybe, keys.length)].map((at) => keys[at] ?? "");
  const names = open.slice(0, NAMED).map((key) => nameOf(facts, key));
  const more = open.length - names.length;
  const without = countMailboxes(yes, keys.length);
  return [
    `whether its policies reach ${names.join(", ")}${more > 0 ? ` and ${String(more)} more` : ""} through nested groups is not known`,
    `so it reaches ${String(without)} to ${countOfMailboxes(without + open.length)} today`,
    `ask: Test-ApplicationAccessPolicy -AppId ${appId ?? ""} -Identity ${open[0] ?? ""}`,
    "a scan with --policy-checks all asks about each of them",
  ].join("; ");
}

/** As many mailboxes are named before the others are counted. */
const NAMED = 3;

const nameOf = ({ recipients }: TenantFacts, key: string): string =>
  recipients?.get(recipientKey(key))?.displayName ?? key;
