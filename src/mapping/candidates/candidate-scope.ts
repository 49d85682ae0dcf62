import type { ResolvedPolicy } from "../../access/resolved-policy.ts";
import type { CandidateKind } from "../../model/plan-candidate.ts";
import type { MailboxSet } from "../../sets/mailbox-set.ts";
import type { AppState } from "../app-state.ts";
import type { CombinedPolicies } from "../combine-policies.ts";
import type { DerivedScope } from "../derive-scope.ts";

/**
 * Who decides later who belongs to a scope: the policies' own groups, the administrators of a unit, whoever edits an
 * attribute, or nobody, since it is a copy.
 */
export type Follows = "policies" | "unit" | "attribute" | "nothing";

/** A scope that could stand for an app's policies, before it is judged. */
export interface CandidateScope {
  readonly kind: CandidateKind;
  /** What it scopes by, for its id: the same on every run. */
  readonly key: string;
  readonly title: string;
  readonly filter: string | null;
  /** What the plan would scope roles by, and whom that reaches today. */
  readonly scope: DerivedScope;
  /** Who decides later who belongs to it. */
  readonly follows: Follows;
  /** Anybody in the tenant may join one of its groups. */
  readonly openToAnybody: boolean;
  readonly unlessOtherwise: readonly string[];
  readonly drift: readonly string[];
  readonly prerequisites: readonly string[];
  readonly creates: readonly string[];
}

/** All that candidates are found from. */
export interface CandidateSource {
  readonly state: AppState;
  readonly app: { readonly appId: string; readonly displayName: string };
  readonly policies: readonly ResolvedPolicy[];
  readonly combined: CombinedPolicies;
  /** The mailboxes that the policies admit; known for certain. */
  readonly wanted: MailboxSet;
}
