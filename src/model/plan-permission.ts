import type { Because } from "./because.ts";
import type { Resource } from "./permission-table.ts";

/**
 * A set of mailboxes: how many, and the name of the file under `sets/` that lists them.
 * "Everyone but" stays exact as mailboxes are created. Null = cannot be counted: recipients were not read.
 */
export interface SetReference {
  readonly count: number | null;
  readonly set: string | { readonly base: "all"; readonly except: string } | null;
}

export type Verdict = "equivalent" | "narrower" | "wider" | "mixed" | "unproven";
export type Disposition = "migrate" | "keptLegacy" | "remove";

export interface PermissionPlan {
  readonly permission: string;
  readonly resource: Resource;
  readonly kind: string;
  /** appRole ids of the Entra grants behind it; empty when only Exchange grants it. */
  readonly appRoleIds: readonly string[];
  /** The application role that grants it; null = none exists. */
  readonly role: string | null;
  readonly disposition: Disposition;
  /** Absent for what is kept: before = after. */
  readonly verdict?: Verdict;
  readonly before: { readonly allowed: SetReference; readonly unknown: SetReference };
  readonly target?: SetReference;
  readonly kept?: SetReference;
  readonly gained?: SetReference;
  readonly lost?: SetReference;
  /** Part of what is gained: new access by decision, in the place of an account that impersonated. */
  readonly newByDecision?: SetReference;
  readonly because: readonly Because[];
}
