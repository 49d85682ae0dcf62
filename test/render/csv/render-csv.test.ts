import { parse } from "csv-parse/sync";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";

import type { CsvRow } from "../../../src/render/csv/csv-columns.ts";
import { renderCsvHeader, renderCsvRows } from "../../../src/render/csv/render-csv.ts";

const FILE = "coverage.csv";
const CELL = 32_767;

/** The first cell of a row that holds a text, as it is read back. */
function readBack(text: string): string {
  const row = { section: text } as unknown as CsvRow<typeof FILE>;
  const csv = renderCsvHeader(FILE) + renderCsvRows(FILE, [row]);
  const [first] = parse(csv, { bom: true, columns: true }) as Record<string, string>[];
  return first?.["section"] ?? "";
}

describe("cells", () => {
  it("hold a text as it is, up to what a cell of Excel takes", () => {
    for (const length of [0, 1, CELL - 2, CELL - 1]) {
      const text = "x".repeat(length);
      expect(readBack(text)).toBe(text);
    }
  });

  it("cut a longer text, and say how long it was and where the whole is", () => {
    const cut = readBack(`${"x".repeat(CELL)}yz`);
    expect(cut).toMatch(
      /^x+ … \(cut: 32769 characters in all; index\.html and plan\.json have the whole\)$/,
    );
    expect(cut.length).toBe(CELL - 1);
  });

  it("never_longer_than_a_cell: whatever it begins with, and no character is cut in two", () => {
    const start = fc.constantFrom("", "=", "+", "-", "@", "\t", "\r", "\n", "😀", "a");
    fc.assert(
      fc.property(start, fc.integer({ min: CELL - 200, max: CELL + 200 }), (first, length) => {
        const cell = readBack(first + "😀".repeat(Math.ceil(length / 2)));
        expect(cell.length).toBeLessThanOrEqual(CELL);
        expect(cell).not.toContain("\uFFFD");
      }),
      { numRuns: 200 },
    );
  });
});
