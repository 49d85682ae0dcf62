import { AsyncLocalStorage } from "node:async_hooks";

/** What one section cost. Counts grow while the section is read. */
export interface RequestMeter {
  requests: number;
  /** Answers that asked us to slow down. */
  throttled: number;
}

const current = new AsyncLocalStorage<{ meter: RequestMeter; onCount: () => void }>();

/**
 * Counts every request that `body` causes, however deep, on `meter`.
 *
 * Carried by the asynchronous context: neither client has to hand a meter through the Graph library's middleware.
 */
export function meterRequests<T>(
  meter: RequestMeter,
  onCount: () => void,
  body: () => Promise<T>,
): Promise<T> {
  return current.run({ meter, onCount }, body);
}

/** Counts one answered (or failed) request of the section that is being read, if any. */
export function countRequest(status: number | null): void {
  const store = current.getStore();
  if (store === undefined) return;
  store.meter.requests += 1;
  if (status === 429) store.meter.throttled += 1;
  store.onCount();
}
