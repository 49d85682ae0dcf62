import type { PageCursors } from "./exchange/page-cursors.ts";
import type { FaultSource } from "./faults/create-fault-source.ts";
import type { Faults } from "./faults/faults.ts";
import type { RequestLog } from "./request-log.ts";
import type { TenantState } from "./tenant-state.ts";

/** All that a request is answered from. */
export interface EmulatedService {
  readonly state: TenantState;
  readonly faults: Faults;
  readonly meet: FaultSource;
  readonly cursors: PageCursors;
  readonly log: RequestLog;
}
