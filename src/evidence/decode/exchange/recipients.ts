import type { z } from "zod";

import { recipientKey } from "../../../model/ids.ts";
import { isGroupType, type Recipient } from "../../../model/recipient.ts";
import { explainIssue } from "../../explain-issue.ts";
import { createNameReader, isRawRow, type RawRow } from "../exact-names.ts";
import { exchangeRow } from "../exchange-row.ts";
import { enumName, readEnum } from "../fields.ts";
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
  RecipientTypeDetails: enumName().refine(isType, "expected a recipient type"),
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
  const types = new Map<string, string>();

  return (value) => {
    if (!isRawRow(value)) return refuse(value);
    const row = readNames(value);
    const ids = decodeIds(row);
    const type = readEnum(row["RecipientTypeDetails"], new Map());
    if (ids === undefined || !isType(type)) return refuse(value);
    const known = types.get(type) ?? type;
    types.set(known, known);
    const base = { ...ids, recipientTypeDetails: known, properties: readProperties(value) };
    return { ok: true, row: addTexts(base, row) };
  };
}

type Ids = Pick<Recipient, "key" | "externalDirectoryObjectId" | "guid">;
type Mutable<T> = { -readonly [K in keyof T]: T[K] };

function decodeIds(row: RawRow): Ids | undefined {
  const { ExternalDirectoryObjectId: rawExternalId, Guid: rawGuid } = row;
  if (!isTextOrNothing(rawExternalId) || !isTextOrNothing(rawGuid)) return undefined;
  const externalDirectoryObjectId = normaliseOptionalId(rawExternalId);
  const guid = normaliseOptionalId(rawGuid);
  if (externalDirectoryObjectId === undefined) {
    return guid === undefined ? undefined : { key: recipientKey(guid), guid };
  }
  const key = recipientKey(externalDirectoryObjectId);
  return guid === undefined
    ? { key, externalDirectoryObjectId }
    : { key, externalDirectoryObjectId, guid };
}

function addTexts(recipient: Mutable<Recipient>, row: RawRow): Recipient {
  const filled = recipient;
  const { Name, DisplayName, Alias, PrimarySmtpAddress, DistinguishedName } = row;
  if (typeof Name === "string") filled.name = Name;
  if (typeof DisplayName === "string") filled.displayName = DisplayName;
  if (typeof Alias === "string") filled.alias = Alias;
  if (typeof PrimarySmtpAddress === "string") filled.primarySmtpAddress = PrimarySmtpAddress;
  if (typeof DistinguishedName === "string") filled.distinguishedName = DistinguishedName;
  if (isGroupType(filled.recipientTypeDetails)) {
    const whenChanged = decodeInstant(row["WhenChanged"]);
    if (whenChanged !== undefined) filled.whenChanged = whenChanged;
  }
  return filled;
}

function refuse(value: unknown): RecipientDecoded {
  const explained = required.safeParse(value);
  return { ok: false, message: explained.success ? ": unreadable" : explainIssue(explained.error) };
}

function isType(value: unknown): value is string {
  return typeof value === "string" && value.trim() !== "";
}

const isTextOrNothing = (value: unknown): boolean =>
  value === undefined || value === null || typeof value === "string";
