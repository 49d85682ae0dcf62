/** How much a change may upset; it orders the waves. */
export type RiskLevel = "low" | "medium" | "high";

/** The risk of the change that an app's steps make, with every reason for its level. */
export interface AppRisk {
  readonly level: RiskLevel;
  /** Sentences; what makes it more than low. */
  readonly why: readonly string[];
}

/** Apps that move together. */
export interface Wave {
  /** 1 = first. */
  readonly wave: number;
  readonly risk: RiskLevel;
  /** App ids. */
  readonly apps: readonly string[];
  /** Sentences: why these apps stand together, or here. */
  readonly why: readonly string[];
}

/** A time in which nothing in the tenant is to be changed. */
export interface Freeze {
  /** ISO 8601 UTC; the end is not part of it. */
  readonly from: string;
  readonly to: string;
  readonly why: string;
}

/** The longest waits of an app's plan that a decision may set. */
export interface Timing {
  /** Between cut-over and the end of the policy. */
  readonly observationMinutes: number;
  /** The longest life of a token of the app's. */
  readonly tokenMinutes: number;
}

/** When a wave may begin and end, at the earliest. */
export interface WaveTimes {
  readonly wave: number;
  readonly startsAt: string;
  /** The last step of change 1 is done and visible everywhere; null = the wave has none. */
  readonly changedAt: string | null;
  /** The last step of change 2 is done; null = the wave has none. */
  readonly retiredAt: string | null;
}

/** Earliest times, counted from a decided start. Steps themselves take no time here: a real run adds its own. */
export interface Schedule {
  readonly startAt: string;
  readonly freezes: readonly Freeze[];
  readonly waves: readonly WaveTimes[];
  readonly steps: readonly { readonly step: string; readonly earliestAt: string }[];
}
