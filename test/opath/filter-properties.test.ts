import { describe, expect, it } from "vitest";
import { collectGroupDns, collectProperties } from "../../src/opath/filter-properties.ts";
import { readOrFail } from "./read-or-fail.ts";

describe("collectProperties", () => {
  it.each([
    [
      "CITY -eq 'a' -or (city -eq 'b' -and -not(customattribute12 -eq 'c'))",
      ["City", "CustomAttribute12"],
    ],
    [
      "memberofgroup -eq 'CN=a' -and Alias -ne 'b' -or Title -like 'c*'",
      ["MemberOfGroup", "Alias", "Title"],
    ],
    ["msFoo -eq 'a'", ["msFoo"]],
    ["primarysmtpaddress -eq 'a'", ["PrimarySmtpAddress", "EmailAddresses"]],
  ])("collects from %s", (text, names) => {
    expect([...collectProperties(readOrFail(text))]).toEqual(names);
  });
});

describe("collectGroupDns", () => {
  it.each([
    ["MemberOfGroup -eq 'CN=b' -or -not(memberofgroup -eq 'CN=a')", ["CN=b", "CN=a"]],
    ["MemberOfGroup -eq 'CN=A,DC=x' -and MemberOfGroup -ne 'cn=a, dc=X'", ["CN=A,DC=x"]],
    ["MemberOfGroup -eq 'Sales' -or MemberOfGroup -eq $null", []],
    ["Manager -eq 'CN=a' -or City -eq 'CN=b'", []],
  ])("collects from %s", (text, dns) => {
    expect([...collectGroupDns(readOrFail(text))]).toEqual(dns);
  });
});
