import { z } from "zod";

import type { GroupMemberRow } from "../../../model/exchange-rows.ts";
import { isGuid, recipientKey, type RecipientKey } from "../../../model/ids.ts";
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
  .transform(({ group, row }) => compact({ group, ...row }));

/**
 * Creates the decoder of lines of `exchange/groupMembers`.
 *
 * There may be millions of lines: one that is written as the service writes it is read by hand, and whatever a member
 * of many groups repeats is kept once. Every other line is left to the schema.
 */
export function createGroupMemberDecoder(): Decode<GroupMemberRow> {
  const bySchema = decodeWith(groupMember);
  const members = new Map<string, Member>();
  let last: { readonly printed: string; readonly group: RecipientKey } | null = null;
  const groupOf = (printed: unknown): RecipientKey | null => {
    if (last !== null && printed === last.printed) return last.group;
    if (!isFilled(printed)) return null;
    last = { printed, group: recipientKey(normaliseId(printed)) };
    return last.group;
  };
  const memberOf = (row: RawRow): Member | null => {
    const [type, displayName] = [row["RecipientTypeDetails"], row["DisplayName"]];
    if (!isText(row["Guid"]) || !isText(type) || !isText(displayName)) return null;
    const printed = row["ExternalDirectoryObjectId"];
    const known = typeof printed === "string" ? members.get(printed) : undefined;
    if (known?.type === type && known.displayName === displayName) return known;
    if (!isFilled(printed)) return null;
    const member = { key: recipientKey(normaliseId(printed)), type, displayName };
    members.set(printed, member);
    return member;
  };
  return (value) => {
    if (!isRawRow(value) || !isRawRow(value["row"])) return bySchema(value);
    const group = groupOf(value["group"]);
    const member = memberOf(value["row"]);
    if (group === null || member === null) return bySchema(value);
    const { key, type, displayName } = member;
    return { ok: true, row: { group, member: key, recipientTypeDetails: type, displayName } };
  };
}

/** What a row tells of a member, whatever the group. */
interface Member {
  readonly key: RecipientKey;
  readonly type: string;
  readonly displayName: string;
}

const isText = (value: unknown): value is string => typeof value === "string";

/** The shape of an id tells that it is neither blank nor all zeros. */
const isFilled = (value: unknown): value is string =>
  typeof value === "string" && isGuid(value) && !value.startsWith("00000000");
