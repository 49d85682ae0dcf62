import { describe, expect, it } from "vitest";
import { recipientWith } from "./arbitraries.ts";
import { judge } from "./read-or-fail.ts";

const SALES = "CN=Sales,OU=Contoso,DC=com";

describe("MemberOfGroup", () => {
  const member = recipientWith(
    { Alias: "adele" },
    { "cn=sales,ou=contoso,dc=com": "true", "cn=veiled,dc=com": "unknown" },
  );

  it.each([
    [`MemberOfGroup -eq '${SALES}'`, "true"],
    [`memberofgroup -eq '${SALES.toUpperCase()}'`, "true"],
    ["MemberOfGroup -eq 'CN=Sales, OU=Contoso, DC=com'", "true"],
    [`MemberOfGroup -ne '${SALES}'`, "false"],
    ["MemberOfGroup -eq 'CN=Other,DC=com'", "false"],
    ["MemberOfGroup -ne 'CN=Other,DC=com'", "true"],
    ["MemberOfGroup -eq 'CN=Veiled,DC=com'", "membershipUnknown"],
    ["MemberOfGroup -ne 'CN=Veiled,DC=com'", "membershipUnknown"],
    // A name, an address or an id "don't match anything".
    ["MemberOfGroup -eq 'Sales'", "false"],
    ["MemberOfGroup -ne 'Sales'", "true"],
    ["MemberOfGroup -eq 'sales@contoso.com'", "false"],
    ["MemberOfGroup -eq '45ad6645-57a8-4fef-ad2f-ac5bd3de7d7c'", "false"],
    ["MemberOfGroup -eq $true", "false"],
    ["MemberOfGroup -like 'CN=Sales*'", "unsupportedComparison"],
    [`MemberOfGroup -gt '${SALES}'`, "unsupportedComparison"],
    ["MemberOfGroup -eq $null", "propertyNotRead"],
  ])("decides %s", (text, verdict) => {
    expect(judge(text, member)).toBe(verdict);
  });

  it("is blank where the list of groups was read and is empty", () => {
    expect(judge("MemberOfGroup -eq $null", recipientWith({ MemberOfGroup: [] }))).toBe("true");
    expect(judge("MemberOfGroup -ne $null", recipientWith({ MemberOfGroup: [SALES] }))).toBe(
      "true",
    );
  });
});

describe("properties with several values", () => {
  const held = recipientWith({ ExtensionCustomAttribute1: ["Red", "Blue"], InPlaceHolds: [] });

  it.each([
    ["ExtensionCustomAttribute1 -eq 'blue'", "true"],
    ["ExtensionCustomAttribute1 -eq 'green'", "false"],
    ["ExtensionCustomAttribute1 -ne 'blue'", "false"],
    ["ExtensionCustomAttribute1 -ne 'green'", "true"],
    ["ExtensionCustomAttribute1 -like 'B*'", "true"],
    ["ExtensionCustomAttribute1 -notlike 'B*'", "false"],
    ["ExtensionCustomAttribute1 -notlike 'G*'", "true"],
    ["InPlaceHolds -eq 'x'", "false"],
    ["InPlaceHolds -ne 'x'", "true"],
    ["InPlaceHolds -eq $null", "true"],
  ])("decides %s", (text, verdict) => {
    expect(judge(text, held)).toBe(verdict);
  });

  it("lets a match win over a value that cannot be told, and that over no match", () => {
    const mixed = recipientWith({ EmailAddresses: [{}, "", "Zürich", "bern"] });
    expect(judge("EmailAddresses -eq 'bern'", mixed)).toBe("true");
    expect(judge("EmailAddresses -eq 'basel'", mixed)).toBe("unreadableValue");
    const near = recipientWith({ ExtensionCustomAttribute1: ["basel", "Zürich", "bern"] });
    expect(judge("ExtensionCustomAttribute1 -eq 'Zurich'", near)).toBe("undocumentedEquality");
  });
});

describe("EmailAddresses", () => {
  const adele = recipientWith({
    EmailAddresses: ["SMTP:Adele@contoso.com", "smtp:av@contoso.com", "SIP:adele@voice.example"],
  });

  it.each([
    ["EmailAddresses -eq 'adele@contoso.com'", "true"],
    ["EmailAddresses -eq 'smtp:adele@contoso.com'", "true"],
    ["EmailAddresses -eq 'sip:adele@voice.example'", "true"],
    ["EmailAddresses -eq 'adele@voice.example'", "false"],
    ["EmailAddresses -eq 'smtp:adele@voice.example'", "false"],
    ["EmailAddresses -eq 'bianca@contoso.com'", "false"],
    ["EmailAddresses -ne 'av@contoso.com'", "false"],
    ["EmailAddresses -like 'av@*'", "true"],
    ["EmailAddresses -like 'smtp:av*'", "true"],
    ["EmailAddresses -like 'smtp*'", "true"],
    ["EmailAddresses -like 'smtp:sip*'", "false"],
    ["EmailAddresses -eq 'avé@contoso.com'", "false"],
    ["EmailAddresses -eq 'av\u0301@contoso.com'", "undocumentedEquality"],
  ])("decides %s", (text, verdict) => {
    expect(judge(text, adele)).toBe(verdict);
  });

  it("finds a printed address without prefix by one with", () => {
    const bare = recipientWith({ EmailAddresses: ["a@b.example"] });
    expect(judge("EmailAddresses -eq 'SMTP:a@b.example'", bare)).toBe("true");
  });
});
