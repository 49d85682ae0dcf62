import type { Contract } from "./contracts.ts";

/** How often each contract was put to the test. */
export interface Tally {
  add(contract: Contract, times?: number): void;
  readonly counts: ReadonlyMap<Contract, number>;
}

export function createTally(): Tally {
  const counts = new Map<Contract, number>();
  return {
    counts,
    add: (contract, times = 1) => counts.set(contract, (counts.get(contract) ?? 0) + times),
  };
}
