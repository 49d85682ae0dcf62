import type { AppAccess } from "../access/app-access.ts";
import { hasRole } from "../access/effective-access.ts";
import type { ResolvedGrant } from "../access/entra-grant.ts";
import { ABSENCES } from "../model/absences.ts";
import type { Reason } from "../model/plan-app.ts";
import { parseFilter } from "../opath/parse-filter.ts";
import { underline } from "../opath/underline.ts";
import type { AppShape } from "./app-shape.ts";
import type { AppState } from "./app-state.ts";
import { deriveScope } from "./derive-scope.ts";
import { describeKeptGrants } from "./describe-kept-grants.ts";
import { describeKeptByDecision, isKept } from "./kept-grants.ts";
import { listDeclaredRoles } from "./list-declared-roles.ts";
import { unreadPlanFacts } from "./list-unread-facts.ts";
import {
  autodiscoverNeeded,
  distinct,
  HYBRID,
  reason,
  UNNAMEABLE,
  unknownGrant,
  unscopedAssignments,
  whatHinders,
} from "./shape-reasons.ts";

/** Decides on an app that no policy names: governed or not, what Entra grants it reaches every mailbox. */
export function classifyWithoutPolicy(state: AppState, grants: readonly ResolvedGrant[]): AppShape {
  const { app } = state;
  const legacy = grants.filter(({ kind }) => kind === "governed" || kind === "ungoverned");
  const hybrid = app.setApart === "exchangeHybrid" && legacy.length > 0;
  if (hybrid) return { kind: "blocked", reasons: [reason("exchangeHybrid", HYBRID)] };
  const unknown = grants.filter(({ kind }) => kind === "unknown");
  if (unknown.length > 0) return { kind: "blocked", reasons: unknown.map(unknownGrant) };
  const scopable = legacy.filter((grant) => hasRole(grant) && !isKept(state, grant));
  if (scopable.length > 0) {
    return (
      narrowByDecision(state, scopable) ?? {
        kind: "needsDecision",
        reasons: distinct(scopable).map(undecidedScope),
      }
    );
  }
  const isLeft = isDecided(state) && listDeclaredRoles(state, []).length > 0;
  const others = grants.filter((grant) => !isKept(state, grant));
  const reasons = [...describeKeptByDecision(state), ...whyNothing(app, others)];
  return { kind: isLeft ? "declared" : "nothingToDo", reasons };
}

/** Whether a decision says what the app has in Exchange: then its registration is to ask for it no more. */
const isDecided = ({ decision, newAccess }: AppState): boolean =>
  decision?.intendedScope !== undefined || (newAccess ?? []).length > 0;

/** Null without a decision. */
function narrowByDecision(state: AppState, grants: readonly ResolvedGrant[]): AppShape | null {
  const { app, decision } = state;
  const intended = decision?.intendedScope;
  if (intended === undefined) return null;
  const unread = unreadPlanFacts(state);
  if (unread.length > 0) return { kind: "blocked", reasons: unread };
  const parsed = parseFilter(intended.filter);
  if (!parsed.ok) {
    const text = `the intended scope cannot be read: ${underline(intended.filter, parsed.error)}`;
    return { kind: "blocked", reasons: [reason("filterUnreadable", text)] };
  }
  const { appId, displayName } = app;
  if (appId === null) {
    return { kind: "blocked", reasons: [reason("scopeCannotBeNamed", UNNAMEABLE)] };
  }
  const scope = deriveScope(state, { appId, displayName }, { filter: parsed.filter, named: [] });
  const hindrance = [...whatHinders(state, scope), ...autodiscoverNeeded(state, grants)];
  return hindrance.length > 0
    ? { kind: "blocked", reasons: hindrance }
    : { kind: "narrowed", grants, scope, review: [] };
}

const undecidedScope = ({ row, permission }: ResolvedGrant): Reason =>
  reason(
    "intendedScopeUndecided",
    `${permission} reaches every mailbox, and ${ABSENCES.noPolicyNamesIt.text}: who the app should reach is to be decided`,
    row.id,
  );

function whyNothing(app: AppAccess, grants: readonly ResolvedGrant[]): Reason[] {
  const held = app.grants.status === "read" ? app.grants.value : [];
  const none =
    held.length === 0
      ? [reason("noApplicationPermission", ABSENCES.noApplicationPermission.text)]
      : [];
  return [
    ...none,
    ...describeKeptGrants(grants),
    ...whatExchangeGives(app),
    reason("noPolicy", ABSENCES.noPolicyNamesIt.text),
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
