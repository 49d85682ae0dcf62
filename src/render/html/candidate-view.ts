import type { Candidate, CandidateKind, CandidatePermission } from "../../model/plan-candidate.ts";
import { renderCount } from "../render-count.ts";
import { VERDICT_WORDS } from "./status-words.ts";

/** One line of an app's table of scopes that could replace its policies. */
export interface CandidateView {
  readonly id: string;
  readonly recommended: boolean;
  /** Set where the steps are made for it: who said so. */
  readonly planned: string | null;
  readonly kind: string;
  readonly title: string;
  readonly filter: string | null;
  readonly verdict: string;
  /** Unconfirmed points that the verdict rests on, or null. */
  readonly unlessOtherwise: string | null;
  /** One entry where all permissions come to the same, else one for each. */
  readonly changes: readonly {
    readonly permissions: string;
    readonly kept: string;
    readonly gained: string;
    readonly lost: string;
  }[];
  readonly drift: readonly string[];
  readonly needs: readonly string[];
  readonly why: string;
}

const KINDS: Readonly<Record<CandidateKind, string>> = {
  managementScope: "Management scope",
  policyGroup: "Group scope",
  flattenedGroup: "New group with copied members",
  existingAdministrativeUnit: "Existing administrative unit",
  newAdministrativeUnit: "New administrative unit",
  attributeFilter: "Attribute filter",
  dynamicGroupFilter: "Filter of a dynamic group",
  singleRecipient: "Single mailbox",
};

const PLANNED: Readonly<Record<NonNullable<Candidate["plannedBy"]>, string>> = {
  default: "Planned: nobody chose another.",
  decision: "Planned: chosen by decision.",
};

/** Shows one candidate; counts that are the same for all permissions are said once. */
export function candidateView(candidate: Candidate): CandidateView {
  const { unlessOtherwise, prerequisites, creates } = candidate;
  return {
    id: candidate.id,
    recommended: candidate.recommended,
    planned: candidate.plannedBy === undefined ? null : PLANNED[candidate.plannedBy],
    kind: KINDS[candidate.kind],
    title: candidate.title,
    filter: candidate.filter,
    verdict: VERDICT_WORDS[candidate.verdict],
    unlessOtherwise: unlessOtherwise.length === 0 ? null : unlessOtherwise.join(", "),
    changes: changesOf(candidate.permissions),
    drift: candidate.drift,
    needs: [...creates.map((object) => `creates: ${object}`), ...prerequisites],
    why: candidate.why,
  };
}

function changesOf(permissions: readonly CandidatePermission[]): CandidateView["changes"] {
  const groups = new Map<string, CandidateView["changes"][number]>();
  for (const { permission, kept, gained, lost } of permissions) {
    const counts = {
      kept: renderCount(kept.count),
      gained: renderCount(gained.count),
      lost: renderCount(lost.count),
    };
    const key = JSON.stringify(counts);
    const before = groups.get(key)?.permissions;
    groups.set(key, {
      permissions: before === undefined ? permission : `${before}, ${permission}`,
      ...counts,
    });
  }
  return [...groups.values()];
}
