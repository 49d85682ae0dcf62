import type { PageCursors } from "./exchange/page-cursors.ts";
import type { FaultNow, Faults } from "./faults.ts";
import type { RequestLog } from "./request-log.ts";
import type { TenantState } from "./tenant-state.ts";

/** All that a request is answered from. */
export interface EmulatedService {
  readonly state: TenantState;
  readonly faults: Faults;
  readonly nextFault: () => FaultNow;
  readonly cursors: PageCursors;
  readonly log: RequestLog;
}
