import { describe, expect, it } from "vitest";
import { recipientWith } from "./arbitraries.ts";
import { judge } from "./read-or-fail.ts";

const PrimarySmtpAddress = "dario@contoso.com";
const EmailAddresses = ["SMTP:dario@contoso.com", "smtp:old@contoso.com"];

const both = recipientWith({ PrimarySmtpAddress, EmailAddresses });
const onlyPrimary = recipientWith({ PrimarySmtpAddress });
const onlyProxies = recipientWith({ EmailAddresses });

describe("PrimarySmtpAddress", () => {
  // "Any filter that uses the PrimarySmtpAddress property will also search EmailAddresses".
  it.each([
    ["PrimarySmtpAddress -eq 'DARIO@contoso.com'", "true", "true", "true"],
    ["PrimarySmtpAddress -eq 'old@contoso.com'", "true", "propertyNotRead", "true"],
    ["PrimarySmtpAddress -eq 'x@contoso.com'", "false", "propertyNotRead", "false"],
    ["PrimarySmtpAddress -like 'old*'", "true", "propertyNotRead", "true"],
    ["PrimarySmtpAddress -ne 'dario@contoso.com'", "false", "false", "primaryAddressReadings"],
    [
      "PrimarySmtpAddress -ne 'old@contoso.com'",
      "primaryAddressReadings",
      "propertyNotRead",
      "primaryAddressReadings",
    ],
    ["PrimarySmtpAddress -ne 'x@contoso.com'", "true", "propertyNotRead", "true"],
    [
      "PrimarySmtpAddress -notlike 'old*'",
      "primaryAddressReadings",
      "propertyNotRead",
      "primaryAddressReadings",
    ],
    ["PrimarySmtpAddress -notlike 'x*'", "true", "propertyNotRead", "true"],
    ["-not(PrimarySmtpAddress -eq 'old@contoso.com')", "false", "propertyNotRead", "false"],
    [
      "PrimarySmtpAddress -like '*old'",
      "unsupportedWildcard",
      "unsupportedWildcard",
      "unsupportedWildcard",
    ],
    ["PrimarySmtpAddress -ne $null", "true", "true", "propertyNotRead"],
    [
      "PrimarySmtpAddress -eq 'darió@contoso.com'",
      "undocumentedEquality",
      "undocumentedEquality",
      "undocumentedEquality",
    ],
    [
      "PrimarySmtpAddress -ne 'darió@contoso.com'",
      "undocumentedEquality",
      "undocumentedEquality",
      "undocumentedEquality",
    ],
  ])("decides %s", (text, ofBoth, ofPrimary, ofProxies) => {
    expect([judge(text, both), judge(text, onlyPrimary), judge(text, onlyProxies)]).toEqual([
      ofBoth,
      ofPrimary,
      ofProxies,
    ]);
  });

  it("is found among alternatives by a proxy address, too", () => {
    const text =
      "PrimarySmtpAddress -eq 'x@contoso.com' -or PrimarySmtpAddress -eq 'old@contoso.com'";
    expect(judge(text, both)).toBe("true");
  });

  it("keeps an address that cannot be told unknown", () => {
    const odd = recipientWith({ PrimarySmtpAddress: {}, EmailAddresses: [] });
    expect(judge("PrimarySmtpAddress -eq 'x@contoso.com'", odd)).toBe("unreadableValue");
    const found = recipientWith({ PrimarySmtpAddress: {}, EmailAddresses });
    expect(judge("PrimarySmtpAddress -eq 'old@contoso.com'", found)).toBe("true");
  });
});
