import { z } from "zod";

import type { GroupMemberRow } from "../../../model/exchange-rows.ts";
import { recipientKey } from "../../../model/ids.ts";
import { compact } from "../compact.ts";
import { exchangeRow } from "../exchange-row.ts";
import { displayEnum, displayText, requiredId } from "../fields.ts";
import { recipientReference, resolveRecipientKey } from "../recipient-reference.ts";

const member = exchangeRow({
  ...recipientReference,
  RecipientTypeDetails: displayEnum,
  DisplayName: displayText,
}).transform((row, context) => ({
  member: resolveRecipientKey(row, context),
  recipientTypeDetails: row.RecipientTypeDetails,
  displayName: row.DisplayName,
}));

/** Lines of `exchange/groupMembers`: direct members of one group. */
export const groupMembers: z.ZodType<GroupMemberRow> = z
  .object({ group: requiredId.transform(recipientKey), row: member })
  .transform(({ group, row }) => compact({ group, ...row }));
