import type { OpenDecision } from "./decisions.ts";
import type { Finding, FindingCheck } from "./finding.ts";
import type { OpenImpersonationDecision } from "./impersonation-decision.ts";
import type { AppPlan } from "./plan-app.ts";
import type { Schedule, Wave } from "./plan-schedule.ts";
import type { ImpersonationItem, ImpersonationRetirement } from "./plan-impersonation.ts";
import type { Step } from "./plan-step.ts";
import type { SharedObject } from "./shared-object.ts";
import type { SectionStatus } from "./sections.ts";
import type { Collector, Tenant } from "./snapshot.ts";
import type { UnreadParent } from "./unread.ts";

/** The plan document, format 1: everything that any output says. */
export interface Plan {
  readonly schemaVersion: 1;
  readonly tool: { readonly name: string; readonly version: string };
  readonly evidence: {
    /** Hash of the decoded snapshot, without provenance. */
    readonly sha256: string;
    readonly collectedAt: string;
    readonly tenant: Tenant;
    readonly environment: string;
    readonly collector: Collector;
  };
  readonly population: Population;
  readonly coverage: readonly CoverageEntry[];
  /** What the proof rests on for the tenant as a whole. */
  readonly assumptions: readonly TenantAssumption[];
  /** What legacy was found, and what was not examined. */
  readonly legacy: LegacySummary;
  readonly apps: readonly AppPlan[];
  /** Who holds impersonation, user by user; null = not read. */
  readonly impersonation: readonly ImpersonationItem[] | null;
  /** The removal of each assignment that gives it; null = not read. */
  readonly retirements: readonly ImpersonationRetirement[] | null;
  /** Decisions on holders that are not in the evidence: taken as done. */
  readonly settledImpersonation: readonly string[];
  readonly steps: readonly Step[];
  /** New groups and units that several apps use; absent where no two apps use the same one. */
  readonly sharedObjects?: readonly SharedObject[];
  /** Which apps move together, in order. */
  readonly waves: readonly Wave[];
  /** Absent while no start is decided. */
  readonly schedule?: Schedule;
  /** What the plan waits for. */
  readonly openDecisions: readonly OpenDecision[];
  /** Which application stands behind each account that may impersonate. */
  readonly openImpersonation: readonly OpenImpersonationDecision[];
  /** What else a reader must know; worst first. */
  readonly findings: readonly Finding[];
  /** Every kind of finding with its words, and how far it could be looked for. */
  readonly findingChecks: readonly FindingCheck[];
}

/** Who is counted. Null = recipients were not read. */
export interface Population {
  readonly mailboxes: number | null;
  /** Mailboxes without documented behaviour, by recipient type; in no count. */
  readonly apart: Readonly<Record<string, number>> | null;
}

export interface CoverageEntry {
  readonly section: string;
  readonly status: SectionStatus;
  readonly rows: number | null;
  readonly holds: string;
  readonly message?: string;
  /** The least permission that would read it; present where it, or a part of it, was not read. */
  readonly needs?: string;
  /** What to do about what was not read; present where `needs` is. */
  readonly advice?: string;
  readonly parentsNotRead: readonly UnreadParent[];
}

export interface TenantAssumption {
  readonly kind: string;
  readonly text: string;
  readonly source: string;
}

/** Says what legacy was found; what was not examined is said, never passed over. */
export interface LegacySummary {
  /** Null = not read. */
  readonly policies: number | null;
  /** "No rows", "role gone" (absent) and "not allowed to read" are three answers. */
  readonly impersonation: "none" | "absent" | "found" | "notRead";
  /** False = there may be holders that are not listed: something that names them was not read. */
  readonly impersonationComplete: boolean;
  readonly delegatedGrantsExamined: boolean;
  /** Of every mailbox. */
  readonly mailboxPermissionsExamined: boolean;
  /** Of some mailboxes and not of others; absent = of all or of none. */
  readonly mailboxPermissionsExaminedInPart?: boolean;
  /** One sentence for people. */
  readonly text: string;
}
