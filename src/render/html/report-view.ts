import type Handlebars from "handlebars";
import type { ApprovalView } from "./approval-view.ts";
import type { BoardView } from "./board/board-view.ts";
import type { CandidateView } from "./candidate-view.ts";
import type { OwnerQuestion } from "./change-record/owner-questions.ts";
import type { RecordView } from "./change-record/record-view.ts";
import type { CoverageView } from "./coverage-view.ts";
import type { FigureView } from "./figures/figure-view.ts";
import type { FindingsView, SeverityView } from "./findings-view.ts";
import type { TrustedBlock } from "./trusted-block.ts";
import type { RehearsalView } from "./rehearsal-view.ts";
import type { GlossaryEntry } from "./glossary.ts";
import type { RuleWords } from "./rule-words.ts";
import type { RiskView, WavesView } from "./schedule-view.ts";
import type { OtherScriptsView } from "./other-scripts.ts";
import type { ScriptView } from "./scripts-view.ts";
import type { SourceView } from "./source-view.ts";
import type { StatusWords } from "./status-words.ts";
import type { NewAccessView } from "./new-access-view.ts";

/** What the templates print. Every field is there, null where there is nothing: a missing field throws. */
export interface ReportView {
  readonly css: TrustedBlock;
  readonly js: TrustedBlock;
  readonly tenant: { readonly id: string; readonly domain: string; readonly name: string };
  readonly collectedAt: string;
  readonly collectedAtIso: string;
  readonly evidenceSha256: string;
  readonly environment: string;
  readonly collector: string;
  readonly tool: string;
  /** What the rights of the account allowed, as it was told; null = it was not told. */
  readonly cmdlets: string | null;
  readonly board: BoardView;
  readonly figures: readonly FigureView[];
  readonly summary: SummaryView;
  readonly coverage: CoverageView;
  /** The packed pages of all apps, as JSON. */
  readonly pages: Handlebars.SafeString;
  /** Null where there are apps; else said in their place. */
  readonly noApps: string | null;
  readonly waves: WavesView;
  /** Null where the plan was not rehearsed. */
  readonly rehearsal: RehearsalView | null;
  readonly impersonation: ImpersonationView;
  readonly findings: FindingsView;
  /** Steps that no app lists. */
  readonly otherSteps: readonly StepView[];
  readonly otherScripts: readonly OtherScriptsView[];
  readonly rules: readonly (RuleWords & { readonly id: string })[];
  readonly sources: readonly SourceView[];
  readonly glossary: readonly GlossaryEntry[];
}

export interface SummaryView {
  readonly apps: string;
  /** Lists that were not read and may name other apps; null = every one was read. */
  readonly otherApps: string | null;
  readonly statuses: readonly (StatusWords & {
    readonly key: string;
    readonly count: string;
    readonly link: string;
  })[];
  readonly mailboxes: string | null;
  readonly apart: readonly { readonly kind: string; readonly count: string }[];
  /** Said where `apart` is empty. */
  readonly noneApart: string;
  readonly assumptions: readonly { readonly text: string; readonly source: SourceView }[];
}

export interface AppView {
  readonly anchor: string;
  readonly name: string;
  readonly appId: string | null;
  readonly servicePrincipalId: string | null;
  readonly setApart: string | null;
  readonly status: StatusWords & { readonly key: string };
  readonly headline: string | null;
  /** `2 more reasons`; null = there is one. */
  readonly moreReasons: string | null;
  readonly reasons: readonly { readonly text: string; readonly subject: string | null }[];
  readonly witnesses: readonly { readonly state: string; readonly text: string }[];
  readonly gates: readonly {
    readonly rule: string;
    readonly state: string;
    readonly attention: boolean;
    readonly asOf: string;
    readonly text: string;
  }[];
  readonly policies: readonly PolicyView[];
  /** Said where there are none, or none were read. */
  readonly noPolicies: string;
  readonly assignments: readonly {
    readonly name: string;
    readonly role: string;
    readonly scope: string;
    readonly scopeName: string | null;
  }[];
  readonly noAssignments: string;
  readonly permissions: readonly PermissionView[];
  readonly candidates: readonly CandidateView[];
  readonly noPermissions: string;
  readonly unproven: boolean;
  readonly why: readonly WhyView[];
  readonly lists: readonly MemberListView[];
  readonly otherPermissions: readonly { readonly name: string; readonly text: string }[];
  /** Null when there is nothing to change. */
  readonly risk: (RiskView & { readonly why: readonly string[] }) | null;
  /** Number of its wave; null where it has no steps. */
  readonly wave: number | null;
  /** Who answers for it, by decision. */
  readonly owner: string | null;
  readonly owners: readonly string[];
  /** Said where no owner is named, or not all were read. */
  readonly ownersNote: string | null;
  readonly scope: ScopeView | null;
  readonly newAccess: readonly NewAccessView[];
  readonly drift: readonly string[];
  /** `id` = null where the text says it. */
  readonly assumptions: readonly { readonly id: string | null; readonly text: string }[];
  readonly probes: {
    readonly positive: readonly MailboxView[];
    readonly negative: readonly MailboxView[];
    /** Said where one of the two is empty. */
    readonly nobody: string;
  } | null;
  readonly proof: readonly { readonly contract: string; readonly moments: string }[];
  readonly earliestStart: string;
  readonly changeHash: string | null;
  /** What the board decided, change by change; empty where nothing is to be changed. */
  readonly approvals: readonly ApprovalView[];
  readonly records: readonly RecordView[];
  readonly changes: readonly ChangeView[];
  readonly scripts: readonly ScriptView[];
  readonly findings: readonly AppFindingView[];
  readonly questions: readonly OwnerQuestion[];
  readonly noSteps: string | null;
  readonly folder: string;
}

/** A finding as its app's page tells it. */
export interface AppFindingView {
  readonly id: string;
  readonly severity: Omit<SeverityView, "count">;
  readonly text: string;
  readonly whatToDo: string;
  /** Place of its kind in the page. */
  readonly anchor: string;
}

export interface PolicyView {
  readonly identity: string;
  readonly accessRight: string;
  readonly scope: string;
  readonly scopeName: string | null;
  readonly forAllApps: boolean;
  readonly description: string | null;
}

export interface PermissionView {
  readonly permission: string;
  readonly resource: string;
  readonly role: string | null;
  readonly disposition: string;
  readonly verdict: string | null;
  readonly before: string;
  readonly unknown: string | null;
  readonly outcome: string;
  readonly target: string | null;
  readonly kept: string | null;
  readonly gained: string | null;
  readonly lost: string | null;
  /** How many of those gained are new by decision. */
  readonly newByDecision: string | null;
}

export interface WhyView {
  readonly permissions: string;
  readonly reasons: readonly {
    readonly rule: string;
    readonly title: string;
    readonly about: string;
    readonly link: string;
    readonly effect: string;
    readonly subjects: readonly string[];
    readonly more: number;
  }[];
}

export interface MailboxView {
  readonly name: string;
  readonly address: string | null;
}

export interface MemberListView {
  readonly title: string;
  readonly permissions: string;
  readonly count: string;
  readonly mailboxes: readonly MailboxView[];
  readonly more: string | null;
  readonly note: string | null;
  readonly file: string | null;
}

export interface ScopeView {
  readonly kind: string;
  readonly name: string;
  readonly filter: string;
  readonly exists: boolean;
  readonly groups: readonly {
    readonly name: string;
    readonly id: string;
    readonly kind: string;
    readonly dn: string;
    readonly drift: readonly string[];
    /** Its members are left out of the scope, not taken in. */
    readonly excluded: boolean;
    readonly nested: boolean;
  }[];
  readonly mailboxes: readonly string[];
  readonly excludedMailboxes: readonly string[];
}

export interface ChangeView {
  readonly title: string;
  readonly about: string;
  readonly steps: readonly StepView[];
}

export interface StepView {
  readonly id: string;
  readonly number: number;
  readonly phase: string;
  readonly title: string;
  readonly waits: readonly {
    readonly wait: string;
    readonly after: string;
    readonly why: string;
  }[];
  readonly gate: string;
  readonly settle: string | null;
  /** Null while no start is decided. */
  readonly earliestAt: string | null;
  readonly hazards: readonly HazardView[];
  readonly rollback: {
    readonly phase: string;
    readonly text: string;
    readonly wait: string | null;
    readonly script: string | null;
    readonly hazards: readonly HazardView[];
  } | null;
  readonly script: string | null;
}

export interface HazardView {
  readonly label: string;
  readonly text: string;
  readonly source: SourceView;
}

export interface ImpersonationView {
  readonly text: string;
  readonly items: readonly {
    readonly id: string;
    readonly assignment: string;
    readonly role: string;
    readonly status: string;
    readonly assignee: string;
    readonly via: string;
    readonly effectiveUser: string | null;
    readonly enabled: string;
    readonly scope: string;
    readonly scopeName: string | null;
    readonly filter: string | null;
    readonly reach: string;
    readonly reasons: readonly string[];
    /** Who decided what, in words; null = nobody decided. */
    readonly decision: string | null;
    readonly planned: readonly string[];
    readonly account: readonly string[];
  }[];
  readonly retirements: readonly {
    readonly assignment: string;
    readonly changeHash: string | null;
    readonly waitsFor: readonly string[];
    readonly earliestStart: string | null;
    readonly approvals: readonly ApprovalView[];
    readonly steps: readonly StepView[];
  }[];
  /** Decisions on holders that are not in the evidence. */
  readonly settled: readonly string[];
  /** How the apps behind the accounts can be found; empty where every account is decided. */
  readonly howToFind: readonly string[];
}
