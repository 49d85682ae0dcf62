import type { PlannedScope } from "../model/plan-app.ts";
import type { Membership } from "../sets/membership.ts";

/** What a decision gives an app beside what it has: application roles within one management scope. */
export interface NewAccess {
  /** Ids of the impersonation items whose accounts the app replaces; sorted. */
  readonly items: readonly string[];
  /** Names of application roles; sorted. */
  readonly roles: readonly string[];
  readonly scope: {
    readonly planned: PlannedScope;
    readonly members: Membership;
    readonly nameTaken: boolean;
  };
  /** The management scope is the impersonation assignment's own: it serves others too. */
  readonly carriedOver: boolean;
}
