import { describe, expect, it } from "vitest";
import { describeAge } from "../../src/cli/evidence-age.ts";
import { OLD_AFTER_DAYS } from "../../src/model/old-evidence.ts";

const NOW = new Date("2026-11-27T06:00:00Z");
const ageOf = (collectedAt: string): string => describeAge(collectedAt, NOW);

describe("the age of evidence", () => {
  it.each([
    ["2026-11-27T06:00:00Z", "0 minutes old"],
    ["2026-11-27T05:59:00Z", "1 minute old"],
    ["2026-11-27T05:00:01Z", "59 minutes old"],
    ["2026-11-27T05:00:00Z", "1 hour old"],
    ["2026-11-26T06:00:01Z", "23 hours old"],
    ["2026-11-26T06:00:00Z", "1 day old"],
    ["2026-11-20T06:00:00Z", "7 days old"],
    ["2026-11-20T08:00:00+02:00", "7 days old"],
  ])("%s: %s", (collectedAt, words) => {
    expect(ageOf(collectedAt)).toBe(words);
  });

  it("warns once it is older than the threshold, to the second", () => {
    expect(OLD_AFTER_DAYS).toBe(7);
    expect(ageOf("2026-11-20T05:59:59Z")).toBe(
      "7 days old: older than 7 days: scan again before anything is changed",
    );
    expect(ageOf("2025-11-27T06:00:00Z")).toMatch(/^365 days old: older than 7 days/);
  });

  it("asks about the clock where the date lies ahead, but not for a few minutes", () => {
    expect(ageOf("2026-11-27T06:09:00Z")).toBe("0 minutes old");
    expect(ageOf("2026-11-27T06:11:00Z")).toBe("a date in the future: is a clock off?");
  });

  it("does not guess at a text that is no date", () => {
    expect(ageOf("yesterday")).toBe("of unknown age");
  });
});
