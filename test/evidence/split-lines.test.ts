import * as fc from "fast-check";
import { describe, expect, it } from "vitest";

import { createLineSplitter } from "../../src/evidence/split-lines.ts";

describe("createLineSplitter", () => {
  it.each([
    { text: "", lines: [] },
    { text: "a", lines: ["a"] },
    { text: "a\n", lines: ["a"] },
    { text: "a\n\nb", lines: ["a", "", "b"] },
    { text: "\uFEFFa\n\uFEFFb", lines: ["a", "\uFEFFb"] },
  ])("splits $text", ({ text, lines }) => {
    expect(split([Buffer.from(text)])).toEqual(lines);
  });

  it("pieces_do_not_matter: the same bytes give the same lines, however they are cut", () => {
    const text = fc.array(fc.constantFrom("é", "日", "\u{1F600}", "a", "\n", "\r"));
    const property = fc.property(text, fc.array(fc.nat(40)), (characters, cuts) => {
      const bytes = Buffer.from(characters.join(""));
      expect(split(cut(bytes, cuts))).toEqual(split([bytes]));
      expect(split([bytes]).join("\n")).toBe(characters.join("").replace(/\n$/, ""));
    });
    fc.assert(property);
  });
});

function split(pieces: readonly Buffer[]): string[] {
  const splitter = createLineSplitter();
  return [...pieces.flatMap((piece) => splitter.push(piece)), ...splitter.end()];
}

function cut(bytes: Buffer, cuts: readonly number[]): Buffer[] {
  const places = [0, ...cuts.toSorted((a, b) => a - b), bytes.length];
  return places.slice(1).map((end, index) => bytes.subarray(places[index], end));
}
