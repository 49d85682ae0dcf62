import { exchangeGuid } from "../ids.ts";
import type {
  GroupDescription,
  RecipientDescription,
  TenantDescription,
} from "../tenant-description.ts";
import { EXCHANGE_CREATED, EXCHANGE_DATES } from "./dates.ts";
import { recipientDn } from "./distinguished-name.ts";
import type { RawRow } from "./raw-row.ts";

/** `Get-Recipient -ResultSize Unlimited`: everything with an address. */
export function recipientRows(tenant: TenantDescription): readonly RawRow[] {
  return [
    ...tenant.recipients.map((recipient) => rowOf(tenant, recipient)),
    ...tenant.groups.map((group) => rowOf(tenant, group)),
  ];
}

/**
 * The row of one recipient or group. Nothing else of the tenant than its domain is in it: what is planned again after
 * every step asks for the same rows.
 */
export function rowOf(
  tenant: TenantDescription,
  recipient: RecipientDescription | GroupDescription,
): RawRow {
  const known = ROWS.get(recipient);
  if (known?.domain === tenant.domain) return known.row;
  const row =
    "members" in recipient ? groupRow(tenant, recipient) : recipientRow(tenant, recipient);
  ROWS.set(recipient, { domain: tenant.domain, row });
  return row;
}

const ROWS = new WeakMap<object, { readonly domain: string; readonly row: RawRow }>();

/** One mailbox, mail user or contact. */
function recipientRow(tenant: TenantDescription, recipient: RecipientDescription): RawRow {
  const { type } = recipient;
  const isMailbox = type.endsWith("Mailbox");
  const row = {
    ...sharedProperties(tenant, recipient),
    ...objectIds(recipient),
    RecipientType: isMailbox ? "UserMailbox" : type.replace("Guest", ""),
    RecipientTypeDetails: type,
    ...personalNames(recipient),
    WindowsLiveID: userPrincipalName(tenant, recipient) ?? "",
    Department: recipient.department,
    Office: recipient.office,
    Company: recipient.company,
    ...customAttributes(recipient.customAttribute1),
    IsValidSecurityPrincipal: isPerson(recipient) || type === "MailUser",
    IsDirSynced: false,
    ManagedBy: [],
    WhenMailboxCreated: isMailbox ? EXCHANGE_CREATED : null,
  };
  return recipient.lean === true ? lean(row) : row;
}

const LEAN = [
  "Name",
  "Alias",
  "DisplayName",
  "DistinguishedName",
  "PrimarySmtpAddress",
  "EmailAddresses",
  "ExternalDirectoryObjectId",
  "Guid",
  "RecipientTypeDetails",
  "Department",
  "Office",
  "CustomAttribute1",
];

/** Without what no rule asks for: a thousand of these stay small. */
const lean = (row: RawRow): RawRow => Object.fromEntries(LEAN.map((name) => [name, row[name]]));

function objectIds({ key, withoutDirectoryObject = false }: RecipientDescription): RawRow {
  return withoutDirectoryObject
    ? { ExternalDirectoryObjectId: "", Guid: key }
    : { ExternalDirectoryObjectId: key, Guid: exchangeGuid(key) };
}

function personalNames(recipient: RecipientDescription): RawRow {
  const [first = "", ...rest] = isPerson(recipient) ? recipient.displayName.split(" ") : [];
  return { FirstName: first, LastName: rest.join(" ") };
}

const isPerson = ({ type }: RecipientDescription): boolean =>
  type === "UserMailbox" || type === "LinkedMailbox";

/** One group of any kind. */
function groupRow(tenant: TenantDescription, group: GroupDescription): RawRow {
  const isDynamic = group.type === "DynamicDistributionGroup";
  return {
    ...sharedProperties(tenant, group),
    ExternalDirectoryObjectId: isDynamic ? "" : group.key,
    Guid: isDynamic ? group.key : exchangeGuid(group.key),
    RecipientType: RECIPIENT_TYPES[group.type],
    RecipientTypeDetails: group.type,
    FirstName: "",
    LastName: "",
    WindowsLiveID: "",
    Department: "",
    Office: "",
    Company: "",
    ...customAttributes(""),
    IsValidSecurityPrincipal: group.type === "MailUniversalSecurityGroup",
    IsDirSynced: group.synced ?? false,
    ManagedBy: ["Organization Management"],
    WhenMailboxCreated: null,
  };
}

/** The user principal name of a recipient with an account, else null. */
export function userPrincipalName(
  { domain }: TenantDescription,
  { alias, type, withoutDirectoryObject }: RecipientDescription,
): string | null {
  if (type === "MailContact" || withoutDirectoryObject === true) return null;
  return `${alias.toLowerCase()}@${domain}.com`;
}

const RECIPIENT_TYPES = {
  MailUniversalSecurityGroup: "MailUniversalSecurityGroup",
  MailUniversalDistributionGroup: "MailUniversalDistributionGroup",
  GroupMailbox: "MailUniversalDistributionGroup",
  DynamicDistributionGroup: "DynamicDistributionGroup",
} as const;

/** Every address that reaches a recipient, the primary one first. */
export function addressesOf(
  { domain }: TenantDescription,
  recipient: RecipientDescription | GroupDescription,
): readonly [primary: string, ...proxies: string[]] {
  const alias = recipient.alias.toLowerCase();
  const { address = `${alias}@${domain}.com`, proxies = [] } =
    "members" in recipient ? {} : recipient;
  return [address, `${alias}@${domain}.onmicrosoft.com`, ...proxies];
}

function sharedProperties(
  tenant: TenantDescription,
  recipient: RecipientDescription | GroupDescription,
): RawRow {
  const { name, alias, displayName } = recipient;
  const [address, ...proxies] = addressesOf(tenant, recipient);
  return {
    Identity: name,
    Id: name,
    Name: name,
    Alias: alias,
    DisplayName: displayName,
    DistinguishedName: recipientDn(tenant, name),
    OrganizationalUnit: `EURP000A001.prod.outlook.com/Microsoft Exchange Hosted Organizations/${tenant.domain}.onmicrosoft.com`,
    PrimarySmtpAddress: address,
    EmailAddresses: [`SMTP:${address}`, ...proxies.map((proxy) => `smtp:${proxy}`)],
    Title: "",
    City: "",
    StateOrProvince: "",
    CountryOrRegion: "Switzerland",
    Manager: "",
    HiddenFromAddressListsEnabled: false,
    ...EXCHANGE_DATES,
  };
}

const BLANK_ATTRIBUTES: RawRow = Object.fromEntries(
  Array.from({ length: 15 }, (_, index) => [`CustomAttribute${index + 1}`, ""]),
);

const customAttributes = (first: string): RawRow => ({
  ...BLANK_ATTRIBUTES,
  CustomAttribute1: first,
});
