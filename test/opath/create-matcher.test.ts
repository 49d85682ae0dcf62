import { describe, expect, it } from "vitest";
import { recipientWith } from "./arbitraries.ts";
import { judge } from "./read-or-fail.ts";

/** Rows of one property: its value, a condition on it, and what comes out. */
const decides = (rows: readonly (readonly [unknown, string, string])[]): void => {
  it.each(rows.map(([value, text, verdict]) => ({ value, text, verdict })))(
    "$value under $text: $verdict",
    ({ value, text, verdict }) => {
      const name = text.split(" ")[0] ?? "";
      expect(judge(text, recipientWith({ [name]: value }))).toBe(verdict);
    },
  );
};

describe("text", () => {
  decides([
    ["Zug", "City -eq 'zUG'", "true"],
    ["Zug", "City -eq 'Zu'", "false"],
    ["abc", "City -eq 'abc*'", "false"],
    ["abc*", "City -eq 'ABC*'", "true"],
    ["abcd", "City -like 'AbC*'", "true"],
    ["xabc", "City -like 'abc*'", "false"],
    ["abc", "City -like 'ABC'", "true"],
    ["abcd", "City -like 'abc'", "false"],
    ["abcd", "City -notlike 'abc*'", "false"],
    ["xyz", "City -notlike 'abc*'", "true"],
    ["abc", "City -like '*'", "true"],
    ["abc", "City -like '*c'", "unsupportedWildcard"],
    ["abc", "City -like 'a*c*'", "unsupportedWildcard"],
    ["abc", "City -like 'ab?'", "unsupportedWildcard"],
    ["abc", "City -like '[a]bc'", "unsupportedWildcard"],
    ["abc", "City -like 'a`bc'", "unsupportedWildcard"],
    ["abc", "City -notlike '*c'", "unsupportedWildcard"],
    ["SystemMailbox{1}", "Name -like 'SystemMailbox{*'", "true"],
    ["5", "City -eq 5", "true"],
    [5, "City -eq '5'", "true"],
    ["007", "City -eq '007'", "true"],
    ["007", "City -eq 007", "unsupportedValue"],
    ["0", "City -eq 0", "true"],
    ["0", "City -eq -0", "unsupportedValue"],
    ["TRUE", "City -eq $true", "true"],
    [true, "City -eq 'True'", "true"],
    ["False", "City -eq $false", "true"],
    ["abc", "City -like $null", "unsupportedComparison"],
    ["abc", "City -gt $null", "unsupportedComparison"],
    [{}, "City -eq 'x'", "unreadableValue"],
    [7n, "City -eq 'x'", "unreadableValue"],
  ]);
});

describe("text that a directory may call equal", () => {
  decides([
    ["Zürich", "City -eq 'zÜRICH'", "true"],
    ["Zürich", "City -eq 'Zurich'", "undocumentedEquality"],
    ["Zurich", "City -eq 'Zürich'", "undocumentedEquality"],
    ["Zurich", "City -ne 'Zürich'", "undocumentedEquality"],
    ["Zurich West", "City -like 'Zü*'", "undocumentedEquality"],
    ["Ｚｕｇ", "City -eq 'Zug'", "undocumentedEquality"],
    ["℡", "City -eq 'tel'", "undocumentedEquality"],
    ["Bern", "City -eq 'Zürich'", "false"],
    ["to smtp:a@b.example", "City -eq 'a@b.example'", "false"],
    ["to smtp:a@b.example", "City -eq 'tp:a@b.example'", "false"],
    ["SMTP:a@b.example", "ExternalEmailAddress -eq 'a@b.example'", "undocumentedEquality"],
    ["a@b.example", "ExternalEmailAddress -eq 'smtp:a@b.example'", "undocumentedEquality"],
    ["x500:a@b.example", "ExternalEmailAddress -eq 'smtp:x500:a@b.example'", "false"],
    ["SMTP:a@b.example", "ExternalEmailAddress -like 'a@*'", "undocumentedEquality"],
  ]);
});

describe("blank values", () => {
  decides([
    [null, "City -eq 'x'", "false"],
    [null, "City -ne 'x'", "true"],
    ["", "City -eq 'x'", "false"],
    [[], "City -like 'x*'", "false"],
    [["", null], "City -notlike 'x*'", "true"],
    [undefined, "City -eq $null", "true"],
    [null, "City -eq $null", "true"],
    ["", "City -eq $null", "true"],
    ["", "City -ne $null", "false"],
    [[], "City -eq $null", "true"],
    [[""], "City -eq $null", "true"],
    ["x", "City -eq $null", "false"],
    ["x", "City -ne $null", "true"],
    [["", "x"], "City -ne $null", "true"],
    [[null, "x", ""], "City -eq 'y'", "false"],
    ["None", "City -eq $null", "false"],
    [null, "City -eq ''", "undocumentedBlank"],
    ["", "City -ne ''", "undocumentedBlank"],
    ["x", "City -eq ''", "false"],
    [null, "City -like '*'", "undocumentedBlank"],
    [null, "City -gt '5'", "undocumentedBlank"],
    [[], "AcceptMessagesOnlyFrom -eq $null", "true"],
    [["a"], "AcceptMessagesOnlyFrom -ne $null", "true"],
    ["a", "AcceptMessagesOnlyFrom -eq 'a'", "unsupportedComparison"],
    ["00000000-0000-0000-0000-000000000000", "ArchiveGuid -eq $null", "undocumentedBlank"],
    ["10000000-0000-0000-0000-000000000000", "ArchiveGuid -eq $null", "false"],
    ["None", "ArchiveStatus -ne $null", "undocumentedBlank"],
    ["Active", "ArchiveStatus -ne $null", "true"],
    ["Unlimited", "RecipientLimits -eq $null", "undocumentedBlank"],
    [false, "ImapEnabled -eq $null", "undocumentedBlank"],
    [true, "ImapEnabled -eq $null", "false"],
    ["0", "City -eq $null", "false"],
    ["99 GB (106,300,440,576 bytes)", "IssueWarningQuota -ne $null", "true"],
  ]);
});

describe("booleans", () => {
  decides([
    [true, "HiddenFromAddressListsEnabled -eq $true", "true"],
    [true, "HiddenFromAddressListsEnabled -eq 'True'", "true"],
    ["true", "HiddenFromAddressListsEnabled -eq 'True'", "true"],
    [true, "HiddenFromAddressListsEnabled -ne $true", "false"],
    [false, "HiddenFromAddressListsEnabled -eq $true", "false"],
    [false, "HiddenFromAddressListsEnabled -eq 'False'", "true"],
    [false, "HiddenFromAddressListsEnabled -eq 0", "unsupportedValue"],
    [false, "HiddenFromAddressListsEnabled -eq '$false'", "unsupportedValue"],
    [0, "HiddenFromAddressListsEnabled -eq $false", "unreadableValue"],
    [null, "HiddenFromAddressListsEnabled -eq $false", "undocumentedBlank"],
    [true, "HiddenFromAddressListsEnabled -like 'T*'", "unsupportedComparison"],
  ]);
});

describe("integers", () => {
  decides([
    [500, "ResourceCapacity -eq 500", "true"],
    ["500", "ResourceCapacity -eq '500'", "true"],
    [500, "ResourceCapacity -eq 0500", "true"],
    [500, "ResourceCapacity -ne 500", "false"],
    [10, "ResourceCapacity -gt 9", "true"],
    [10, "ResourceCapacity -gt 10", "false"],
    [10, "ResourceCapacity -ge 10", "true"],
    [9, "ResourceCapacity -ge 10", "false"],
    [9, "ResourceCapacity -lt '10'", "true"],
    [10, "ResourceCapacity -lt 10", "false"],
    [10, "ResourceCapacity -le 10", "true"],
    [11, "ResourceCapacity -le 10", "false"],
    ["Unlimited", "RecipientLimits -eq 'unlimited'", "true"],
    ["Unlimited", "RecipientLimits -eq 500", "false"],
    [500, "RecipientLimits -eq 'Unlimited'", "false"],
    ["Unlimited", "RecipientLimits -gt 500", "undocumentedOrder"],
    [500, "RecipientLimits -lt 'Unlimited'", "undocumentedOrder"],
    [null, "ResourceCapacity -lt 10", "undocumentedBlank"],
    [null, "ResourceCapacity -eq 10", "false"],
    [true, "ResourceCapacity -eq 1", "unreadableValue"],
    [5, "ResourceCapacity -like '5*'", "unsupportedComparison"],
  ]);
});

describe("the order of text", () => {
  decides([
    ["7", "CustomAttribute1 -gt '5'", "true"],
    ["5", "CustomAttribute1 -gt 5", "false"],
    ["5", "CustomAttribute1 -ge 5", "true"],
    ["10", "CustomAttribute1 -gt '9'", "undocumentedOrder"],
    ["10", "CustomAttribute1 -lt '9'", "undocumentedOrder"],
    ["b", "CustomAttribute1 -gt 'a'", "undocumentedOrder"],
    ["5", "CustomAttribute1 -gt 'a'", "undocumentedOrder"],
    ["2024-02-01", "CustomAttribute1 -gt '2024-01-31'", "true"],
    ["2024-02-01", "CustomAttribute1 -lt '2024-01-31'", "false"],
    ["2024-01-01", "CustomAttribute1 -lt '2024-02-01'", "true"],
    ["2024-02-01", "CustomAttribute1 -lt '2024-03-01T00:00:00Z'", "undocumentedOrder"],
    ["abc", "CustomAttribute1 -gt '2024-01-01'", "undocumentedOrder"],
    ["2024-01-01", "CustomAttribute1 -gt 'abc'", "undocumentedOrder"],
    ["2024-01-01t10:00Z", "CustomAttribute1 -le '2024-01-01T10:00Z'", "true"],
    ["2024-01-01T10:00Z", "CustomAttribute1 -ge '2024-01-01t10:00Z'", "true"],
    ["7", "RetentionPolicy -lt '8'", "true"],
    ["x", "RetentionPolicy -like 'x*'", "unsupportedComparison"],
  ]);
});

describe("dates", () => {
  decides([
    ["2024-04-10T08:56:22.0000000+00:00", "WhenCreated -gt '2024-04-10T08:56:21Z'", "true"],
    ["2024-04-10T08:56:22Z", "WhenCreated -eq '2024-04-10T10:56:22+02:00'", "true"],
    ["2024-04-10T08:56:22Z", "WhenCreated -eq '2024-04-10T08:56:23Z'", "false"],
    ["2024-04-10T08:56:22Z", "WhenCreated -lt '2024-04-12'", "true"],
    ["2024-04-10T08:56:22Z", "WhenCreated -lt '2024-04-10T23:00:00'", "true"],
    ["2024-04-10T08:56:22Z", "WhenCreated -lt '2024-04-10'", "unknownTimeZone"],
    ["2024-04-10T08:56:22Z", "WhenCreated -eq '2024-04-10'", "unknownTimeZone"],
    ["2024-04-10T08:56:22Z", "WhenCreated -eq '2024-04-12'", "false"],
    ["2024-04-10T00:00:00Z", "WhenCreatedUTC -eq '2024-04-10'", "true"],
    ["2024-04-10T08:56:22Z", "WhenCreatedUTC -gt '2024-04-10'", "true"],
    ["2024-04-10T08:56:22Z", "WhenCreated -gt '4/1/2024'", "unsupportedValue"],
    ["4/10/2024 8:56:22 AM", "WhenCreated -gt '2024-04-01'", "unreadableValue"],
    [null, "WhenSoftDeleted -eq '2024-04-01'", "false"],
    [null, "WhenSoftDeleted -lt '2024-04-01'", "undocumentedBlank"],
    [null, "WhenSoftDeleted -eq $null", "true"],
    ["2024-04-10", "WhenCreated -like '2024*'", "unsupportedComparison"],
    ["2024-04-10", "WhenCreatedUTC -like '2024*'", "unsupportedComparison"],
  ]);
});

describe("GUIDs", () => {
  const id = "45ad6645-57a8-4fef-ad2f-ac5bd3de7d7c";
  decides([
    [id, `Guid -eq '${id.toUpperCase()}'`, "true"],
    [`{${id}}`, `Guid -eq '${id}'`, "true"],
    [id, `ExchangeGuid -eq '{${id}}'`, "true"],
    [id, `Guid -ne '${id}'`, "false"],
    [id, "Guid -eq '00000000-57a8-4fef-ad2f-ac5bd3de7d7c'", "false"],
    [id, "Guid -eq 'adele'", "unsupportedValue"],
    ["adele", `Guid -eq '${id}'`, "unreadableValue"],
    [null, `ArchiveGuid -eq '${id}'`, "false"],
    [id, `Guid -like '${id}'`, "unsupportedComparison"],
    [id, `ExternalDirectoryObjectId -eq '${id.toUpperCase()}'`, "true"],
  ]);
});

describe("links", () => {
  const manager = "CN=Megan,OU=Contoso,DC=com";
  decides([
    [manager, "Manager -eq 'cn=megan, ou=contoso, dc=com'", "true"],
    [manager, "Manager -ne 'CN=Megan,OU=Contoso,DC=com'", "false"],
    [manager, "Manager -eq 'CN=Other'", "false"],
    [manager, "Manager -eq 'Megan'", "false"],
    [manager, "Manager -ne 'Megan'", "true"],
    ["Megan", "Manager -eq 'Megan'", "false"],
    ["Megan", "Manager -eq 'CN=Megan,OU=Contoso,DC=com'", "unreadableValue"],
    ["contoso.com/Users/Megan", "Manager -ne 'CN=Megan'", "unreadableValue"],
    [["Group", manager], "ManagedBy -eq 'CN=Megan,OU=Contoso,DC=com'", "true"],
    [["Group", manager], "ManagedBy -eq 'CN=Other'", "unreadableValue"],
    [[], "AdministrativeUnits -eq 'CN=Unit'", "false"],
    [null, "Manager -eq $null", "true"],
    ["Megan", "Manager -ne $null", "true"],
    [manager, "Manager -like 'CN=Megan*'", "unsupportedComparison"],
    ["CN=Doe\\, Jane,DC=com", "Manager -eq 'CN=Doe\\2C Jane, DC=com'", "true"],
    [manager, "DistinguishedName -eq 'CN=MEGAN,OU=Contoso, DC=com'", "true"],
    [manager, "DistinguishedName -eq 'Megan'", "unsupportedValue"],
    ["Megan", "Id -eq 'Megan'", "unsupportedValue"],
  ]);
});

describe("names from a list", () => {
  decides([
    ["UserMailbox", "RecipientTypeDetails -eq 'usermailbox'", "true"],
    ["SharedMailbox", "RecipientTypeDetails -eq 'UserMailbox'", "false"],
    ["SharedMailbox", "RecipientTypeDetails -ne 'UserMailbox'", "true"],
    ["SharedMailbox", "RecipientTypeDetails -eq 4", "unreadableValue"],
    [4, "RecipientTypeDetails -eq 4", "true"],
    [4, "RecipientTypeDetails -eq '1'", "false"],
    [null, "RecipientTypeDetails -eq 'UserMailbox'", "false"],
    ["UserMailbox", "RecipientTypeDetails -like 'User*'", "unsupportedComparison"],
    ["FR", "UsageLocation -eq 'fr'", "true"],
    ["DE", "UsageLocation -eq 'FR'", "false"],
    ["France", "UsageLocation -eq 'France'", "true"],
    ["United States", "UsageLocation -eq 'UnitedStates'", "unreadableValue"],
    ["Germany", "CountryOrRegion -eq 'FR'", "unreadableValue"],
    ["DE", "CountryOrRegion -eq 'France'", "unreadableValue"],
    [null, "CountryOrRegion -eq 'FR'", "false"],
    ["DE", "C -eq 'FR'", "false"],
  ]);
});

describe("kinds without a documented comparison", () => {
  decides([
    ["LitigationHold", "ElcMailboxFlags -eq 'LitigationHold'", "unsupportedComparison"],
    ["99 GB", "IssueWarningQuota -gt '1GB'", "unsupportedComparison"],
    ["90.00:00:00", "AuditLogAgeLimit -eq '90.00:00:00'", "unsupportedComparison"],
    ["x", "Certificate -eq 'x'", "unsupportedComparison"],
    ["Person", "ObjectCategory -eq 'Person'", "unsupportedComparison"],
  ]);
});
