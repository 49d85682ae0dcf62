import { z } from "zod";

import { recipientKey, type RecipientKey } from "../../../model/ids.ts";
import { isGroupType, type Recipient } from "../../../model/recipient.ts";
import { explainIssue } from "../../explain-issue.ts";
import { compact } from "../compact.ts";
import { createNameReader, isRawRow, type RawRow } from "../exact-names.ts";
import { exchangeRow } from "../exchange-row.ts";
import { readEnum, requiredText } from "../fields.ts";
import { normaliseOptionalId } from "../guid.ts";
import { decodeInstant } from "../instant.ts";
import { recipientReference, resolveRecipientKey } from "../recipient-reference.ts";
import { createPropertyReader } from "./recipient-properties.ts";

const readNames = createNameReader([
  "ExternalDirectoryObjectId",
  "Guid",
  "RecipientTypeDetails",
  "Name",
  "DisplayName",
  "Alias",
  "PrimarySmtpAddress",
  "DistinguishedName",
  "WhenChanged",
]);

/** What a row must have. It only explains: the rows themselves are read by hand. */
const required: z.ZodType<unknown> = exchangeRow({
  ...recipientReference,
  RecipientTypeDetails: z.preprocess((value) => readEnum(value, new Map()), requiredText),
}).transform(resolveRecipientKey);

export type RecipientDecoded =
  { readonly ok: true; readonly row: Recipient } | { readonly ok: false; readonly message: string };

/**
 * Creates the decoder of `Get-Recipient` rows, which keeps of a row what the rules use, and the raw values of the
 * properties named.
 *
 * Reads by hand, since there may be millions of rows; a schema explains what is wrong with a row that is refused.
 */
export function createRecipientDecoder(
  propertyNames: ReadonlySet<string>,
): (value: unknown) => RecipientDecoded {
  const readProperties = createPropertyReader(propertyNames);
  const resolveType = createTypeResolver();

  return (value) => {
    if (!isRawRow(value)) return refuse(value);
    const fields = takeFields(value);
    const key = resolveKey(fields);
    const type = resolveType(fields.type);
    if (key === undefined || type === undefined) return refuse(value);
    const row = {
      key,
      externalDirectoryObjectId: normaliseOptionalId(fields.externalId),
      guid: normaliseOptionalId(fields.guid),
      name: textOrNothing(fields.name),
      displayName: textOrNothing(fields.displayName),
      alias: textOrNothing(fields.alias),
      primarySmtpAddress: textOrNothing(fields.primarySmtpAddress),
      recipientTypeDetails: type.name,
      distinguishedName: textOrNothing(fields.distinguishedName),
      properties: readProperties(value),
    };
    if (!type.isGroup) return { ok: true, row: compact(row) };
    return { ok: true, row: compact({ ...row, whenChanged: decodeInstant(fields.whenChanged) }) };
  };
}

type Fields = Readonly<Record<keyof ReturnType<typeof readFields>, unknown>>;

/** Rows that lack a name are looked at again, whatever the case of their names. */
function takeFields(row: RawRow): Fields {
  const fields = readFields(row);
  return Object.values(fields).includes(undefined) ? readFields(readNames(row)) : fields;
}

function readFields(row: RawRow) {
  return {
    externalId: row["ExternalDirectoryObjectId"],
    guid: row["Guid"],
    type: row["RecipientTypeDetails"],
    name: row["Name"],
    displayName: row["DisplayName"],
    alias: row["Alias"],
    primarySmtpAddress: row["PrimarySmtpAddress"],
    distinguishedName: row["DistinguishedName"],
    whenChanged: row["WhenChanged"],
  };
}

function resolveKey({ externalId, guid }: Fields): RecipientKey | undefined {
  if (!isTextOrNothing(externalId) || !isTextOrNothing(guid)) return undefined;
  const id = normaliseOptionalId(externalId) ?? normaliseOptionalId(guid);
  return id === undefined ? undefined : recipientKey(id);
}

interface RecipientType {
  readonly name: string;
  readonly isGroup: boolean;
}

/** There are a dozen types and a million recipients: each name is kept once. */
function createTypeResolver(): (value: unknown) => RecipientType | undefined {
  const types = new Map<unknown, RecipientType>();
  return (value) => {
    const known = types.get(value);
    if (known !== undefined) return known;
    const name = readEnum(value, new Map());
    if (!isType(name)) return undefined;
    const type = types.get(name) ?? { name, isGroup: isGroupType(name) };
    types.set(name, type);
    return type;
  };
}

const textOrNothing = (value: unknown): string | undefined =>
  typeof value === "string" ? value : undefined;

function refuse(value: unknown): RecipientDecoded {
  const explained = required.safeParse(value);
  return { ok: false, message: explained.success ? ": unreadable" : explainIssue(explained.error) };
}

function isType(value: unknown): value is string {
  return typeof value === "string" && value.trim() !== "";
}

const isTextOrNothing = (value: unknown): boolean =>
  value === undefined || value === null || typeof value === "string";
