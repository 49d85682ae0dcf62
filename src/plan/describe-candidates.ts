import { decideEffectiveAccess, permissionsOf } from "../access/effective-access.ts";
import type { AppAccess } from "../access/app-access.ts";
import type { AppState } from "../mapping/app-state.ts";
import type { CandidateScope } from "../mapping/candidates/candidate-scope.ts";
import { decideVerdict, worstVerdict } from "../mapping/decide-verdict.ts";
import { findCandidates } from "../mapping/find-candidates.ts";
import { isKept } from "../mapping/kept-grants.ts";
import { candidateId } from "../mapping/candidate-id.ts";
import { rankCandidates, type JudgedCandidate } from "../mapping/rank-candidates.ts";
import type { Candidate, CandidatePermission } from "../model/plan-candidate.ts";
import type { SetReference } from "../model/plan-permission.ts";
import type { MailboxSet } from "../sets/mailbox-set.ts";
import type { SetRegistry } from "../sets/set-registry.ts";
import { either } from "../sets/membership.ts";

/**
 * Judges every scope that could replace an app's policies, side by side and in order of rank: what each permission
 * would keep, gain and lose.
 *
 * A role assignment that the app has already stays, so it counts before and after.
 */
export function describeCandidates(state: AppState, registry: SetRegistry): readonly Candidate[] {
  const { appId } = state.app;
  const keys = governedKeys(state);
  if (appId === null || keys.length === 0) return [];
  const judged = findCandidates(state).map((scope) => judge(state, scope, { keys, registry }));
  return rankCandidates(judged).map(({ candidate, recommended, why }): Candidate => {
    const { scope, verdict, permissions } = candidate;
    // One order of fields for every kind: a plan that is read and written again keeps its bytes.
    const { kind, title, filter, unlessOtherwise, drift, prerequisites, creates } = scope;
    return {
      kind,
      title,
      filter,
      unlessOtherwise,
      drift,
      prerequisites,
      creates,
      verdict,
      permissions,
      id: candidateId(appId, scope),
      recommended,
      why,
    };
  });
}

type Key = ReturnType<typeof permissionsOf>[number];
type Judged = JudgedCandidate & { readonly permissions: readonly CandidatePermission[] };

/** Permissions that a governed grant gives: what is to be replaced, but for what stays by decision. */
function governedKeys(state: AppState): readonly Key[] {
  const { app } = state;
  const held = app.grants.status === "read" ? app.grants.value : [];
  const grants = held.filter((grant) => !isKept(state, grant));
  return permissionsOf(app).filter((key) =>
    grants.some(
      ({ kind, resource, permission }) =>
        kind === "governed" && resource === key.resource && permission === key.permission,
    ),
  );
}

function judge(
  state: AppState,
  scope: CandidateScope,
  { keys, registry }: { readonly keys: readonly Key[]; readonly registry: SetRegistry },
): Judged {
  const size = state.facts.index.keys.length;
  const permissions = keys.map((key): CandidatePermission => {
    const before = decideEffectiveAccess(state.app, key).reach;
    const own = decideEffectiveAccess(withoutGrants(state.app), key).reach;
    const after = either(own, scope.scope.members);
    const { verdict, kept, gained, lost } = decideVerdict(before, after, size);
    // Whom an open scope or policy leaves out is as unknown as whom it lets in: nothing is counted.
    const tell = (set: MailboxSet): SetReference =>
      verdict === "unproven" ? { count: null, set: null } : registry.reference(set);
    return { ...key, verdict, kept: tell(kept), gained: tell(gained), lost: tell(lost) };
  });
  return { scope, verdict: worstVerdict(permissions.map(({ verdict }) => verdict)), permissions };
}

const withoutGrants = (app: AppAccess): AppAccess => ({
  ...app,
  grants: { status: "read", value: [] },
});
