import type { ImpersonationDecision } from "./impersonation-decision.ts";
import type { Verdict } from "./plan-permission.ts";
import type { Freeze } from "./plan-schedule.ts";

/** What somebody decided of one app. */
export interface AppDecision {
  /** For an app without a policy: whom it is to reach, as a recipient filter; everybody else loses access. */
  readonly intendedScope?: { readonly filter: string };
  /** For an app whose policies admit nobody: move the empty scope, or let its grants go. */
  readonly reachesNobody?: "move" | "remove";
  /** Id of the candidate that is to stand for the app's policies, in the place of the default. */
  readonly scope?: string;
  /** Permissions that stay as they are: granted in Entra, under the policies that the app has. */
  readonly keep?: readonly string[];
  /** Who answers for the app: evidence knows accounts, not people. */
  readonly owner?: string;
  /** The wave in which it moves; 1 = first. */
  readonly wave?: number;
  /** Whether it finds mailboxes through Autodiscover, which application roles cannot reach. */
  readonly autodiscover?: "needed" | "notNeeded";
  /** How long a token of its client lives at most, where that is known. */
  readonly tokenLifetimeMinutes?: number;
  /** Days between its cut-over and the end of its policies. */
  readonly observationDays?: number;
  /** Takes a plan that is to be reviewed as it is. */
  readonly accept?: {
    readonly verdict: Verdict;
    readonly changeHash: string;
    readonly acceptedBy: string;
  };
}

/** When things may happen, for the tenant as a whole. */
export interface ScheduleDecision {
  /** The first step may run then; ISO 8601 UTC. Without it a plan has waits and no times. */
  readonly startAt?: string;
  readonly freezes?: readonly Freeze[];
  /** Days between cut-over and the end of the policies, for every app that has no number of its own. */
  readonly observationDays?: number;
}

/** What evidence cannot tell, format 1: the input of a plan beside the evidence. */
export interface Decisions {
  readonly schemaVersion: 1;
  readonly tenantId: string;
  /** When things may happen. */
  readonly schedule?: ScheduleDecision;
  /** By app id. */
  readonly apps: Readonly<Record<string, AppDecision>>;
  /** By id of the impersonation item, lower case. */
  readonly impersonation?: Readonly<Record<string, ImpersonationDecision>>;
}

/** The recipient filters that decisions put in the place of access: of apps without a policy, and of accounts that impersonate. */
export function decidedFilters(decisions: Decisions | undefined): readonly string[] {
  if (decisions === undefined) return [];
  const { apps, impersonation = {} } = decisions;
  const intended = Object.values(apps).flatMap(({ intendedScope }) => intendedScope?.filter ?? []);
  const ofAccounts = Object.values(impersonation).flatMap(({ scope }) =>
    scope === undefined || scope === "carryOver" ? [] : [scope.filter],
  );
  return [...intended, ...ofAccounts];
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
