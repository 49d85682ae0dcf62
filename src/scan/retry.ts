import type { AppError } from "../errors.ts";
import { ThrottledError } from "../errors.ts";

/** How patient a reader is. Everything that tells time or chance is handed in. */
export interface RetryPolicy {
  readonly maxAttempts: number;
  /** From the first attempt to the start of the last one, in milliseconds. */
  readonly budgetMs: number;
  /** First wait when the service names none; doubled each time. */
  readonly baseDelayMs: number;
  readonly maxDelayMs: number;
  /** One attempt may take this long, body included. */
  readonly attemptTimeoutMs: number;
  readonly sleep: (milliseconds: number) => Promise<void>;
  /** In [0, 1). */
  readonly random: () => number;
  /** Epoch milliseconds. */
  readonly clock: () => number;
}

/** Only reads are sent, so all of them are safe to repeat; `again` says whether repeating can help. */
export type Attempt<T> =
  | { readonly ok: true; readonly value: T }
  | {
      readonly ok: false;
      readonly error: AppError;
      readonly again: boolean;
      readonly retryAfterMs?: number | undefined;
    };

/**
 * Repeats `attempt` until it succeeds, cannot succeed, or the policy's attempts or budget are used up.
 *
 * A service that asks for a longer wait than the budget leaves is not waited for.
 *
 * @throws the last attempt's error.
 */
export async function withRetry<T>(
  policy: RetryPolicy,
  attempt: () => Promise<Attempt<T>>,
): Promise<T> {
  const startedAt = policy.clock();
  let waitedMs = 0;
  for (let attempts = 1; ; attempts += 1) {
    const outcome = await attempt();
    if (outcome.ok) return outcome.value;
    if (!outcome.again || attempts >= policy.maxAttempts) throw outcome.error;

    const waitMs = outcome.retryAfterMs ?? backOffMs(policy, attempts);
    const spentMs = Math.max(policy.clock() - startedAt, waitedMs);
    if (spentMs + waitMs > policy.budgetMs) throw overBudget(outcome.error, waitMs);
    await policy.sleep(waitMs);
    waitedMs += waitMs;
  }
}

/** Reads a `Retry-After` header: seconds, possibly with a fraction, or a date. */
export function readRetryAfterMs(value: string | null, nowMs: number): number | undefined {
  if (value === null || value.trim() === "") return undefined;
  const seconds = Number(value);
  if (Number.isFinite(seconds)) return Math.max(0, seconds * 1000);
  const date = Date.parse(value);
  return Number.isNaN(date) ? undefined : Math.max(0, date - nowMs);
}

/** Half of the wait is fixed and half is chance, so that parallel readers do not come back at the same moment. */
function backOffMs(policy: RetryPolicy, attempts: number): number {
  const full = Math.min(policy.baseDelayMs * 2 ** (attempts - 1), policy.maxDelayMs);
  return full / 2 + (full / 2) * policy.random();
}

function overBudget(error: AppError, waitMs: number): AppError {
  if (!(error instanceof ThrottledError)) return error;
  const seconds = Math.ceil(waitMs / 1000);
  return new ThrottledError(`${error.message}; it asked to wait ${seconds} s`, {
    hint: "try later, or with a lower --concurrency",
    cause: error,
  });
}
