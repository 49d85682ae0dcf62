import type { Source } from "./deadlines.ts";
import type { ParentStatus, SectionName, SectionStatus } from "./sections.ts";

/** Every kind of finding; stable: others count and filter by these names. */
export const FINDING_KINDS = [
  "appCanComeBack",
  "assignmentScopeMissing",
  "authorizationDisagrees",
  "autodiscoverQuestion",
  "credentialExpired",
  "credentialExpiring",
  "dehydratedTenant",
  "duplicateAssignment",
  "evidenceIncomplete",
  "evidenceOldAtStart",
  "evidenceOlderThanRows",
  "ewsAppNotListed",
  "ewsFullAccess",
  "ewsListEmpty",
  "ewsRole",
  "filterMatchesNothing",
  "filterNamesMissingGroup",
  "filterOnPrimaryAddress",
  "filterUnreadable",
  "filterWithoutDn",
  "grantBesideScopedRole",
  "grantKeptByDecision",
  "grantWithoutPolicy",
  "groupNested",
  "groupSynced",
  "groupWidenedByOthers",
  "hybridApp",
  "impersonationRemnant",
  "mailboxPermissionsDecide",
  "migratedStillDeclared",
  "outlookRestGrant",
  "ownerMissing",
  "permissionUnknown",
  "pointerWrongObjectId",
  "policyChecksDisagree",
  "policyForAllApps",
  "policyInert",
  "policyScopeDeleted",
  "policyScopeEmpty",
  "policySpaceLow",
  "rbacEnforced",
  "roleUnknown",
  "scopeMembersDisagree",
  "scopeOrphaned",
  "signInNotRecorded",
  "ungovernedUnderPolicy",
  "unscopedAssignment",
] as const;

export type FindingKind = (typeof FINDING_KINDS)[number];

/** Worst first. `info` = nothing is wrong, but somebody must know or be asked. */
export const FINDING_SEVERITIES = ["high", "medium", "low", "info"] as const;

export type FindingSeverity = (typeof FINDING_SEVERITIES)[number];

/** What a finding is about: with its kind it gives the finding's id. */
export interface FindingSubject {
  readonly kind:
    | "app"
    | "application"
    | "assignment"
    | "deletedServicePrincipal"
    | "grant"
    | "group"
    | "pointer"
    | "policy"
    | "scope"
    | "section"
    | "servicePrincipal"
    | "tenant";
  /** Id of the object as the evidence has it. */
  readonly id: string;
  /** Null = it has no name, or none was read. Tenant data. */
  readonly name: string | null;
}

/** The app that a finding concerns, as far as it is known. */
export interface FindingApp {
  readonly appId: string | null;
  readonly servicePrincipalId: string | null;
  readonly displayName: string;
}

/** The row that a finding rests on, and what it says. */
export interface FindingEvidence {
  readonly section: SectionName;
  /** Id or name of the row; the parent's key where the row belongs to one; the section's own name for its status. */
  readonly row: string;
  /** The actual value. Tenant data. */
  readonly value: string;
}

export interface Finding {
  /** First 16 hex digits of the SHA-256 of kind and subject: the same on every run. */
  readonly id: string;
  readonly kind: FindingKind;
  readonly severity: FindingSeverity;
  readonly subject: FindingSubject;
  /** Null where it is about no single app. */
  readonly app: FindingApp | null;
  /** One sentence for the reader: what was found, with the actual values. */
  readonly text: string;
  readonly evidence: readonly FindingEvidence[];
}

/**
 * Why something could not be looked at: how its section or parent was read, or what the service does not tell.
 *
 * `notReported` = the row lacks the property; `notVisible` = it lies in another tenant; `byDesign` = there is no such
 * thing to look at; `open` = what was read does not decide it.
 */
export type NotAssessedStatus =
  | Exclude<SectionStatus, "read">
  | Exclude<ParentStatus, "read">
  | "notReported"
  | "notVisible"
  | "byDesign"
  | "open";

/** Something that a kind of finding should have looked at and could not. Never the same as "nothing found". */
export interface NotAssessed {
  /** Null = the whole of what rests on the section. */
  readonly subject: FindingSubject | null;
  readonly section: SectionName;
  readonly status: NotAssessedStatus;
  /** One sentence for the reader. */
  readonly why: string;
}

/** `partly`: what was found stands, but something was not looked at. */
export type FindingOutcome = "assessed" | "partly" | "notAssessed";

/** The words of a kind of finding. */
export interface FindingWords {
  readonly severity: FindingSeverity;
  readonly title: string;
  /** Why it matters. */
  readonly why: string;
  readonly whatToDo: string;
  readonly source: Source;
}

/** One kind of the catalogue with its words and how far it could be looked for: every kind is in every plan. */
export interface FindingCheck extends FindingWords {
  readonly kind: FindingKind;
  readonly outcome: FindingOutcome;
  /** Number of findings of the kind; null = not assessed. */
  readonly found: number | null;
  /** The sections that it rests on. */
  readonly sections: readonly SectionName[];
  readonly notAssessed: readonly NotAssessed[];
}
