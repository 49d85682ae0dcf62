/** The time in the emulated tenant. It stands still until it is moved, and never goes back. */
export interface VirtualClock {
  /** Epoch milliseconds. */
  nowMs(): number;
  /** ISO 8601 UTC. */
  now(): string;
  /** @param minutes not negative */
  advance(minutes: number): void;
}

const MS_PER_MINUTE = 60_000;

/**
 * Creates a clock that shows the time at which the evidence was taken.
 *
 * @param start ISO 8601 UTC
 */
export function createVirtualClock(start: string): VirtualClock {
  let nowMs = Date.parse(start);
  let isMoved = false;
  return {
    nowMs: () => nowMs,
    now: () => (isMoved ? new Date(nowMs).toISOString() : start),
    advance: (minutes) => {
      nowMs += minutes * MS_PER_MINUTE;
      isMoved = isMoved || minutes > 0;
    },
  };
}
