import type { SectionName } from "../model/sections.ts";
import type { CallParameters } from "./call-parameters.ts";
import type { RawRow } from "./row-values.ts";
import type { TenantState } from "./tenant-state.ts";

export interface CmdletCall {
  readonly state: TenantState;
  readonly parameters: CallParameters;
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
