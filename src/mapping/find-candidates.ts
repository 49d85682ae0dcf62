import { isEmptySet } from "../sets/mailbox-set.ts";
import { attributeFilterCandidate } from "./candidates/attribute-filter.ts";
import type { CandidateScope, CandidateSource } from "./candidates/candidate-scope.ts";
import { copiedMembersCandidates } from "./candidates/copied-members.ts";
import {
  dynamicGroupCandidates,
  policyDynamicGroupCandidate,
} from "./candidates/dynamic-group-filter.ts";
import { existingUnitCandidates } from "./candidates/existing-unit.ts";
import { managementScopeCandidate } from "./candidates/management-scope.ts";
import { policyGroupCandidate } from "./candidates/policy-group.ts";
import { singleRecipientCandidate } from "./candidates/single-recipient.ts";
import type { AppState } from "./app-state.ts";
import { unreadPlanFacts } from "./list-unread-facts.ts";
import { combinePolicies } from "./combine-policies.ts";

/**
 * Finds every scope that could stand for an app's policies; in what order of rank is decided elsewhere.
 *
 * None where something that they rest on was not read, or where they admit nobody. Where nobody can say whom they admit,
 * the filters of the dynamic groups that they name are shown all the same, without proof.
 */
export function findCandidates(state: AppState): readonly CandidateScope[] {
  const { appId, displayName, policies, policyDecision } = state.app;
  const own = policies.status === "read" ? policies.value : [];
  const size = state.facts.index.keys.length;
  const { admitted } = policyDecision;
  const isOpen = !isEmptySet(admitted.maybe, size);
  // A scope or assignment that was not read may be the one that a candidate would make.
  if (unreadPlanFacts(state).length > 0 || !state.facts.index.known) return [];
  if (appId === null || own.length === 0) return [];
  const source: CandidateSource = {
    state,
    app: { appId, displayName },
    policies: own,
    combined: combinePolicies(state, own),
    wanted: admitted.yes,
  };
  if (isOpen) return policyDynamicGroupCandidate(source);
  return isEmptySet(admitted.yes, size) ? [] : FINDERS.flatMap((find) => find(source));
}

const FINDERS: readonly ((source: CandidateSource) => readonly CandidateScope[])[] = [
  managementScopeCandidate,
  policyGroupCandidate,
  singleRecipientCandidate,
  existingUnitCandidates,
  attributeFilterCandidate,
  policyDynamicGroupCandidate,
  dynamicGroupCandidates,
  copiedMembersCandidates,
];
