import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { quoteLiteral } from "../../../src/render/powershell/quote.ts";
import { HOSTILE_TEXTS } from "../hostile-plan.ts";
import { createPowerShellParser } from "./parse-powershell.ts";
import { evaluateText } from "./read-powershell.ts";
import { unicodeText } from "../../arbitraries/unicode-text.ts";

const DANGEROUS = fc.string({
  unit: fc.constantFrom(
    ..."'\u2018\u2019\u201A\u201B\"\u201C`$(){};#@\r\n\t\0\u0085\u2028\u2029\u202E\u200D \\aé".split(
      "",
    ),
    "\uD800",
    "\uDC00",
    "\u{1F600}",
  ),
  maxLength: 24,
});
const ANY = fc.oneof(DANGEROUS, unicodeText());

describe("quoteLiteral", () => {
  it.each([
    ["", "''"],
    ["Contoso", "'Contoso'"],
    ["O'Brien", "'O''Brien'"],
    ["x’; calc; ’", "'x’’; calc; ’’'"],
    ["‘‚‛", "'‘‘‚‚‛‛'"],
    ["$(calc) `n", "'$(calc) `n'"],
    ["a\nb", "('a' + [char]0x000A + 'b')"],
    ["\r\n", "('' + [char]0x000D + [char]0x000A)"],
    ["\u202Egnp", "('' + [char]0x202E + 'gnp')"],
    ["\uD800", "('' + [char]0xD800)"],
    ["\u{E0001}", "('' + [char]0xDB40 + [char]0xDC01)"],
    ["\u{1F600}", "'\u{1F600}'"],
    ["--%", "('--%')"],
    ["--% ", "'--% '"],
  ])("writes %j as %s", (text, expected) => {
    expect(quoteLiteral(text)).toBe(expected);
  });

  it("one_string: whatever goes in is one string expression that says the same", () => {
    fc.assert(
      fc.property(ANY, (text) => {
        expect(evaluateText(quoteLiteral(text))).toBe(text);
      }),
      { numRuns: 2000 },
    );
  });

  it("one_line: an expression is one line of visible text", () => {
    fc.assert(
      fc.property(ANY, (text) => {
        expect(quoteLiteral(text)).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/u);
      }),
    );
  });

  it("parses: an assignment of it is one statement that calls nothing", async () => {
    const parse = await createPowerShellParser();
    const check = (text: string): void => {
      const { hasError, commands } = parse(`$x = ${quoteLiteral(text)}`);
      expect({ hasError, commands }, JSON.stringify(text)).toStrictEqual({
        hasError: false,
        commands: [],
      });
    };
    HOSTILE_TEXTS.forEach(check);
    fc.assert(fc.property(ANY, check));
  });
});
