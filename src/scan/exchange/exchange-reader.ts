import type { RawRow } from "../raw-row.ts";
import type { CmdletParameters } from "./cmdlet-input.ts";

/** Receives the rows of one cmdlet as its pages arrive. */
export interface RowSink {
  /** Await the promise, if there is one: rows come faster than they are taken. */
  add(row: RawRow): Promise<void> | undefined;
  /** A later page was lost and the list begins anew: forget all rows added so far. */
  restart(): Promise<void>;
}

/** The only view of Exchange that gatherers get: it runs `Get-` and `Test-` cmdlets, nothing else. */
export interface ExchangeReader {
  /** All rows of a cmdlet. Never a part of them: a lost page fails the read. */
  readRows(cmdlet: string, parameters?: CmdletParameters): Promise<readonly RawRow[]>;
  /** The same for lists too long to be held; on failure what `sink` holds is no list. */
  readInto(sink: RowSink, cmdlet: string, parameters?: CmdletParameters): Promise<void>;
  /** Names of the cmdlets that the signed-in identity may run. */
  readAllowedCmdlets(): Promise<readonly string[]>;
}
