import { describe, expect, it } from "vitest";
import { readInstant } from "../../src/opath/read-instant.ts";

describe("readInstant", () => {
  it.each([
    ["2024-04-10", "2024-04-10T00:00:00.000Z", false],
    ["2024-04-10 08:56", "2024-04-10T08:56:00.000Z", false],
    ["2024-04-10T08:56:22", "2024-04-10T08:56:22.000Z", false],
    ["2024-04-10T08:56:22Z", "2024-04-10T08:56:22.000Z", true],
    ["2024-04-10T08:56:22.2500000+00:00", "2024-04-10T08:56:22.250Z", true],
    ["2024-04-10T08:56:22+05:30", "2024-04-10T03:26:22.000Z", true],
    ["2024-04-10T08:56:22-0200", "2024-04-10T10:56:22.000Z", true],
  ])("reads %s", (text, iso, zoned) => {
    expect(readInstant(text)).toEqual({ atMs: Date.parse(iso), zoned });
  });

  it.each(["", "4/10/2024", "10.04.2024", "2024-13-10", "2024-04-10T25:00:00Z", "2024", "today"])(
    "reads nothing from `%s`",
    (text) => {
      expect(readInstant(text)).toBeUndefined();
    },
  );
});
