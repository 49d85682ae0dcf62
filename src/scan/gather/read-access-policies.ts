import { type AppError, NotFoundError } from "../../errors.ts";
import { collectRows } from "../collector.ts";
import type { GatherContext } from "./gather-context.ts";
import { addAll } from "./read-exchange-list.ts";
import type { RowsOutcome } from "./source.ts";

/**
 * Reads the Application Access Policies.
 *
 * Observed, not documented: a tenant that never had one answers that the object `OU=…\*` couldn't be found. That text
 * means "absent"; anything else that was not found is a failure.
 */
export function readAccessPolicies({ exchange, sections }: GatherContext): Promise<RowsOutcome> {
  return sections.collect(
    "exchange/applicationAccessPolicies",
    collectRows,
    async (section) => addAll(section, await exchange.readRows("Get-ApplicationAccessPolicy")),
    hasNeverHadOne,
  );
}

const hasNeverHadOne = (error: AppError): boolean =>
  error instanceof NotFoundError && /object '[^']*\\\*'/.test(error.message);
