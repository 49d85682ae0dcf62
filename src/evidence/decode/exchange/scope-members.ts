import { z } from "zod";

import type { ScopeMemberRow } from "../../../model/exchange-rows.ts";
import { exchangeRow } from "../exchange-row.ts";
import { requiredText } from "../fields.ts";
import { recipientReference, resolveRecipientKey } from "../recipient-reference.ts";

/** Lines of `exchange/scopeMembers`: recipients that the service finds with the filter of one scope. */
export const scopeMembers: z.ZodType<ScopeMemberRow> = z
  .object({
    scope: requiredText,
    row: exchangeRow(recipientReference).transform(resolveRecipientKey),
  })
  .transform((line) => ({ scope: line.scope, recipient: line.row }));
