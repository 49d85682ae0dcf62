import type { Verdict } from "./plan-permission.ts";

/** What somebody decided of one app. */
export interface AppDecision {
  /** For an app without a policy: whom it is to reach, as a recipient filter; everybody else loses access. */
  readonly intendedScope?: { readonly filter: string };
  /** For an app whose policies admit nobody: move the empty scope, or let its grants go. */
  readonly reachesNobody?: "move" | "remove";
  /** Takes a plan that is to be reviewed as it is. */
  readonly accept?: {
    readonly verdict: Verdict;
    readonly changeHash: string;
    readonly acceptedBy: string;
  };
}

/** What evidence cannot tell, format 1: the input of a plan beside the evidence. */
export interface Decisions {
  readonly schemaVersion: 1;
  readonly tenantId: string;
  /** By app id. */
  readonly apps: Readonly<Record<string, AppDecision>>;
}

/** What a plan waits for, with the choices. */
export interface OpenDecision {
  readonly appId: string;
  readonly displayName: string;
  readonly decision: keyof AppDecision;
  readonly question: string;
  readonly choices: readonly string[];
  /** What may be put under the app's id, with its blanks filled in. */
  readonly example: AppDecision;
}
