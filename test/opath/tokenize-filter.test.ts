import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { tokenizeFilter } from "../../src/opath/tokenize-filter.ts";

describe("tokenizeFilter", () => {
  // Source: learn.microsoft.com/powershell/exchange/recipient-filters, table of search values.
  it.each([
    ["'Text'", { kind: "text", text: "Text" }],
    ['"Text"', { kind: "text", text: "Text" }],
    ["500", { kind: "number", digits: "500" }],
    ["'500'", { kind: "text", text: "500" }],
    ['"500"', { kind: "text", text: "500" }],
    ["$true", { kind: "true" }],
    ["`$true", { kind: "true" }],
    ["$FALSE", { kind: "false" }],
    ["`$null", { kind: "null" }],
    ["-7", { kind: "number", digits: "-7" }],
    ["'True'", { kind: "text", text: "True" }],
    ["'O''Brien'", { kind: "text", text: "O'Brien" }],
    ["''", { kind: "text", text: "" }],
    ["''''", { kind: "text", text: "'" }],
    ["'$Variable \" ` {'", { kind: "text", text: '$Variable " ` {' }],
    ['"say ""hi"""', { kind: "text", text: 'say "hi"' }],
    ['"a`"b`$c``d`\'e"', { kind: "text", text: "a\"b$c`d'e" }],
    ['"5 $ it\'s"', { kind: "text", text: "5 $ it's" }],
  ])("reads the value %s", (text, value) => {
    expect(tokenizeFilter(text)).toEqual({
      ok: true,
      tokens: [
        { kind: "value", value, offset: 0 },
        { kind: "end", offset: text.length },
      ],
    });
  });

  it("gives each token its offset", () => {
    const scanned = tokenizeFilter(" {(!City\n-NotLike'x' )-AND\t-not(C_1 -eq 5)} ");
    expect(scanned.ok && scanned.tokens.map(({ kind, offset }) => [kind, offset])).toEqual([
      ["{", 1],
      ["(", 2],
      ["not", 3],
      ["name", 4],
      ["comparison", 9],
      ["value", 17],
      [")", 21],
      ["and", 22],
      ["not", 27],
      ["(", 31],
      ["name", 32],
      ["comparison", 36],
      ["value", 40],
      [")", 41],
      ["}", 42],
      ["end", 44],
    ]);
  });

  it.each([
    ["City -eq 'x", "unclosedText", 9],
    ["City -eq 'x''", "unclosedText", 9],
    ['City -eq "x', "unclosedText", 9],
    ['City -eq "x`n"', "unexpectedCharacter", 11],
    ['City -eq "x`', "unexpectedCharacter", 11],
    ['City -eq "x$y"', "unexpandedVariable", 11],
    ['City -eq "$(y)"', "unexpandedVariable", 10],
    ["City -eq $x", "unexpandedVariable", 9],
    ["City -eq $constructor", "unexpandedVariable", 9],
    ["City -ceq 'x'", "unknownOperator", 5],
    ["City -toString 'x'", "unknownOperator", 5],
    ["City -eq5", "unknownOperator", 5],
    ["Size -gt 300MB", "unexpectedCharacter", 9],
    ["Size -gt 1.5", "unexpectedCharacter", 9],
    ["City = 'x'", "unexpectedCharacter", 5],
    ["City –eq 'x'", "unexpectedCharacter", 5],
    ["City -eq ‘x’", "unexpectedCharacter", 9],
  ])("refuses %s as a value, not an exception", (text, kind, offset) => {
    expect(tokenizeFilter(text)).toMatchObject({ ok: false, error: { kind, offset } });
  });

  it("offsets_ascend: tokens come in the order of the text and inside it", () => {
    const property = fc.property(fc.string({ unit: anyFragment }), (text) => {
      const scanned = tokenizeFilter(text);
      if (!scanned.ok) return;
      const offsets = scanned.tokens.map(({ offset }) => offset);
      expect(offsets).toEqual([...new Set(offsets)].sort((a, b) => a - b));
      expect(offsets.at(-1)).toBe(text.length);
    });
    fc.assert(property);
  });
});

const anyFragment = fc.constantFrom(
  "City",
  " -eq ",
  "'a'",
  "(",
  ")",
  "!",
  " ",
  '"b"',
  "-1",
  "$null",
);
