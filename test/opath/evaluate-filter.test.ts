import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { compileFilter, evaluateFilter } from "../../src/opath/evaluate-filter.ts";
import { comparison, group, negation, textValue } from "../../src/opath/filter-ast.ts";
import type { UnmixedFilter } from "../../src/opath/filter-ast.ts";
import { anyFilter, anyPlainFilter, anyPlainRecipient, recipientWith } from "./arbitraries.ts";
import type { PlainRecipient } from "./arbitraries.ts";
import { judge, readOrFail } from "./read-or-fail.ts";

const GROUP = "CN=mesga,OU=Fabrikam346.onmicrosoft.com,DC=com";

const adele = recipientWith(
  {
    Alias: "adele",
    City: "Seattle",
    Company: "Contoso",
    Office: "North Building",
    Title: "VP Sales",
    CustomAttribute1: "012332",
    RecipientType: "UserMailbox",
    RecipientTypeDetails: "UserMailbox",
    Department: null,
    Name: "adele",
    UsageLocation: "France",
    Notes: "",
  },
  { [GROUP.toLowerCase()]: "true", "cn=veiled": "unknown" },
);

describe("evaluateFilter", () => {
  // Filters that Microsoft's pages print; sources stand in parse-filter.test.ts.
  it.each([
    ["CustomAttribute1 -eq '012332'", "true"],
    ["CustomAttribute1 -eq '12332'", "false"],
    ["RecipientType -eq 'UserMailbox'", "true"],
    ["Title -like 'VP*'", "true"],
    ["Title -like 'Manager*'", "false"],
    ["Alias -eq 'user1'", "false"],
    ["Alias -ne 'mbxa'", "true"],
    [`MemberOfGroup -eq '${GROUP}'`, "true"],
    [
      "((RecipientTypeDetails -eq 'UserMailbox') -and (Company -eq 'Contoso') -and (Office -eq 'North Building'))",
      "true",
    ],
    ["UsageLocation -eq 'FR'", "unreadableValue"],
    ["(Alias -eq 'adele') -and (-not(Name -like 'SystemMailbox{*'))", "true"],
  ])("decides %s", (text, verdict) => {
    expect(judge(text, adele)).toBe(verdict);
  });

  // Kleene's tables: an unknown counts only where it decides.
  it.each([
    ["City -eq 'Seattle' -and Alias -eq 'adele'", "true"],
    ["City -eq 'Seattle' -and Alias -eq 'bianca'", "false"],
    ["Pager -eq 'x' -and Alias -eq 'adele'", "propertyNotRead"],
    ["Alias -eq 'adele' -and Pager -eq 'x'", "propertyNotRead"],
    ["Pager -eq 'x' -and Alias -eq 'bianca'", "false"],
    ["Pager -eq 'x' -or Alias -eq 'adele'", "true"],
    ["Pager -eq 'x' -or Alias -eq 'bianca'", "propertyNotRead"],
    ["City -eq 'Paris' -or Alias -eq 'bianca'", "false"],
    ["-not(Pager -eq 'x')", "propertyNotRead"],
    ["-not(City -eq 'Paris')", "true"],
    ["-not(City -eq 'Seattle')", "false"],
    ["Pager -ne 'x'", "propertyNotRead"],
  ])("joins %s", (text, verdict) => {
    expect(judge(text, adele)).toBe(verdict);
  });

  it("gives the first unknown that mattered, with its place and its property as written", () => {
    const text = "(Alias -eq 'adele') -and (pager -eq 'x') -and (Title -like '*VP')";
    expect(evaluateFilter(readOrFail(text), adele)).toEqual({
      value: "unknown",
      because: { kind: "propertyNotRead", offset: text.indexOf("pager"), property: "pager" },
    });
    const wildcard = "(Alias -eq 'adele') -and (Title -like '*VP')";
    expect(evaluateFilter(readOrFail(wildcard), adele)).toEqual({
      value: "unknown",
      because: { kind: "unsupportedWildcard", offset: wildcard.indexOf("'*"), property: "Title" },
    });
  });

  it("tells a property that nobody documents from one that was not read", () => {
    expect(judge("RecipientTypeDetailsValue -eq 'MailboxPlan'", adele)).toBe("unknownProperty");
    expect(judge("toString -eq 'x'", adele)).toBe("unknownProperty");
    const read = recipientWith({ RecipientTypeDetailsValue: "MailboxPlan" });
    expect(judge("RecipientTypeDetailsValue -eq 'MailboxPlan'", read)).toBe("true");
  });

  it("asks for a property in its documented casing", () => {
    expect(judge("COMPANY -eq 'CONTOSO'", adele)).toBe("true");
    expect(judge("customattribute1 -eq '012332'", adele)).toBe("true");
  });

  // R5.3: both readings of a chain without parentheses.
  it.each([
    [
      "(x -and y) -or z is what both readings say",
      "City -eq 'Paris' -and Alias -eq 'b' -or Title -like 'VP*'",
      "true",
    ],
    [
      "both readings agree on true",
      "City -eq 'Seattle' -or Alias -eq 'b' -and Alias -eq 'adele'",
      "true",
    ],
    [
      "both readings agree on false",
      "City -eq 'Paris' -or Alias -eq 'b' -and Alias -eq 'adele'",
      "false",
    ],
    [
      "the readings differ",
      "City -eq 'Seattle' -or Alias -eq 'adele' -and Alias -eq 'b'",
      "mixedPrecedence",
    ],
    [
      "the readings differ inside -not",
      "-not(City -eq 'Seattle' -or Alias -eq 'adele' -and Alias -eq 'b')",
      "mixedPrecedence",
    ],
    ["parentheses decide", "City -eq 'Seattle' -or (Alias -eq 'adele' -and Alias -eq 'b')", "true"],
    [
      "parentheses decide",
      "(City -eq 'Seattle' -or Alias -eq 'adele') -and Alias -eq 'b'",
      "false",
    ],
    [
      "the difference does not matter",
      "Alias -eq 'b' -and (City -eq 'Seattle' -or Alias -eq 'adele' -and Alias -eq 'b')",
      "false",
    ],
  ])("reads mixed chains twice: %s", (_, text, verdict) => {
    expect(judge(text, adele)).toBe(verdict);
  });

  it("places a mixed chain", () => {
    const text = "City -eq 'Seattle' -or Alias -eq 'adele' -and Alias -eq 'b'";
    expect(evaluateFilter(readOrFail(text), adele)).toEqual({
      value: "unknown",
      because: { kind: "mixedPrecedence", offset: text.indexOf("-and") },
    });
  });

  it("agrees_with_truth: on plain values a filter is what logic makes of it", () => {
    const property = fc.property(anyPlainFilter, anyPlainRecipient, (filter, plain) => {
      const verdict = evaluateFilter(filter, recipientWith({ ...plain }));
      expect(verdict.value).toBe(String(isTrueOf(filter, plain)));
    });
    fc.assert(property, { numRuns: 1_000 });
  });

  it("not_opposes: -not turns true and false around and leaves an unknown alone", () => {
    const property = fc.property(anyFilter, anyPlainRecipient, (filter, plain) => {
      const recipient = recipientWith({ Alias: plain.Alias, MemberOfGroup: [] });
      const opposite = { true: "false", false: "true", unknown: "unknown" } as const;
      const { value } = evaluateFilter(filter, recipient);
      expect(evaluateFilter(negation(filter), recipient).value).toBe(opposite[value]);
    });
    fc.assert(property);
  });

  it("unread_is_never_decided: who was not read is selected by no condition and refused by none", () => {
    const nobody = {
      property: () => ({ status: "notRead" }) as const,
      memberOf: () => "unknown" as const,
    };
    for (const operator of ["eq", "ne", "like", "notlike", "gt"] as const) {
      for (const name of ["Alias", "EmailAddresses", "PrimarySmtpAddress", "Manager", "Guid"]) {
        const filter = comparison(name, operator, textValue("CN=a"));
        expect(evaluateFilter(filter, nobody).value).toBe("unknown");
      }
    }
  });

  it("order_of_alternatives: joining by -or gives one verdict in any order", () => {
    const conditions = [
      "Alias -eq 'ádele'",
      "Alias -eq 'bianca'",
      "City -eq 'seattle'",
      "Pager -eq 'x'",
      "Department -eq ''",
      "Alias -eq 5",
      "Alias -eq 007",
    ].map(readOrFail);
    const property = fc.property(fc.shuffledSubarray(conditions, { minLength: 2 }), (some) => {
      const together = evaluateFilter(group("or", some), adele).value;
      const apart = some.map((condition) => evaluateFilter(condition, adele).value);
      const rest = apart.includes("unknown") ? "unknown" : "false";
      expect(together).toBe(apart.includes("true") ? "true" : rest);
    });
    fc.assert(property);
  });

  it("looks a value up among hundreds of ids instead of comparing it with each", () => {
    const text = Array.from(
      { length: 500 },
      (_, id) => `(ExternalDirectoryObjectId -eq 'ID${id}')`,
    );
    const filter = compileFilter(readOrFail(text.join(" -or ")));
    let reads = 0;
    const recipient = (value: string): Parameters<typeof filter>[0] => ({
      property: () => {
        reads += 1;
        return { status: "read", value };
      },
      memberOf: () => "false",
    });
    expect(filter(recipient("id499")).value).toBe("true");
    expect(filter(recipient("id500")).value).toBe("false");
    expect(reads).toBe(2);
  });
});

/** The oracle: two-valued logic, written down once more. */
function isTrueOf(filter: UnmixedFilter, recipient: PlainRecipient): boolean {
  switch (filter.kind) {
    case "and":
      return filter.operands.every((operand) => isTrueOf(operand, recipient));
    case "or":
      return filter.operands.some((operand) => isTrueOf(operand, recipient));
    case "not":
      return !isTrueOf(filter.operand, recipient);
    case "comparison": {
      const actual = filter.property === "City" ? recipient.City : recipient.Alias;
      const constant = filter.value.kind === "text" ? filter.value.text : "";
      const equal = actual.toLowerCase() === constant.toLowerCase();
      return filter.operator === "eq" ? equal : !equal;
    }
  }
}
