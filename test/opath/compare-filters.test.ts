import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { compareFilters, sameMeaning } from "../../src/opath/compare-filters.ts";
import { evaluateFilter } from "../../src/opath/evaluate-filter.ts";
import { group, negation } from "../../src/opath/filter-ast.ts";
import { printFilter } from "../../src/opath/print-filter.ts";
import { anyFilter, anyPlainFilter, anyPlainRecipient, recipientWith } from "./arbitraries.ts";

const ids = (count: number, from = 0): string =>
  Array.from({ length: count }, (_, id) => `(ExternalDirectoryObjectId -eq 'id${id + from}')`).join(
    " -or ",
  );
const pair = "ExternalDirectoryObjectId -eq 'id0' -and ExternalDirectoryObjectId -eq 'id1'";
const groups = (count: number): string =>
  Array.from({ length: count }, (_, id) => `(MemberOfGroup -eq 'CN=${id}')`).join(" -or ");

describe("sameMeaning", () => {
  it.each([
    ["itself", "City -eq 'a'", "City -eq 'a'"],
    ["re-cased", "City -eq 'a'", "CITY -EQ 'A'"],
    ["re-quoted", "City -eq 'a'", '{City -eq "a"}'],
    ["wrapped", "City -eq 'a'", "(((City -eq 'a')))"],
    ["a boolean as stored", "ImapEnabled -eq $true", "ImapEnabled -eq 'True'"],
    ["a number as stored", "ResourceCapacity -eq 5", "ResourceCapacity -eq '5'"],
    ["a DN", "MemberOfGroup -eq 'CN=A,DC=x'", "MemberOfGroup -eq 'cn=a, dc=X'"],
    [
      "a GUID",
      `Guid -eq '{${"a".repeat(8)}-aaaa-aaaa-aaaa-${"a".repeat(12)}}'`,
      `Guid -eq '${"A".repeat(8)}-aaaa-aaaa-aaaa-${"a".repeat(12)}'`,
    ],
    ["order", "City -eq 'a' -or Alias -eq 'b'", "Alias -eq 'b' -or City -eq 'a'"],
    [
      "nesting",
      "City -eq 'a' -or (Alias -eq 'b' -or Title -eq 'c')",
      "(City -eq 'a' -or Alias -eq 'b') -or Title -eq 'c'",
    ],
    ["repetition", "City -eq 'a' -and City -eq 'A'", "City -eq 'a'"],
    ["double negation", "-not(-not(City -eq 'a'))", "City -eq 'a'"],
    ["-ne", "City -ne 'a'", "-not(City -eq 'a')"],
    ["-notlike", "City -notlike 'a*'", "-not(City -like 'a*')"],
    ["-ne $null", "City -ne $null", "-not(City -eq $null)"],
    ["De Morgan", "-not(City -eq 'a' -or Alias -eq 'b')", "City -ne 'a' -and Alias -ne 'b'"],
    [
      "distribution",
      "City -eq 'a' -and (Alias -eq 'b' -or Title -eq 'c')",
      "(City -eq 'a' -and Alias -eq 'b') -or (City -eq 'a' -and Title -eq 'c')",
    ],
    ["absorption", "City -eq 'a' -or (City -eq 'a' -and Alias -eq 'b')", "City -eq 'a'"],
    ["an unsupported pattern", "City -like '*a'", "city -like '*A'"],
    [
      "a chain that both readings parenthesise alike",
      "City -eq 'a' -and Alias -eq 'b' -or Title -eq 'c'",
      "(City -eq 'a' -and Alias -eq 'b') -or Title -eq 'c'",
    ],
    [
      "the same mixed chain",
      "City -eq 'a' -or Alias -eq 'b' -and Title -eq 'c'",
      "City -EQ 'a' -or Alias -eq 'b' -and Title -eq 'c'",
    ],
    ["hundreds of ids in another order", ids(300), `${ids(150, 150)} -or (${ids(150)})`],
    ["an undocumented property", "msFoo -eq 'a'", "MSFOO -eq 'A'"],
    ["a link that matches nobody", "Manager -eq 'Megan'", "Manager -eq 'MEGAN'"],
    ["a GUID that is none", "Guid -eq 'x'", "Guid -eq 'X'"],
    ["a redundant pair among 12 conditions", ids(12), `${ids(12)} -or (${pair})`],
    ["-ne on an address", "PrimarySmtpAddress -ne 'a'", "primarysmtpaddress -NE 'A'"],
  ])("finds %s the same", (_, one, other) => {
    expect(sameMeaning(one, other)).toBe("same");
  });

  it.each([
    ["another value", "City -eq 'a'", "City -eq 'b'"],
    ["another property", "City -eq 'a'", "Title -eq 'a'"],
    ["the opposite", "City -eq 'a'", "City -ne 'a'"],
    ["a wildcard", "City -eq 'a*'", "City -like 'a*'"],
    ["a longer prefix", "City -like 'a*'", "City -like 'ab*'"],
    ["-and for -or", "City -eq 'a' -and Alias -eq 'b'", "City -eq 'a' -or Alias -eq 'b'"],
    ["one condition more", "City -eq 'a'", "City -eq 'a' -and Alias -eq 'b'"],
    ["one alternative more", "City -eq 'a'", "City -eq 'a' -or Alias -eq 'b'"],
    ["another group", "MemberOfGroup -eq 'CN=a'", "MemberOfGroup -eq 'CN=b'"],
    ["a group by its name", "MemberOfGroup -eq 'CN=a'", "MemberOfGroup -eq 'a'"],
    ["any group", "MemberOfGroup -eq 'CN=a'", "MemberOfGroup -ne $null"],
    ["another flag", "ImapEnabled -eq $true", "ImapEnabled -eq $false"],
    ["blank", "City -eq $null", "City -ne $null"],
    ["text for nothing", "City -eq $null", "City -eq 'null'"],
    ["another bound", "ResourceCapacity -gt 5", "ResourceCapacity -ge 5"],
    ["another date", "WhenCreatedUTC -gt '2024-01-01'", "WhenCreatedUTC -lt '2024-01-01'"],
    ["another link", "Manager -eq 'CN=a'", "Manager -eq 'CN=b'"],
    ["another address", "PrimarySmtpAddress -eq 'a@x'", "PrimarySmtpAddress -eq 'b@x'"],
    ["an address on another property", "PrimarySmtpAddress -eq 'a@x'", "Alias -eq 'a@x'"],
    ["one id of thousands", ids(5_000), `${ids(4_999)} -or (ExternalDirectoryObjectId -eq 'x')`],
    ["numbers above", "CustomAttribute1 -lt 5", "CustomAttribute1 -ne 5"],
    ["numbers below", "CustomAttribute1 -gt 5", "CustomAttribute1 -ne 5"],
    [
      "two values that must meet",
      "City -eq 'a' -and Alias -eq 'a'",
      "(City -eq 'a' -and Alias -eq 'a') -or (City -eq 'b' -and Alias -eq 'b')",
    ],
    ["one group of many", groups(40), groups(39)],
    [
      "precedence by parentheses",
      "(City -eq 'a' -or Alias -eq 'b') -and Title -eq 'c'",
      "City -eq 'a' -or (Alias -eq 'b' -and Title -eq 'c')",
    ],
  ])("finds %s different", (_, one, other) => {
    expect(sameMeaning(one, other)).toBe("different");
    expect(sameMeaning(other, one)).toBe("different");
  });

  it.each([
    ["unreadable text", "City -eq", "City -eq"],
    ["unreadable text on one side", "City -eq 'a'", "City = 'a'"],
    [
      "a chain whose readings differ",
      "City -eq 'a' -or Alias -eq 'b' -and Title -eq 'c'",
      "City -eq 'a' -or (Alias -eq 'b' -and Title -eq 'c')",
    ],
    ["conditions that exclude each other", "City -eq 'a'", "City -eq 'a' -and City -ne 'b'"],
    ["a pattern without wildcard", "City -like 'a'", "City -eq 'a'"],
    ["unsupported patterns", "City -like '*a'", "City -like '*b'"],
    [
      "the odd opposite of an address",
      "PrimarySmtpAddress -ne 'a@x'",
      "-not(PrimarySmtpAddress -eq 'a@x')",
    ],
    ["sizes", "IssueWarningQuota -gt '1GB'", "IssueWarningQuota -gt '1024MB'"],
    ["an address searched twice", "PrimarySmtpAddress -eq 'a@x'", "EmailAddresses -eq 'a@x'"],
    ["a redundant pair among 13 conditions", ids(13), `${ids(13)} -or (${pair})`],
    ["one undocumented property in two casings", "msFoo -eq 'a'", "MSFOO -like 'a'"],
    ["an ambiguous integer and nothing", "City -eq 007", "City -eq $null"],
    ["an ambiguous integer", "City -eq 007", "City -eq '007'"],
  ])("leaves %s unknown", (_, one, other) => {
    expect(sameMeaning(one, other)).toBe("unknown");
  });
});

describe("compareFilters", () => {
  it("same_is_same: filters that mean the same select the same recipients", () => {
    const property = fc.property(
      anyPlainFilter,
      anyPlainFilter,
      anyPlainRecipient,
      (a, b, plain) => {
        fc.pre(compareFilters(a, b) === "same");
        const recipient = recipientWith({ ...plain });
        expect(evaluateFilter(a, recipient)).toEqual(evaluateFilter(b, recipient));
      },
    );
    fc.assert(property);
  });

  it("opposites_differ: a filter that can be met never means the same as its opposite", () => {
    const property = fc.property(anyPlainFilter, (filter) => {
      expect(compareFilters(filter, negation(filter))).not.toBe("same");
    });
    fc.assert(property);
  });

  it("spelling_is_nothing: rewriting a filter as Exchange may do leaves its meaning", () => {
    const property = fc.property(anyFilter, (filter) => {
      const text = printFilter(filter);
      expect(sameMeaning(text, `{ ((${text})) }`)).toBe("same");
      expect(compareFilters(filter, group("and", [filter, filter]))).toBe("same");
      expect(compareFilters(filter, negation(negation(filter)))).toBe("same");
    });
    fc.assert(property);
  });

  it("is_symmetric: the order of the two filters changes nothing", () => {
    const property = fc.property(anyFilter, anyFilter, (a, b) => {
      expect(compareFilters(a, b)).toBe(compareFilters(b, a));
    });
    fc.assert(property);
  });
});
