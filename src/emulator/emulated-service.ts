import type { TenantHistory } from "./changes/tenant-history.ts";
import type { PageCursors } from "./exchange/page-cursors.ts";
import type { FaultSource } from "./faults/create-fault-source.ts";
import type { Faults } from "./faults/faults.ts";
import type { RequestLog } from "./request-log.ts";
import type { TenantState } from "./tenant-state.ts";
import type { VirtualClock } from "./virtual-clock.ts";

/** All that a request is answered from. */
export interface EmulatedService {
  /** The tenant as administrators read it at this moment. */
  readonly state: TenantState;
  readonly history: TenantHistory;
  readonly clock: VirtualClock;
  /** Lifetime of app tokens; undefined: each its own, from 60 to 90. */
  readonly tokenMinutes: number | undefined;
  readonly faults: Faults;
  readonly meet: FaultSource;
  readonly cursors: PageCursors;
  readonly log: RequestLog;
}
