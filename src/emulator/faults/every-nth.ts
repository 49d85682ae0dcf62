import type { Faults } from "./faults.ts";

/** Says for each request, one after the other as they arrive, whether it is its turn to be throttled or to fail. */
export function createEveryNth(faults: Faults): () => "throttled" | "transient" | undefined {
  let requests = 0;
  const isTurn = (every: number | undefined): boolean =>
    every !== undefined && every > 0 && requests % every === 0;
  return () => {
    requests += 1;
    if (isTurn(faults.throttleEvery)) return "throttled";
    return isTurn(faults.transientEvery) ? "transient" : undefined;
  };
}
