import type { ImpersonationDecision } from "./impersonation-decision.ts";
import type { SetReference } from "./plan-permission.ts";

export type ImpersonationStatus = "inventoryOnly" | "remnant" | "needsDecision" | "decided";

/** One effective user of one assignment of an impersonation role. It has a status and no verdict. */
export interface ImpersonationItem {
  /** Assignment Guid (or name) and effective user. */
  readonly id: string;
  readonly status: ImpersonationStatus;
  readonly role: string;
  readonly assignment: string;
  readonly assignee: string;
  readonly assigneeType: string | null;
  readonly assignmentMethod: string | null;
  readonly effectiveUser: string | null;
  readonly enabled: boolean | null;
  readonly scope: {
    readonly kind:
      | "organization"
      | "managementScope"
      | "exclusiveScope"
      | "organizationalUnit"
      | "administrativeUnit"
      | "group"
      | "other";
    readonly name: string | null;
    readonly filter: string | null;
  };
  readonly reach: SetReference;
  /** Mailboxes of which nobody can say whether they are in reach. */
  readonly unknown: SetReference;
  readonly reasons: readonly string[];
  /** Null = nobody decided it. */
  readonly decision: ImpersonationDecision | null;
  /** What the plan does about it, and what a person does by hand; sentences. */
  readonly planned: readonly string[];
  /** What else the account may reach, as far as it was examined. */
  readonly account: ImpersonatingAccount;
}

/** What neither a policy nor an impersonation row shows: vendors moved their customers there. */
export interface ImpersonatingAccount {
  /** Key of the account's recipient; null = not told apart among the recipients. */
  readonly recipient: string | null;
  readonly delegatedGrants: {
    readonly examined: boolean;
    /** Of the account itself; null = not examined. */
    readonly own: number | null;
    /** Given for every user of the tenant; null = not examined. */
    readonly everyUser: number | null;
  };
  readonly mailboxPermissions: {
    readonly examined: "whole" | "part" | "not";
    /** Mailboxes that the account has Full Access to by name; null = not examined. */
    readonly fullAccess: number | null;
  };
}

/** The removal of one impersonation assignment: planned, or what it waits for. */
export interface ImpersonationRetirement {
  /** Guid of the assignment, or its name. */
  readonly id: string;
  readonly assignment: string;
  /** What an approval names; null = it is not planned. */
  readonly changeHash: string | null;
  /** Step ids in order. */
  readonly steps: readonly string[];
  /** Effective users that nobody decided. */
  readonly undecided: readonly string[];
  /** Why it is not planned; sentences. Empty = it is. */
  readonly waitsFor: readonly string[];
  /** When the observation of what replaces it is over, where that stands already; null = it counts from the plan's steps, or nothing replaces it. */
  readonly earliestStart: string | null;
}
