import type { AppAccess } from "../access/app-access.ts";
import type { TenantFacts } from "../access/tenant-facts.ts";
import type { Known } from "../access/known.ts";
import type { AppDecision } from "../model/decisions.ts";
import type { Timing } from "../model/plan-schedule.ts";
import type { ManagementScopeRow } from "../model/exchange-rows.ts";
import type { NewAccess } from "./new-access.ts";

/** One app within its tenant, as it is now or as it would be after some steps. */
export interface AppState {
  readonly facts: TenantFacts;
  readonly scopes: Known<readonly ManagementScopeRow[]>;
  readonly app: AppAccess;
  /** What somebody decided of it. */
  readonly decision?: AppDecision | undefined;
  /** Waits that were decided; without it those of the documents hold. */
  readonly timing?: Timing | undefined;
  /** What decisions on impersonating accounts give it; one entry for each scope. */
  readonly newAccess?: readonly NewAccess[] | undefined;
}
