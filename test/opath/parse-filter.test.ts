import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseFilter } from "../../src/opath/parse-filter.ts";
import { printFilter } from "../../src/opath/print-filter.ts";
import { withoutOffsets } from "./arbitraries.ts";
import { readOrFail } from "./read-or-fail.ts";

const FABRIKAM =
  "CN=mesga20220818210551,OU=Fabrikam346.onmicrosoft.com,OU=Microsoft Exchange Hosted Organizations,DC=NAMPR00A001,DC=prod,DC=outlook,DC=com";

describe("parseFilter", () => {
  // Filters that Microsoft's pages print, each with its page; canonical form on the right.
  it.each([
    {
      source: "New-ManagementScope and MSJP-RBAC",
      text: "Alias -eq 'user1'",
      printed: "Alias -eq 'user1'",
    },
    {
      source: "permissions-exo/application-rbac",
      text: "CustomAttribute1 -eq '012332'",
      printed: "CustomAttribute1 -eq '012332'",
    },
    {
      source: "New-ManagementScope, with -RecipientRoot",
      text: "RecipientType -eq 'UserMailbox'",
      printed: "RecipientType -eq 'UserMailbox'",
    },
    {
      source: "New-ManagementScope",
      text: "Title -like 'VP*'",
      printed: "Title -like 'VP*'",
    },
    {
      source: "New-ManagementScope, note on country codes",
      text: "UsageLocation -eq 'FR'",
      printed: "UsageLocation -eq 'FR'",
    },
    {
      source: "permissions-exo/application-rbac",
      text: `MemberOfGroup -eq '${FABRIKAM}'`,
      printed: `MemberOfGroup -eq '${FABRIKAM}'`,
    },
    {
      source: "legacy-protocols/smtp-app-rbac-onboarding",
      text: "MemberOfGroup -eq 'CN=rbac,OU={tenant name}.onmicrosoft.com,DC=COM'",
      printed: "MemberOfGroup -eq 'CN=rbac,OU={tenant name}.onmicrosoft.com,DC=COM'",
    },
    {
      source: "exchange/recipientfilter-properties",
      text: "AdministrativeUnits -eq '$dn'",
      printed: "AdministrativeUnits -eq '$dn'",
    },
    {
      source: "exchange/recipient-filters",
      text: "((RecipientTypeDetails -eq 'UserMailbox') -and (Company -eq 'Contoso') -and (Office -eq 'North Building'))",
      printed:
        "(RecipientTypeDetails -eq 'UserMailbox') -and (Company -eq 'Contoso') -and (Office -eq 'North Building')",
    },
    {
      source: "exchange/recipient-filters",
      text: "HiddenFromAddressListsEnabled -eq `$true",
      printed: "HiddenFromAddressListsEnabled -eq $true",
    },
    {
      source: "exchange/recipient-filters",
      text: '{CountryCode -eq "840"}',
      printed: "CountryCode -eq '840'",
    },
    {
      source: "exchange/recipient-filters, (Criteria1 -and Criteria2) -or Criteria3",
      text: "(City -eq 'a' -and City -eq 'b') -or City -eq 'c'",
      printed: "((City -eq 'a') -and (City -eq 'b')) -or (City -eq 'c')",
    },
    {
      source: "a dynamic group as the service stores it",
      text: "((((RecipientType -eq 'UserMailbox'))) -and (-not(Name -like 'SystemMailbox{*')) -and (-not(Name -like 'CAS_{*')))",
      printed:
        "(RecipientType -eq 'UserMailbox') -and (-not(Name -like 'SystemMailbox{*')) -and (-not(Name -like 'CAS_{*'))",
    },
    {
      source: "a boolean as the service stores it",
      text: "HIDDENFROMADDRESSLISTSENABLED -EQ 'False'",
      printed: "HIDDENFROMADDRESSLISTSENABLED -eq 'False'",
    },
  ])("reads the filter of $source", ({ text, printed }) => {
    expect(printFilter(readOrFail(text))).toBe(printed);
  });

  it("reads one filter from every form that a service may give it", () => {
    const forms = [
      "City -eq 'a' -or -not (Alias -like \"b*\")",
      "{ City -eq 'a' -or -not (Alias -like 'b*') }",
      "((City -EQ 'a') -OR (-NOT((Alias -Like 'b*'))))",
      "(((City -eq 'a')))\n-or\n!Alias -like 'b*'",
    ];
    const [first, ...others] = forms.map((text) => withoutOffsets(readOrFail(text)));
    for (const other of others) expect(other).toEqual(first);
  });

  it("keeps joins of joins apart, and -not close to its condition", () => {
    expect(readOrFail("-not City -eq 'a' -and (City -eq 'b' -and City -eq 'c')")).toMatchObject({
      kind: "and",
      operands: [{ kind: "not", operand: { kind: "comparison" } }, { kind: "and" }],
    });
  });

  it("places a comparison and its value", () => {
    expect(readOrFail(" ( City -eq 'a' )")).toEqual({
      kind: "comparison",
      property: "City",
      operator: "eq",
      value: { kind: "text", text: "a" },
      offset: 3,
      valueOffset: 12,
    });
  });

  it("keeps a chain of -and and -or without parentheses as it is", () => {
    const filter = readOrFail("A -eq 1 -or B -eq 2 -or C -eq 3 -and D -eq 4 -or E -eq 5");
    expect(filter).toMatchObject({
      kind: "mixed",
      joins: ["or", "or", "and", "or"],
      offset: 32,
    });
    expect(readOrFail("A -eq 1 -or (B -eq 2 -and C -eq 3)").kind).toBe("or");
  });

  it("freezes what it gives", () => {
    const filter = readOrFail("A -eq 1 -or B -eq 2");
    expect(Object.isFrozen(filter)).toBe(true);
    expect(filter.kind === "or" && Object.isFrozen(filter.operands)).toBe(true);
  });

  it.each([
    ["", "emptyFilter", 0],
    ["  \n", "emptyFilter", 3],
    ["{ }", "emptyFilter", 2],
    ["City", "unexpectedEnd", 4],
    ["City -eq", "unexpectedEnd", 8],
    ["City -eq City", "unexpectedToken", 9],
    ["'x' -eq City", "unexpectedToken", 0],
    ["City 'x'", "unexpectedToken", 5],
    ["City -eq 'x' -and", "unexpectedEnd", 17],
    ["City -eq 'x' 'y'", "unexpectedToken", 13],
    ["City -eq 'x' City -eq 'y'", "unexpectedToken", 13],
    ["-or City -eq 'x'", "unexpectedToken", 0],
    ["(City -eq 'x'", "unexpectedEnd", 13],
    ["City -eq 'x')", "unexpectedToken", 12],
    ["()", "unexpectedToken", 1],
    ["{City -eq 'x'", "unexpectedEnd", 13],
    ["{City -eq 'x'} -and City -eq 'y'", "unexpectedToken", 15],
    ["({City -eq 'x'})", "unexpectedToken", 1],
    ["City -eq 'x'}", "unexpectedToken", 12],
    ["-not", "unexpectedEnd", 4],
    ["City -eq 'x", "unclosedText", 9],
  ])("refuses `%s`", (text, kind, offset) => {
    expect(parseFilter(text)).toMatchObject({ ok: false, error: { kind, offset } });
  });

  it.each([
    ["parentheses", `${"(".repeat(100_000)}A -eq 1`],
    ["negations", `${"-not ".repeat(100_000)}A -eq 1`],
    ["joins inside joins", nest(201, "(A -eq 1 -and ", "A -eq 1", ")")],
    ["joins inside mixed joins", nest(101, "(A -eq 1 -and A -eq 2 -or ", "A -eq 1", ")")],
    ["levels", `${"!".repeat(201)}A -eq 1`],
    ["mixed joins", `A -eq 1${" -and A -eq 1 -or A -eq 1".repeat(5_000)}`],
  ])("refuses too many %s without a stack overflow", (_, text) => {
    expect(parseFilter(text)).toMatchObject({ ok: false, error: { kind: "tooDeep" } });
  });

  it("reads long joins and as many levels as it allows", () => {
    expect(parseFilter(`A -eq 1${" -or A -eq 1".repeat(20_000)}`).ok).toBe(true);
    expect(parseFilter(`${"!".repeat(200)}A -eq 1`).ok).toBe(true);
    expect(parseFilter(nest(200, "(A -eq 1 -and ", "A -eq 1", ")")).ok).toBe(true);
    expect(parseFilter(nest(100, "(A -eq 1 -and A -eq 2 -or ", "A -eq 1", ")")).ok).toBe(true);
  });

  it("total: any text gives a filter, or an error that points inside the text", () => {
    const property = fc.property(fc.oneof(fc.string(), anyScraps), (text) => {
      const parsed = parseFilter(text);
      if (parsed.ok) return;
      expect(parsed.error.offset).toBeGreaterThanOrEqual(0);
      expect(parsed.error.offset).toBeLessThanOrEqual(text.length);
      expect(parsed.error.expected).not.toBe("");
    });
    fc.assert(property, { numRuns: 2_000 });
  });
});

const nest = (levels: number, open: string, inner: string, close: string): string =>
  open.repeat(levels) + inner + close.repeat(levels);

const anyScraps = fc
  .array(
    fc.constantFrom(
      "City",
      "-eq",
      "'a'",
      "(",
      ")",
      "{",
      "}",
      "-and",
      "-or",
      "!",
      "-not",
      "'",
      '"',
      "$x",
      "`",
    ),
    { maxLength: 12 },
  )
  .map((scraps) => scraps.join(" "));
