import type { AppStatus } from "./plan-app.ts";

/** rehearsal.json, format 1: what happened when a pack's scripts were run on an emulated copy of the tenant. */
export interface Rehearsal {
  readonly schemaVersion: 1;
  readonly tool: { readonly name: string; readonly version: string };
  /** What the result is worth; always the same sentence. */
  readonly statement: string;
  /** What was granted and answered for the rehearsal alone; sentences. */
  readonly grantedForIt: readonly string[];
  readonly engine: { readonly powerShell: string; readonly exchangeModule: string };
  /** SHA-256 of plan.json. */
  readonly plan: { readonly sha256: string };
  readonly evidence: { readonly sha256: string; readonly collectedAt: string };
  /** When it was run, by the clock of the machine; every other time is the emulated tenant's. ISO 8601 UTC. */
  readonly ranAt: string;
  /** Every script ended well, access was as planned at every moment, nothing is left to plan, and every way back leads back. */
  readonly passed: boolean;
  /** How far the emulated clock went. */
  readonly clock: { readonly from: string; readonly to: string };
  readonly sampling: Sampling;
  /** The way back was tried from each of these phases; empty = it was left out. */
  readonly rollbacksFrom: readonly string[];
  /** In the order of the plan. */
  readonly apps: readonly RehearsedApp[];
  /** Groups and units that several apps use, before the first wave that does; absent where there are none. */
  readonly shared?: readonly RehearsedShared[];
  /** Removal of impersonation assignments, after every wave. */
  readonly retirements: readonly RehearsedRetirement[];
  readonly notRehearsed: readonly NotRehearsed[];
}

/** Which mailboxes the apps asked for. */
export interface Sampling {
  /** The most mailboxes of one kind, for each app and route. */
  readonly mailboxesOfAKind: number;
  /** Distinct mailboxes that were asked for. */
  readonly mailboxes: number;
  readonly requests: number;
  /** How they were chosen. */
  readonly how: string;
}

/** One script, from its first start to its end. */
export interface ScriptRun {
  /** Such as `1-prepare`. */
  readonly script: string;
  /** Time of the emulated tenant, ISO 8601 UTC. */
  readonly startedAt: string;
  readonly endedAt: string;
  /** How often it said that a wait was not over. */
  readonly waits: number;
  readonly outcome: "passed" | "failed";
  /** What ended it; null = it ended well. */
  readonly error: string | null;
}

/**
 * What a plan says of a mailbox: reached before and after, after alone, before alone, never.
 *
 * - `kept` must be open at every moment, `outside` closed at every moment;
 * - `gained` must be open at the end, `lost` closed.
 */
export type SampleKind = "kept" | "gained" | "lost" | "outside";

/** What was sampled of one way to a mailbox's data. */
export interface SampledRoute {
  /** Such as `messages`. */
  readonly route: string;
  /** Permissions of the app that open it. */
  readonly permissions: readonly string[];
  readonly mailboxes: Readonly<Record<SampleKind, number>>;
}

/** What the emulated mailboxes answered at one moment. */
export interface AccessMoment {
  /** Such as `before`, `after 3-cutover`, `before 6-retire`, `after`. */
  readonly moment: string;
  readonly at: string;
  readonly open: number;
  readonly closed: number;
  readonly unknown: number;
}

/** An answer that the plan does not allow. */
export interface AccessDifference {
  readonly moment: string;
  readonly route: string;
  readonly mailbox: string;
  readonly kind: SampleKind;
  readonly answer: "open" | "closed" | "unknown";
}

/** What an app's own requests were answered. */
export interface RehearsedAccess {
  readonly routes: readonly SampledRoute[];
  /** Permissions of the app that nothing here could ask for. */
  readonly notSampled: readonly string[];
  readonly moments: readonly AccessMoment[];
  readonly differences: readonly AccessDifference[];
}

/** The way back from one phase, on a tenant of its own. */
export interface RehearsedRollback {
  readonly from: string;
  /** Forward to that phase, then back. */
  readonly scripts: readonly ScriptRun[];
  readonly differences: readonly AccessDifference[];
  /** What is not as it was; sentences. Empty = access and configuration are restored. */
  readonly notRestored: readonly string[];
}

export interface RehearsedApp {
  readonly appId: string | null;
  readonly displayName: string;
  readonly status: AppStatus;
  readonly changeHash: string;
  /** 1 = first. */
  readonly wave: number;
  readonly passed: boolean;
  readonly scripts: readonly ScriptRun[];
  readonly access: RehearsedAccess;
  /** Planned again from a scan of the changed tenant: what would still be to do. Empty is right. */
  readonly leftToPlan: readonly string[];
  readonly rollbacks: readonly RehearsedRollback[];
}

export interface RehearsedShared {
  readonly name: string;
  readonly changeHash: string;
  /** The first wave that uses it. */
  readonly wave: number;
  readonly passed: boolean;
  readonly scripts: readonly ScriptRun[];
  /** Planned again from a scan of the changed tenant: what would still be to do. Empty is right. */
  readonly leftToPlan: readonly string[];
  /** It was taken away once the apps had come back from a phase, each on a tenant of its own. */
  readonly removals: readonly { readonly from: string; readonly scripts: readonly ScriptRun[] }[];
}

export interface RehearsedRetirement {
  readonly id: string;
  readonly assignment: string;
  readonly changeHash: string;
  readonly passed: boolean;
  readonly scripts: readonly ScriptRun[];
  readonly leftToPlan: readonly string[];
}

export interface NotRehearsed {
  readonly appId: string | null;
  readonly displayName: string;
  readonly status: AppStatus;
  readonly reason: string;
}

/** The result of every rehearsal says it. */
export const REHEARSAL_STATEMENT =
  "run against an emulation built from Microsoft's documentation; it tests the scripts, not Microsoft's service";
