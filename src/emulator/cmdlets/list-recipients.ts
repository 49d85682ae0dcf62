import { isDynamicGroupType, isGroupType, isMailboxType } from "../../model/recipient.ts";
import type { SectionName } from "../../model/sections.ts";
import { cannotConvert } from "../call-parameters.ts";
import type { Cmdlet, CmdletCall } from "../cmdlet.ts";
import { isUnderRoot } from "../organizational-unit.ts";
import { readRows } from "../read-section.ts";
import { keyOf } from "../recipient-directory.ts";
import type { RawRow } from "../row-values.ts";
import { lowerTextOf, propertyName } from "../row-values.ts";
import { selectByFilter } from "../select-by-filter.ts";
import { notRecorded } from "../service-fault.ts";
import { findRecipient } from "./find-recipient.ts";

interface Listing {
  readonly name: string;
  /** Whose recorded refusal takes the cmdlet away; the recipients' where it is not told. */
  readonly section?: SectionName;
  readonly isWanted: (type: string) => boolean;
  readonly computes?: readonly string[];
  readonly show?: (row: RawRow, call: CmdletCall) => RawRow;
}

const COMPUTES = ["Filter", "Identity", "OrganizationalUnit", "RecipientTypeDetails", "ResultSize"];

const USER_TYPES = new Set(["user", "mailuser", "guestmailuser", "linkeduser", "disableduser"]);

/** The cmdlets that list recipients of some kind; all are served from the recipients of the tenant. */
export const RECIPIENT_CMDLETS: readonly Cmdlet[] = [
  listing({
    name: "Get-Recipient",
    isWanted: () => true,
    computes: ["RecipientPreviewFilter", "RecipientType", "Properties"],
    show: showProperties,
  }),
  listing({
    name: "Get-Mailbox",
    isWanted: (type) => isMailboxType(type),
    show: showPrincipalName,
  }),
  listing({
    name: "Get-User",
    isWanted: (type) => isMailboxType(type) || USER_TYPES.has(type),
    show: showPrincipalName,
  }),
  listing({
    name: "Get-DistributionGroup",
    isWanted: (type) => isGroupType(type) && type !== "groupmailbox" && !isDynamicGroupType(type),
  }),
  listing({
    name: "Get-Group",
    isWanted: (type) => isGroupType(type) && !isDynamicGroupType(type),
    show: (row) => without(row, "ExternalDirectoryObjectId"),
  }),
  listing({
    name: "Get-DynamicDistributionGroup",
    section: "exchange/dynamicGroups",
    isWanted: isDynamicGroupType,
    show: showSelection,
  }),
];

function listing({
  name,
  section = "exchange/recipients",
  isWanted,
  computes = [],
  show = (row) => row,
}: Listing): Cmdlet {
  const hasWantedType = (row: RawRow): boolean =>
    isWanted(lowerTextOf(row, "RecipientTypeDetails") ?? "");
  return {
    name,
    section,
    computes: [...COMPUTES, ...computes],
    run: (call) => ({ rows: select(call, hasWantedType), show: (row) => show(row, call) }),
  };
}

function select(call: CmdletCall, hasWantedType: (row: RawRow) => boolean): readonly RawRow[] {
  const { state, parameters } = call;
  const identity = parameters.text("Identity");
  const all =
    identity === undefined
      ? readRows(state, "exchange/recipients").filter(hasWantedType)
      : [findRecipient(state, identity, hasWantedType)];
  const candidates = all.filter(
    (row) =>
      isOneOf(call, row, "RecipientTypeDetails") &&
      isOneOf(call, row, "RecipientType") &&
      isUnder(row, parameters.text("OrganizationalUnit")),
  );
  const filters = [parameters.text("Filter"), parameters.text("RecipientPreviewFilter")];
  return filters.reduce<readonly RawRow[]>(
    (rows, filter) => (filter === undefined ? rows : selectByFilter(state, rows, filter)),
    candidates,
  );
}

function isOneOf({ parameters }: CmdletCall, row: RawRow, property: string): boolean {
  const wanted = parameters.list(property);
  if (wanted === undefined) return true;
  const stranger = wanted.find((one) => !/^[a-z]+$/i.test(one));
  if (stranger !== undefined) throw cannotConvert(property, `Microsoft.Exchange.${property}`);
  if (propertyName(row, property) === undefined) throw notRecorded(`${property} of recipients`);
  return wanted.some((one) => one.toLowerCase() === lowerTextOf(row, property));
}

function isUnder(row: RawRow, unit: string | undefined): boolean {
  if (unit === undefined) return true;
  const answer = isUnderRoot(row, unit);
  if (answer === "unknown") throw notRecorded("where recipients stand in the directory");
  return answer === "true";
}

function showProperties(row: RawRow, { parameters }: CmdletCall): RawRow {
  const wanted = parameters.list("Properties")?.map((name) => name.toLowerCase());
  if (wanted === undefined) return row;
  return Object.fromEntries(
    Object.entries(row).filter(([key]) => wanted.includes(key.toLowerCase())),
  );
}

function showPrincipalName(row: RawRow, { state }: CmdletCall): RawRow {
  const known = state.settings.userPrincipalNames.get(keyOf(row) ?? "");
  return known === undefined ? row : { ...row, UserPrincipalName: known };
}

/** What a dynamic group selects its members by, which is in no row of a recipient. */
function showSelection(row: RawRow, { state }: CmdletCall): RawRow {
  const key = keyOf(row);
  const recorded = readRows(state, "exchange/dynamicGroups").find((one) => keyOf(one) === key);
  if (recorded === undefined) throw notRecorded("the filter of a dynamic distribution group");
  return { ...row, ...recorded };
}

function without(row: RawRow, property: string): RawRow {
  return Object.fromEntries(
    Object.entries(row).filter(([key]) => key.toLowerCase() !== property.toLowerCase()),
  );
}
