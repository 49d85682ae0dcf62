import * as fc from "fast-check";
import { describe, expect, it } from "vitest";

import { ServiceUnavailableError, ThrottledError } from "../../src/errors.ts";
import { type Attempt, readRetryAfterMs, withRetry } from "../../src/scan/retry.ts";
import { testRetry } from "./support/test-retry.ts";

const busy = (retryAfterMs?: number): Attempt<never> => ({
  ok: false,
  again: true,
  error: new ThrottledError("busy"),
  retryAfterMs,
});

describe("withRetry", () => {
  it("doubles its waits up to a limit, half of each by chance", async () => {
    const retry = testRetry({ maxAttempts: 6, maxDelayMs: 5000, random: () => 0 });
    await expect(withRetry(retry, async () => busy())).rejects.toThrow("busy");
    expect(retry.slept).toEqual([500, 1000, 2000, 2500, 2500]);
  });

  it("does not repeat what cannot succeed", async () => {
    const retry = testRetry();
    let attempts = 0;
    const error = new ServiceUnavailableError("no");
    const attempt = async (): Promise<Attempt<never>> => {
      attempts += 1;
      return { ok: false, again: false, error };
    };
    await expect(withRetry(retry, attempt)).rejects.toBe(error);
    expect(attempts).toBe(1);
  });

  it("budget_is_kept: no wait reaches beyond it, and attempts are counted even when time stands still", async () => {
    const anyWait = fc.option(fc.integer({ min: 0, max: 90_000 }), { nil: undefined });
    const property = fc.asyncProperty(fc.array(anyWait, { minLength: 8 }), async (waits) => {
      const retry = testRetry({ budgetMs: 100_000, maxAttempts: 5, clock: () => 0 });
      let attempts = 0;
      const attempt = async (): Promise<Attempt<never>> => busy(waits[attempts++]);
      await expect(withRetry(retry, attempt)).rejects.toBeInstanceOf(ThrottledError);
      expect(retry.slept.reduce((sum, wait) => sum + wait, 0)).toBeLessThanOrEqual(100_000);
      expect(attempts).toBeLessThanOrEqual(5);
    });
    await fc.assert(property);
  });
});

describe("readRetryAfterMs", () => {
  const now = Date.parse("2026-11-23T10:00:00Z");
  it.each([
    ["7", 7000],
    ["0.5", 500],
    ["-3", 0],
    ["Mon, 23 Nov 2026 10:00:30 GMT", 30_000],
    ["Mon, 23 Nov 2026 09:00:00 GMT", 0],
    ["soon", undefined],
    ["", undefined],
    [null, undefined],
  ])("reads %j", (value, expected) => {
    expect(readRetryAfterMs(value, now)).toBe(expected);
  });
});
