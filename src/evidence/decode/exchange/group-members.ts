import { z } from "zod";

import type { GroupMemberRow } from "../../../model/exchange-rows.ts";
import { isGuid, recipientKey, type RecipientKey } from "../../../model/ids.ts";
import { decodeWith, type Decode } from "../../decode-with.ts";
import { compact } from "../compact.ts";
import { isRawRow } from "../exact-names.ts";
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
  const byOthers = decodeWith(groupMember);
  const groups = new Map<string, RecipientKey>();
  const members = new Map<string, Member>();
  return (value) => {
    const plain = plainLine(value);
    if (plain === null) return byOthers(value);
    const group = groups.get(plain.group) ?? recipientKey(normaliseId(plain.group));
    groups.set(plain.group, group);
    const member = sameMember(members.get(plain.id), plain) ?? createMember(plain);
    members.set(plain.id, member);
    const { key, type, displayName } = member;
    const row = { group, member: key, recipientTypeDetails: type, displayName };
    return { ok: true, row };
  };
}

interface Member {
  readonly key: RecipientKey;
  readonly type: string;
  readonly displayName: string;
}

interface PlainLine {
  readonly group: string;
  readonly id: string;
  readonly type: string;
  readonly displayName: string;
}

const createMember = ({ id, type, displayName }: PlainLine): Member => ({
  key: recipientKey(normaliseId(id)),
  type,
  displayName,
});

const sameMember = (known: Member | undefined, line: PlainLine): Member | undefined =>
  known?.type === line.type && known.displayName === line.displayName ? known : undefined;

/** A line with every property under its own name and as text, and with ids that are there; null = any other. */
function plainLine(value: unknown): PlainLine | null {
  if (!isRawRow(value) || !isRawRow(value["row"])) return null;
  const { group, row } = value;
  const [id, guid] = [row["ExternalDirectoryObjectId"], row["Guid"]];
  const [type, displayName] = [row["RecipientTypeDetails"], row["DisplayName"]];
  const isPlain =
    isFilled(group) && isFilled(id) && isText(guid) && isText(type) && isText(displayName);
  return isPlain ? { group, id, type, displayName } : null;
}

const isText = (value: unknown): value is string => typeof value === "string";

/** The shape of an id tells that it is neither blank nor all zeros. */
const isFilled = (value: unknown): value is string =>
  typeof value === "string" && isGuid(value) && !value.startsWith("00000000");
