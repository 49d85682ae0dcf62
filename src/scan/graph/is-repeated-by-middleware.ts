const STATUSES: ReadonlySet<number> = new Set([429, 503, 504]);
/** The SDK waits no longer, whatever the service asks for: it would come back too early. */
const LONGEST_WAIT_SECONDS = 180;

/**
 * Tells the answers that the SDK's retry handler repeats from those that are left to us.
 *
 * It may wait as long as the service says, where it can. Waits that the service does not name are ours: the SDK's own
 * clock and chance cannot be replaced, and it gives no budget.
 */
export function isRepeatedByMiddleware(response: Response): boolean {
  const seconds = Number(response.headers.get("retry-after") ?? Number.NaN);
  return STATUSES.has(response.status) && seconds >= 0 && seconds <= LONGEST_WAIT_SECONDS;
}
