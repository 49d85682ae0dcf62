import type { Resource } from "./permission-table.ts";
import type { SetReference, Verdict } from "./plan-permission.ts";

/** The kinds of scope that can stand for an app's policies. */
export type CandidateKind =
  /** One management scope that says what the policies say: `MemberOfGroup`, ids, exclusions. */
  | "managementScope"
  /** The policy's own group as `-RecipientGroupScope`. */
  | "policyGroup"
  /** A new group that holds exactly the mailboxes. */
  | "flattenedGroup"
  | "existingAdministrativeUnit"
  | "newAdministrativeUnit"
  /** A predicate over attributes that selects exactly the mailboxes today. */
  | "attributeFilter"
  /** The filter of a dynamic distribution group that the policies name, or that selects the same mailboxes today. */
  | "dynamicGroupFilter"
  | "singleRecipient";

/** What a candidate would give one permission; nothing is counted where the verdict is `unproven`. */
export interface CandidatePermission {
  readonly permission: string;
  readonly resource: Resource;
  readonly verdict: Verdict;
  readonly kept: SetReference;
  readonly gained: SetReference;
  readonly lost: SetReference;
}

/** One scope that could replace an app's policies, with what it would change and how it could drift. */
export interface Candidate {
  /** `<appId>/<kind>/<first 8 of sha256 of what it scopes by>`. */
  readonly id: string;
  readonly kind: CandidateKind;
  readonly recommended: boolean;
  /** The worst of its permissions' verdicts. */
  readonly verdict: Verdict;
  /** Points that Microsoft leaves open, on which the verdict rests (U-numbers). */
  readonly unlessOtherwise: readonly string[];
  /** One line: what it scopes by. */
  readonly title: string;
  /** OPATH text, for kinds that are a filter. */
  readonly filter: string | null;
  readonly permissions: readonly CandidatePermission[];
  /** How today's equality could end, and who can widen it; sentences. */
  readonly drift: readonly string[];
  readonly prerequisites: readonly string[];
  /** Objects that would be created. */
  readonly creates: readonly string[];
  /** Why it has its rank. */
  readonly why: string;
  /** Present where the app's steps are made for it: because nobody chose, or because somebody chose it. */
  readonly plannedBy?: "default" | "decision";
}
