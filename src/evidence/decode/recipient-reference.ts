import type { z } from "zod";

import { recipientKey, type RecipientKey } from "../../model/ids.ts";
import { optionalId } from "./fields.ts";

/** The properties of a row that tell which recipient it is. */
export const recipientReference = { ExternalDirectoryObjectId: optionalId, Guid: optionalId };

/** The key of a recipient: its ExternalDirectoryObjectId, or its Guid where that is empty. */
export function resolveRecipientKey(
  row: { ExternalDirectoryObjectId: string | undefined; Guid: string | undefined },
  context: z.core.$RefinementCtx,
): RecipientKey {
  const key = row.ExternalDirectoryObjectId ?? row.Guid;
  if (key !== undefined) return recipientKey(key);
  context.addIssue("expected an ExternalDirectoryObjectId or a Guid");
  return recipientKey("");
}
