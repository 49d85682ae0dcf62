import { z } from "zod";

import type { PolicyCheckRow } from "../../../model/exchange-rows.ts";
import { recipientKey } from "../../../model/ids.ts";
import { exchangeRow } from "../exchange-row.ts";
import { requiredAppId, requiredId } from "../fields.ts";

/** Lines of `exchange/policyChecks`: what `Test-ApplicationAccessPolicy` said of one app and one mailbox. */
export const policyChecks: z.ZodType<PolicyCheckRow> = z
  .object({
    appId: requiredAppId,
    mailbox: requiredId,
    row: exchangeRow({ AccessCheckResult: z.unknown().optional() }),
  })
  .transform((line) => ({
    appId: line.appId,
    mailbox: recipientKey(line.mailbox),
    result: decodeResult(line.row.AccessCheckResult),
  }));

/** Observed, not documented: the text is localised in some sessions; what is not known is indeterminate. */
function decodeResult(value: unknown): PolicyCheckRow["result"] {
  const text = String(value).trim().toLowerCase();
  if (text === "granted" || text === "true") return "granted";
  if (text === "denied" || text === "false") return "denied";
  return "indeterminate";
}
