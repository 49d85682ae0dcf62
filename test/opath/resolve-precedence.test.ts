import { describe, expect, it } from "vitest";
import { printFilter } from "../../src/opath/print-filter.ts";
import { findMixedChain, resolvePrecedence } from "../../src/opath/resolve-precedence.ts";
import { readOrFail } from "./read-or-fail.ts";

const [A, B, C, D] = ["A -eq 1", "B -eq 1", "C -eq 1", "D -eq 1"];

describe("resolvePrecedence", () => {
  it.each([
    [
      `${A} -and ${B} -or ${C}`,
      `((${A}) -and (${B})) -or (${C})`,
      `((${A}) -and (${B})) -or (${C})`,
    ],
    [
      `${A} -or ${B} -and ${C}`,
      `(${A}) -or ((${B}) -and (${C}))`,
      `((${A}) -or (${B})) -and (${C})`,
    ],
    [
      `${A} -or ${B} -or ${C} -and ${D} -and ${A}`,
      `(${A}) -or (${B}) -or ((${C}) -and (${D}) -and (${A}))`,
      `((${A}) -or (${B}) -or (${C})) -and (${D}) -and (${A})`,
    ],
    [
      `${A} -and ${B} -or ${C} -and ${D}`,
      `((${A}) -and (${B})) -or ((${C}) -and (${D}))`,
      `(((${A}) -and (${B})) -or (${C})) -and (${D})`,
    ],
    [
      `-not(${A} -or ${B} -and ${C}) -and ${D}`,
      `(-not((${A}) -or ((${B}) -and (${C})))) -and (${D})`,
      `(-not(((${A}) -or (${B})) -and (${C}))) -and (${D})`,
    ],
  ])("reads %s in both ways", (text, tighter, leftToRight) => {
    const filter = readOrFail(text);
    expect(printFilter(resolvePrecedence(filter, "andBindsTighter"))).toBe(tighter);
    expect(printFilter(resolvePrecedence(filter, "leftToRight"))).toBe(leftToRight);
  });

  it("finds the first mixed chain, however deep", () => {
    const nested = `${A} -and -not(${B} -or (${A} -and ${B} -or ${C}))`;
    expect(findMixedChain(readOrFail(nested))).toMatchObject({ offset: nested.lastIndexOf("-or") });
    expect(findMixedChain(readOrFail(`(${A} -and ${B}) -or -not(${C})`))).toBeUndefined();
  });
});
