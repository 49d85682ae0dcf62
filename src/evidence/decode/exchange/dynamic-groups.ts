import type { z } from "zod";

import type { DynamicGroupRow } from "../../../model/exchange-rows.ts";
import { compact } from "../compact.ts";
import { exchangeRow } from "../exchange-row.ts";
import { displayText, nullableText } from "../fields.ts";
import { recipientReference, resolveRecipientKey } from "../recipient-reference.ts";

/** Rows of `Get-DynamicDistributionGroup`. */
export const dynamicGroups: z.ZodType<DynamicGroupRow> = exchangeRow({
  ...recipientReference,
  DisplayName: displayText,
  RecipientFilter: nullableText,
  RecipientContainer: nullableText,
}).transform((row, context) =>
  compact({
    group: resolveRecipientKey(row, context),
    displayName: row.DisplayName,
    recipientFilter: row.RecipientFilter,
    recipientContainer: row.RecipientContainer,
  }),
);
