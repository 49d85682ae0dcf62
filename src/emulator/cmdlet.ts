import type { SectionName } from "../model/sections.ts";
import type { TenantChange } from "./changes/tenant-change.ts";
import type { CallParameters } from "./call-parameters.ts";
import type { RawRow } from "./row-values.ts";
import type { TenantState } from "./tenant-state.ts";

export interface CmdletCall {
  readonly state: TenantState;
  readonly parameters: CallParameters;
}

/** A call that may change the tenant. */
export interface WritingCall extends CmdletCall {
  /** The time of the call, ISO 8601 UTC. */
  readonly now: string;
  /** A number that no earlier change had: new ids are made from it. */
  readonly serial: number;
  readonly make: (change: TenantChange) => void;
}

/** One Exchange cmdlet that changes the emulated tenant. */
export interface WritingCmdlet {
  readonly name: string;
  /** As of a cmdlet that reads. */
  readonly computes: readonly string[];
  /** Rows of what was created; none where the cmdlet answers nothing. @throws ServiceFault, and nothing was changed */
  write(call: WritingCall): readonly RawRow[];
}

export interface CmdletOutput {
  readonly rows: readonly RawRow[];
  /** How a row is shown; applied to the rows of a page only. */
  readonly show?: (row: RawRow) => RawRow;
  /** The service answers with no body at all when there are no rows. */
  readonly isVoidWhenEmpty?: boolean;
}

/** One Exchange cmdlet of the emulated tenant. */
export interface Cmdlet {
  readonly name: string;
  /** The section whose recorded refusal takes the cmdlet away from the caller. */
  readonly section: SectionName;
  /** Documented parameters whose effect is computed; any other that would change the answer is refused. */
  readonly computes: readonly string[];
  /** @throws ServiceFault for what the service answers instead of rows */
  run(call: CmdletCall): CmdletOutput;
}
