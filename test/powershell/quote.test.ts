import * as fc from "fast-check";
import { expect, it } from "vitest";
import { quoteLiteral } from "../../src/render/powershell/quote.ts";
import { hostileText } from "../arbitraries/hostile-text.ts";
import { HOSTILE_TEXTS } from "../render/hostile-plan.ts";
import { ask, describeWithEngine } from "./run-engine.ts";

type Reading = { readonly units: readonly number[] } | { readonly trouble: string };

const readAll = async (expressions: readonly string[]): Promise<readonly Reading[]> =>
  (await ask("read-expressions", expressions)) as readonly Reading[];

const unitsOf = (text: string): readonly number[] =>
  Array.from({ length: text.length }, (_, index) => text.charCodeAt(index));

describeWithEngine("quoteLiteral, read by PowerShell's own parser", () => {
  it("round_trip: any text is one constant with that value, assigned or passed", async () => {
    const seed = Number(process.env["SCOPEWRIGHT_SEED"] ?? Date.now() % 1_000_000);
    const texts = [...HOSTILE_TEXTS, ...fc.sample(hostileText, { numRuns: 3_000, seed })];
    const readings = await readAll(texts.map(quoteLiteral));
    expect(readings).toHaveLength(texts.length);
    texts.forEach((text, index) => {
      expect(readings[index], `seed ${seed}, ${JSON.stringify(text)}`).toStrictEqual({
        units: unitsOf(text),
      });
    });
  });

  it("notices what is more than one constant", async () => {
    const readings = await readAll([
      "'q\u2019; Invoke-Expression 1 #'",
      '"$(Stop-Computer)"',
      "('a' + (Get-Date))",
      "'a' -f 'b'",
      "$x",
      "'it''s'",
    ]);
    const troubles = readings.map((reading) => ("trouble" in reading ? "trouble" : reading.units));
    expect(troubles).toStrictEqual([...Array<string>(5).fill("trouble"), unitsOf("it's")]);
  });
});
