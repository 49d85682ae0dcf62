import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { highlightPowerShell } from "../../../src/render/html/highlight-powershell.ts";
import { runsOf } from "../../thorough.ts";
import { unicodeText } from "../../arbitraries/unicode-text.ts";

const highlight = (script: string): string => highlightPowerShell(script).toHTML();
/** What is told of a script: each span as `kind:text`. */
const spans = (script: string): readonly string[] =>
  [...highlight(script).matchAll(/<span class="t-(\w+)">([^<]*)<\/span>/g)].map(
    ([, kind = "", text = ""]) => `${kind}:${readable(text)}`,
  );

const ENTITIES: Readonly<Record<string, string>> = {
  "&lt;": "<",
  "&gt;": ">",
  "&amp;": "&",
  "&quot;": '"',
  "&#x27;": "'",
  "&#x60;": "`",
  "&#x3D;": "=",
};
const readable = (html: string): string =>
  html.replace(/&[^;]+;/g, (entity) => ENTITIES[entity] ?? `unknown entity ${entity}`);

describe("highlightPowerShell", () => {
  it("tells comments, texts, variables, cmdlets, parameters and keywords apart", () => {
    expect(spans(`if ($x) { Get-Thing -Identity 'a b' } # why`)).toEqual([
      "keyword:if",
      "variable:$x",
      "cmdlet:Get-Thing",
      "parameter:-Identity",
      "text:'a b'",
      "comment:# why",
    ]);
  });

  it("ends a text where PowerShell ends it: doubled quotes of any kind stay inside", () => {
    expect(spans("'O''Brien’’s # no comment' $y")).toEqual([
      "text:'O''Brien’’s # no comment'",
      "variable:$y",
    ]);
    expect(spans("'a’ + $x + 'b'")).toEqual(["variable:$x", "text:'b'"]);
    expect(spans('"a `" b" $y')).toEqual(['text:"a `" b"', "variable:$y"]);
  });

  it("every_character_is_there: without its spans it is the script, whatever that holds", () => {
    const pieces = fc.constantFrom(
      "'",
      '"',
      "’",
      "`",
      "$x",
      "#",
      "\n",
      "<b>",
      "&lt;",
      "Get-X",
      " -A",
    );
    const script = fc.array(fc.oneof(pieces, unicodeText())).map((parts) => parts.join(""));
    fc.assert(
      fc.property(script, (text) => {
        const html = highlight(text);
        expect(readable(html.replace(/<span class="t-\w+">|<\/span>/g, ""))).toBe(text);
      }),
      { numRuns: runsOf(400) },
    );
  });
});
