import { isGuid } from "../model/ids.ts";
import { GROUP_TYPES } from "../model/recipient.ts";
import { foldDn } from "../opath/fold-dn.ts";
import type { RawRow } from "./row-values.ts";
import { lowerTextOf, textOf, textsOf } from "./row-values.ts";

const ID_PROPERTIES = [
  "ExternalDirectoryObjectId",
  "Guid",
  "ExchangeGuid",
  "ExchangeObjectId",
  "DistinguishedName",
  "Identity",
  "Id",
  "Name",
  "Alias",
  "DisplayName",
  "PrimarySmtpAddress",
  "WindowsLiveID",
  "UserPrincipalName",
  "SamAccountName",
  "LegacyExchangeDN",
];

/** The key of a recipient row: its ExternalDirectoryObjectId, or its Guid where that is blank; lower case. */
export const keyOf = (row: RawRow): string | undefined =>
  lowerTextOf(row, "ExternalDirectoryObjectId") ?? lowerTextOf(row, "Guid");

export type GroupKind = "distributionGroup" | "unifiedGroup" | "dynamic";

/** How the members of this recipient are read; undefined = it is no group. */
export const groupKindOf = (row: RawRow): GroupKind | undefined =>
  GROUP_TYPES.get(lowerTextOf(row, "RecipientTypeDetails") ?? "");

/** The recipients of the tenant, found by any of their ids. */
export interface RecipientDirectory {
  byKey(key: string): RawRow | undefined;
  /** `foldedDn` comes from `foldDn`. */
  byDistinguishedName(foldedDn: string): RawRow | undefined;
  /** Every recipient that the text names, in the order of the list; usually none or one. */
  find(identity: string): readonly RawRow[];
  /** The user principal name, as far as anything tells it. */
  userPrincipalName(row: RawRow): string | undefined;
}

/**
 * Indexes recipients by every id form that Exchange takes.
 *
 * @param principalNames known user principal names by recipient key; they win over what the row says.
 */
export function createRecipientDirectory(
  rows: readonly RawRow[],
  principalNames: ReadonlyMap<string, string>,
): RecipientDirectory {
  const byKey = new Map<string, RawRow>();
  const byDn = new Map<string, RawRow>();
  const byAnyId = new Map<string, RawRow[]>();
  const userPrincipalName = (row: RawRow): string | undefined =>
    principalNames.get(keyOf(row) ?? "") ??
    textOf(row, "UserPrincipalName") ??
    textOf(row, "WindowsLiveID");
  for (const row of rows) {
    const key = keyOf(row);
    if (key !== undefined) byKey.set(key, row);
    const dn = foldDn(textOf(row, "DistinguishedName") ?? "");
    if (dn !== undefined) byDn.set(dn, row);
    for (const id of idsOf(row, userPrincipalName(row))) {
      const known = byAnyId.get(id);
      if (known === undefined) byAnyId.set(id, [row]);
      else known.push(row);
    }
  }
  return {
    byKey: (key) => byKey.get(key.toLowerCase()),
    byDistinguishedName: (foldedDn) => byDn.get(foldedDn),
    find: (identity) => narrow(byAnyId.get(identity.trim().toLowerCase()) ?? [], identity, byKey),
    userPrincipalName,
  };
}

function idsOf(row: RawRow, principalName: string | undefined): ReadonlySet<string> {
  const ids = ID_PROPERTIES.map((name) => lowerTextOf(row, name));
  const addresses = textsOf(row, "EmailAddresses")
    .map((address) => address.toLowerCase())
    .filter((address) => address.startsWith("smtp:"))
    .map((address) => address.slice("smtp:".length));
  return new Set(
    [...ids, ...addresses, principalName?.toLowerCase()].filter((id) => id !== undefined),
  );
}

/** A GUID that is one recipient's key names that recipient, whatever else carries the same text as a name. */
function narrow(
  found: readonly RawRow[],
  identity: string,
  byKey: ReadonlyMap<string, RawRow>,
): readonly RawRow[] {
  const exact = isGuid(identity) ? byKey.get(identity.trim().toLowerCase()) : undefined;
  return exact === undefined ? found : [exact];
}
