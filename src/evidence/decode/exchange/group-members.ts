import { z } from "zod";

import type { GroupMemberRow } from "../../../model/exchange-rows.ts";
import { isGuid, recipientKey } from "../../../model/ids.ts";
import { decodeWith, type Decode } from "../../decode-with.ts";
import { compact } from "../compact.ts";
import { isRawRow, type RawRow } from "../exact-names.ts";
import { exchangeRow } from "../exchange-row.ts";
import { displayEnum, displayText, requiredId } from "../fields.ts";
import { normaliseId } from "../guid.ts";
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
const groupMember: z.ZodType<GroupMemberRow> = z
  .object({ group: requiredId.transform(recipientKey), row: member })
  .transform(({ row }) => compact(row));

/**
 * Creates the decoder of lines of `exchange/groupMembers`.
 *
 * There may be millions of lines: one that is written as the service writes it is read by hand, and a member of many
 * groups is one row in all of them. Every other line is left to the schema.
 */
export function createGroupMemberDecoder(): Decode<GroupMemberRow> {
  const bySchema = decodeWith(groupMember);
  const members = new Map<string, GroupMemberRow>();
  let lastGroup: string | null = null;
  const isGroup = (printed: unknown): boolean => {
    if (lastGroup !== null && printed === lastGroup) return true;
    if (!isFilled(printed)) return false;
    lastGroup = printed;
    return true;
  };
  const memberOf = (row: RawRow): GroupMemberRow | null => {
    const [recipientTypeDetails, displayName] = [row["RecipientTypeDetails"], row["DisplayName"]];
    if (!isText(row["Guid"]) || !isText(recipientTypeDetails) || !isText(displayName)) return null;
    const printed = row["ExternalDirectoryObjectId"];
    const known = typeof printed === "string" ? members.get(printed) : undefined;
    if (known?.recipientTypeDetails === recipientTypeDetails && known.displayName === displayName) {
      return known;
    }
    if (!isFilled(printed)) return null;
    const member = {
      member: recipientKey(normaliseId(printed)),
      recipientTypeDetails,
      displayName,
    };
    members.set(printed, member);
    return member;
  };
  return (value) => {
    if (!isRawRow(value) || !isRawRow(value["row"])) return bySchema(value);
    const row = isGroup(value["group"]) ? memberOf(value["row"]) : null;
    return row === null ? bySchema(value) : { ok: true, row };
  };
}

const isText = (value: unknown): value is string => typeof value === "string";

/** The shape of an id tells that it is neither blank nor all zeros. */
const isFilled = (value: unknown): value is string =>
  typeof value === "string" && isGuid(value) && !value.startsWith("00000000");
