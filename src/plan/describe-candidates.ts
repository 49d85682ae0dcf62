import { decideEffectiveAccess, permissionsOf } from "../access/effective-access.ts";
import type { AppAccess } from "../access/app-access.ts";
import type { AppState } from "../mapping/app-state.ts";
import type { CandidateScope } from "../mapping/candidates/candidate-scope.ts";
import { decideVerdict, worstVerdict } from "../mapping/decide-verdict.ts";
import { findCandidates } from "../mapping/find-candidates.ts";
import { hashText } from "../mapping/object-names.ts";
import type { Candidate, CandidateKind, CandidatePermission } from "../model/plan-candidate.ts";
import type { Verdict } from "../model/plan-permission.ts";
import type { SetRegistry } from "../sets/set-registry.ts";
import { either } from "../sets/membership.ts";

/**
 * Judges every scope that could replace an app's policies, side by side: what each permission would keep, gain and
 * lose. The first that changes nothing is recommended; none where none does.
 *
 * A role assignment that the app has already stays, so it counts before and after.
 */
export function describeCandidates(state: AppState, registry: SetRegistry): readonly Candidate[] {
  const { appId } = state.app;
  const keys = governedKeys(state.app);
  if (appId === null || keys.length === 0) return [];
  const judged = findCandidates(state).map((scope) => judge(state, scope, { keys, registry }));
  const best = judged.findIndex(({ verdict }) => verdict === "equivalent");
  return judged
    .map((one, rank) => ({
      ...one,
      id: `${appId}/${one.kind}/${hashText(one.key).slice(0, 8)}`,
      recommended: rank === best,
      why: whyRank(one, rank === best),
    }))
    .map(({ key: _key, ...candidate }) => candidate);
}

type Key = ReturnType<typeof permissionsOf>[number];
type Judged = Omit<Candidate, "id" | "recommended" | "why"> & { readonly key: string };

/** Permissions that a governed grant gives: what is to be replaced. */
function governedKeys(app: AppAccess): readonly Key[] {
  const grants = app.grants.status === "read" ? app.grants.value : [];
  return permissionsOf(app).filter((key) =>
    grants.some(
      ({ kind, resource, permission }) =>
        kind === "governed" && resource === key.resource && permission === key.permission,
    ),
  );
}

function judge(
  state: AppState,
  { members, ...scope }: CandidateScope,
  { keys, registry }: { readonly keys: readonly Key[]; readonly registry: SetRegistry },
): Judged {
  const size = state.facts.index.keys.length;
  const permissions = keys.map((key): CandidatePermission => {
    const before = decideEffectiveAccess(state.app, key).reach;
    const own = decideEffectiveAccess(withoutGrants(state.app), key).reach;
    const { verdict, kept, gained, lost } = decideVerdict(before, either(own, members), size);
    return {
      ...key,
      verdict,
      kept: registry.reference(kept),
      gained: registry.reference(gained),
      lost: registry.reference(lost),
    };
  });
  // One order of fields for every kind: a plan that is read and written again keeps its bytes.
  const { kind, key, title, filter, unlessOtherwise, drift, prerequisites, creates } = scope;
  const head = { kind, key, title, filter, unlessOtherwise, drift, prerequisites, creates };
  return { ...head, verdict: worstVerdict(permissions.map(({ verdict }) => verdict)), permissions };
}

const withoutGrants = (app: AppAccess): AppAccess => ({
  ...app,
  grants: { status: "read", value: [] },
});

const RANKS: Readonly<Record<CandidateKind, string>> = {
  managementScope:
    "it follows the same groups as the policies, it can be previewed before it exists, and nothing but the scope is new",
  policyGroup:
    "it follows the policies' groups without a new object, but it cannot be previewed, and says nothing of single users or exclusions",
  singleRecipient: "it names one mailbox for good and follows nothing",
  existingAdministrativeUnit: "the unit exists, but its administrators decide who is in it",
  attributeFilter:
    "it selects the same mailboxes today, but whoever edits the attribute decides tomorrow",
  flattenedGroup: "a copy that somebody must keep by hand",
  newAdministrativeUnit: "a copy that somebody must keep by hand, and a new unit to administer",
};

function whyRank({ kind, verdict }: Judged, recommended: boolean): string {
  const changes = verdict === "equivalent" ? "" : `${CHANGES[verdict]}; `;
  return `${recommended ? "recommended: " : ""}${changes}${RANKS[kind]}`;
}

const CHANGES: Readonly<Record<Exclude<Verdict, "equivalent">, string>> = {
  narrower: "it would take mailboxes away",
  wider: "it would add mailboxes",
  mixed: "it would add mailboxes and take others away",
  unproven: "whom it would reach cannot be told",
};
