import type { ResolvedPolicy } from "../../access/resolved-policy.ts";
import type { CandidateKind } from "../../model/plan-candidate.ts";
import type { MailboxSet } from "../../sets/mailbox-set.ts";
import type { Membership } from "../../sets/membership.ts";
import type { AppState } from "../app-state.ts";
import type { CombinedPolicies } from "../combine-policies.ts";

/** A scope that could stand for an app's policies, before it is judged. */
export interface CandidateScope {
  readonly kind: CandidateKind;
  /** What it scopes by, for its id: the same on every run. */
  readonly key: string;
  readonly title: string;
  readonly filter: string | null;
  /** Whom it reaches today. */
  readonly members: Membership;
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
