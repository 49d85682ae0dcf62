import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { ACCESS_RULES } from "../../src/model/because.ts";

const ROOM = join(import.meta.dirname, "..", "..", "src", "access");

describe("the rules that can speak in an answer", () => {
  it.each(ACCESS_RULES)("%s is a file whose docstring names its page and date", async (rule) => {
    const text = await readFile(join(ROOM, `${rule}.ts`), "utf8");
    const docstrings = text.match(/\/\*\*[\s\S]*?\*\//g) ?? [];
    const cited = docstrings.filter((one) => /^ \* @see https:\/\//m.test(one));
    expect(cited).not.toEqual([]);
    expect(cited.some((one) => /\(docs as of \d{4}-\d{2}-\d{2}\)/.test(one))).toBe(true);
  });

  it("are told apart by name", () => {
    expect(new Set(ACCESS_RULES).size).toBe(ACCESS_RULES.length);
  });
});
