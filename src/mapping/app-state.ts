import type { AppAccess } from "../access/app-access.ts";
import type { TenantFacts } from "../access/tenant-facts.ts";
import type { Known } from "../access/known.ts";
import type { AppDecision } from "../model/decisions.ts";
import type { Timing } from "../model/plan-schedule.ts";
import type { ScopeObjectKind } from "../model/plan-step.ts";
import type { Membership } from "../sets/membership.ts";
import type { ManagementScopeRow } from "../model/exchange-rows.ts";
import type { NewAccess } from "./new-access.ts";

/** A group or unit as it is after some steps, in the place of what the evidence says of it. */
export interface MadeObject {
  readonly kind: ScopeObjectKind;
  readonly name: string;
  readonly members: Membership;
  /** False = it was there before, and a step filled it. */
  readonly isNew: boolean;
}

/** One app within its tenant, as it is now or as it would be after some steps. */
export interface AppState {
  readonly facts: TenantFacts;
  readonly scopes: Known<readonly ManagementScopeRow[]>;
  readonly app: AppAccess;
  /** Groups and units that steps have made or filled; absent = none. */
  readonly made?: readonly MadeObject[] | undefined;
  /** Keys of the groups and units that the plans of other apps make too: they are nobody's own. */
  readonly shared?: ReadonlySet<string> | undefined;
  /** What somebody decided of it. */
  readonly decision?: AppDecision | undefined;
  /** Waits that were decided; without it those of the documents hold. */
  readonly timing?: Timing | undefined;
  /** What decisions on impersonating accounts give it; one entry for each scope. */
  readonly newAccess?: readonly NewAccess[] | undefined;
}
