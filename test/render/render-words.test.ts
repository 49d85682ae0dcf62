import { describe, expect, it } from "vitest";
import { renderCount } from "../../src/render/render-count.ts";
import { renderInstant } from "../../src/render/render-instant.ts";
import { renderMinutes } from "../../src/render/render-minutes.ts";

describe("renderMinutes", () => {
  it.each([
    [0, "0 min"],
    [45, "45 min"],
    [90, "1 h 30 min"],
    [120, "2 h"],
    [1680, "28 h"],
    [2880, "48 h"],
    [20_160, "14 days"],
    [4380, "73 h"],
  ])("writes %i minutes as %s", (minutes, expected) => {
    expect(renderMinutes(minutes)).toBe(expected);
  });
});

describe("renderCount", () => {
  it.each([
    [0, "0"],
    [999, "999"],
    [1000, "1,000"],
    [1_234_567, "1,234,567"],
    [null, "not counted"],
  ])("writes %s as %s", (count, expected) => {
    expect(renderCount(count)).toBe(expected);
  });
});

describe("renderInstant", () => {
  it("writes an instant to the minute, and other text as it is", () => {
    expect(renderInstant("2026-11-23T10:15:30Z")).toBe("2026-11-23 10:15 UTC");
    expect(renderInstant("soon")).toBe("soon");
  });
});
