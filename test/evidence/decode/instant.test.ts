import { describe, expect, it, vi } from "vitest";

import { decodeInstant } from "../../../src/evidence/decode/instant.ts";

describe("decodeInstant", () => {
  it.each([
    ["2025-03-04T05:06:07Z", "2025-03-04T05:06:07.000Z"],
    ["2025-03-04T05:06:07.1234567Z", "2025-03-04T05:06:07.123Z"],
    ["2025-03-04T05:06:07.1+02:00", "2025-03-04T03:06:07.100Z"],
    ["2025-03-04T05:06:07-8:00", "2025-03-04T13:06:07.000Z"],
    ["2025-03-04 05:06:07", "2025-03-04T05:06:07.000Z"],
    ["/Date(1741064767000)/", "2025-03-04T05:06:07.000Z"],
    ["/Date(1741064767000+0100)/", "2025-03-04T05:06:07.000Z"],
    [{ value: "/Date(1741064767000)/", DateTime: "Tuesday" }, "2025-03-04T05:06:07.000Z"],
  ])("decodes %j", (value, expected) => {
    expect(decodeInstant(value)).toBe(expected);
  });

  it("takes an instant without an offset as UTC, wherever it runs", () => {
    vi.stubEnv("TZ", "America/New_York");
    expect(decodeInstant("2025-03-04T05:06:07")).toBe("2025-03-04T05:06:07.000Z");
    vi.unstubAllEnvs();
  });

  it.each(["4/10/2025 8:56:22 AM", "2025-13-40T00:00:00Z", "/Date(9e99)/", "", null, 12, {}])(
    "does not know %j",
    (value) => {
      expect(decodeInstant(value)).toBeUndefined();
    },
  );
});
