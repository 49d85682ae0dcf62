/** Trouble that the emulated service makes on purpose. Counted in order of arrival, so the same run repeats it. */
export interface Faults {
  /** Every n-th request is answered 429. */
  readonly throttleEvery?: number;
  /** Seconds in the Retry-After header of a 429. Default 1. */
  readonly retryAfterSeconds?: number;
  /** Every n-th request fails for a moment: 400 with an exception that passes (Exchange), 503 (Graph). */
  readonly transientEvery?: number;
  /** Upper limit of the rows on a page. */
  readonly pageSize?: number;
  /** Default 30 minutes, as the service's message says. */
  readonly cursorLifetimeMs?: number;
}

export type FaultNow = "throttled" | "transient" | undefined;

/** Says for each request, one after the other, which trouble it meets. */
export function createFaultCounter(faults: Faults): () => FaultNow {
  let requests = 0;
  const isTurn = (every: number | undefined): boolean =>
    every !== undefined && every > 0 && requests % every === 0;
  return () => {
    requests += 1;
    if (isTurn(faults.throttleEvery)) return "throttled";
    return isTurn(faults.transientEvery) ? "transient" : undefined;
  };
}
