import type { RetryPolicy } from "../../../src/scan/retry.ts";

export interface TestRetry extends RetryPolicy {
  /** The waits, in milliseconds, in order. Nobody really waited. */
  readonly slept: number[];
}

/** A policy whose clock runs only while it sleeps, and whose chance is always one half. */
export function testRetry(overrides: Partial<RetryPolicy> = {}): TestRetry {
  const slept: number[] = [];
  let now = Date.parse("2026-11-23T10:00:00Z");
  return {
    maxAttempts: 4,
    budgetMs: 600_000,
    baseDelayMs: 1000,
    maxDelayMs: 60_000,
    attemptTimeoutMs: 5000,
    sleep: async (milliseconds) => {
      slept.push(milliseconds);
      now += milliseconds;
    },
    random: () => 0.5,
    clock: () => now,
    slept,
    ...overrides,
  };
}
