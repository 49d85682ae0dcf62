import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { printFilter } from "../../src/opath/print-filter.ts";
import { anyFilter, withoutOffsets } from "./arbitraries.ts";
import { readOrFail } from "./read-or-fail.ts";

describe("printFilter", () => {
  it.each([
    ['Alias   -EQ  "O\'Brien"', "Alias -eq 'O''Brien'"],
    ["!(A -eq 1)", "-not(A -eq 1)"],
    ["!!(A -eq -1)", "-not(-not(A -eq -1))"],
    ["A -ne `$null -and B -notlike 'x*'", "(A -ne $null) -and (B -notlike 'x*')"],
    ["A -ge $true -or (B -le 1 -and C -eq 2)", "(A -ge $true) -or ((B -le 1) -and (C -eq 2))"],
    ["A -gt 1 -and B -lt 2 -or C -eq 3", "(A -gt 1) -and (B -lt 2) -or (C -eq 3)"],
  ])("prints `%s` canonically", (text, printed) => {
    expect(printFilter(readOrFail(text))).toBe(printed);
  });

  it("parse_reads_print: every filter is read back as it was", () => {
    const property = fc.property(anyFilter, (filter) => {
      expect(withoutOffsets(readOrFail(printFilter(filter)))).toEqual(withoutOffsets(filter));
    });
    fc.assert(property, { numRuns: 500 });
  });

  it("print_settles: printing what was printed changes nothing, however deep", () => {
    const deepest = printFilter(readOrFail(`${"!".repeat(200)}A -eq 1`));
    expect(printFilter(readOrFail(deepest))).toBe(deepest);
  });
});
