import type { Contract } from "../replay/contracts.ts";

/** What one process is to try: every `jobs`-th seed, from its own on. */
export interface FuzzShare {
  readonly firstSeed: number;
  /** The first seed that is not tried any more. */
  readonly endSeed: number;
  /** Distance between two seeds. */
  readonly stride: number;
  /** Null = to the end. */
  readonly seconds: number | null;
}

/** What a process has done so far. */
export interface FuzzProgress {
  readonly tenants: number;
  readonly plans: number;
  readonly decisions: number;
  /** How often each property was put to the test. */
  readonly counts: readonly (readonly [Contract, number])[];
  /** Set once something was found: then it tries no more. */
  readonly failure: FuzzFailure | null;
}

export interface FuzzFailure {
  /** Properties that do not hold. */
  readonly broken: readonly Contract[];
  /** The counterexample, for people. */
  readonly text: string;
}
