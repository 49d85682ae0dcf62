import type { ResolvedPolicy } from "../access/resolved-policy.ts";
import type { Reason } from "../model/plan-app.ts";
import type { CandidateKind } from "../model/plan-candidate.ts";
import { countMailboxes, except, isEmptySet, mailboxIndexes } from "../sets/mailbox-set.ts";
import type { AppState } from "./app-state.ts";
import { candidateId } from "./candidate-id.ts";
import type { CandidateScope, Follows } from "./candidates/candidate-scope.ts";
import { combinePolicies } from "./combine-policies.ts";
import type { DerivedScope } from "./derive-scope.ts";
import { describeReview } from "./describe-review.ts";
import { findCandidates } from "./find-candidates.ts";
import { reason, whatHinders } from "./shape-reasons.ts";
import { countOfMailboxes } from "../model/count-of.ts";

/** The candidate that somebody chose to stand for an app's policies. */
export interface ChosenScope {
  readonly id: string;
  readonly kind: CandidateKind;
  readonly title: string;
  readonly follows: Follows;
  readonly scope: DerivedScope;
  /** Mailboxes that the policies admit are taken away. */
  readonly takesAway: boolean;
  /** Why a person should look at it before it is approved. */
  readonly review: readonly Reason[];
  /** What keeps it from being planned; empty where nothing does. */
  readonly hindrance: readonly Reason[];
}

/**
 * Finds the scope that a decision names; null where nobody chose, or where nothing can be chosen from.
 *
 * A choice may take mailboxes away, and says so. It never adds one: whom the policies refuse the app must not reach
 * because of how its scope is made.
 */
export function chooseScope(
  state: AppState,
  policies: readonly ResolvedPolicy[],
): ChosenScope | { readonly unknown: readonly Reason[] } | null {
  const wanted = state.decision?.scope;
  const { appId } = state.app;
  if (wanted === undefined || appId === null) return null;
  const candidates = findCandidates(state);
  if (candidates.length === 0) return null;
  const candidate = candidates.find((one) => candidateId(appId, one) === wanted);
  if (candidate === undefined) {
    return { unknown: [reason("scopeNotFound", `no candidate has the id ${wanted}`, wanted)] };
  }
  const { admitted } = state.app.policyDecision;
  const size = state.facts.index.keys.length;
  const { scope, kind, title, follows } = candidate;
  const lost = countMailboxes(except(admitted.yes, scope.members.yes), size);
  return {
    id: wanted,
    kind,
    title,
    follows,
    scope,
    takesAway: lost > 0,
    review: [...takesAway(candidate, lost), ...reviewOf(state, candidate, policies)],
    hindrance: [...whatHinders(state, scope), ...addedMailboxes(state, candidate)],
  };
}

/** The counterexample where a scope reaches whom the policies refuse. */
function addedMailboxes({ facts, app }: AppState, { scope, title }: CandidateScope): Reason[] {
  const size = facts.index.keys.length;
  const added = except(scope.members.yes, app.policyDecision.admitted.yes);
  if (isEmptySet(added, size)) return [];
  const [first] = mailboxIndexes(added, size);
  const count = countMailboxes(added, size);
  const text = `${title} would add ${countOfMailboxes(count)} that the policies refuse, ${facts.index.keys[first ?? 0] ?? ""}${count === 1 ? "" : " among them"}`;
  return [reason("scopeAddsMailboxes", text)];
}

const takesAway = ({ title }: CandidateScope, lost: number): Reason[] =>
  lost === 0
    ? []
    : [
        reason(
          "scopeTakesAway",
          `by decision ${title} leaves out ${countOfMailboxes(lost)} that the policies admit today`,
        ),
      ];

/** What follows the policies' groups is reviewed as the default is; all else for not following them. */
function reviewOf(
  state: AppState,
  { kind, follows, title, unlessOtherwise }: CandidateScope,
  policies: readonly ResolvedPolicy[],
): readonly Reason[] {
  const combined = combinePolicies(state, policies);
  const named = combined.kind === "filter" && kind === "managementScope" ? combined.named : [];
  if (follows === "policies") return describeReview(state.facts, policies, named);
  return [
    reason("followsNoPolicy", `${title} ${NOT_FOLLOWED[follows]}`),
    ...unlessOtherwise.map((point) => reason("unconfirmedPoint", `${title} ${POINTS}`, point)),
  ];
}

const NOT_FOLLOWED = {
  unit: "has the same mailboxes today, and its administrators decide who has them tomorrow: what changes in the policies or their groups later is not followed",
  attribute:
    "select the same mailboxes today: what changes in the policies or their groups later is not followed, and whoever edits the attribute is",
  nothing:
    "holds the mailboxes of today: what changes in the policies or their groups later is not followed",
} as const;

const POINTS =
  "rests on a point that Microsoft leaves open: test mailboxes on both sides before the cut-over";
