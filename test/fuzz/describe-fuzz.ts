import { CONTRACTS, type Contract } from "../replay/contracts.ts";
import type { FuzzProgress } from "./fuzz-messages.ts";

/** What several processes have done together. */
export function sumUp(shares: readonly FuzzProgress[]): FuzzProgress {
  const sum = (of: (share: FuzzProgress) => number): number =>
    shares.reduce((total, share) => total + of(share), 0);
  const counts = new Map<Contract, number>();
  for (const [contract, times] of shares.flatMap((share) => share.counts)) {
    counts.set(contract, (counts.get(contract) ?? 0) + times);
  }
  return {
    tenants: sum(({ tenants }) => tenants),
    plans: sum(({ plans }) => plans),
    decisions: sum(({ decisions }) => decisions),
    counts: [...counts],
    failure: shares.find(({ failure }) => failure !== null)?.failure ?? null,
  };
}

/** One line while it runs: how many, how fast, how long still. `tenants` null = until the time is over. */
export function describeProgress(
  done: number,
  passedMs: number,
  limits: { readonly tenants: number | null; readonly seconds: number | null },
): string {
  const rate = done / Math.max(1, passedMs / 1000);
  const ends = [
    limits.tenants === null ? Infinity : (limits.tenants - done) / Math.max(rate, 1e-6),
    limits.seconds === null ? Infinity : limits.seconds - passedMs / 1000,
  ];
  const left = Math.max(0, Math.min(...ends));
  const of = limits.tenants === null ? "" : ` of ${String(limits.tenants)}`;
  return `${String(done)}${of} tenants, ${rate.toFixed(1)} a second, ${duration(left)} left`;
}

function duration(seconds: number): string {
  if (!Number.isFinite(seconds)) return "unknown time";
  const whole = Math.round(seconds);
  return `${String(Math.floor(whole / 60))} min ${String(whole % 60)} s`;
}

/** How it ended, with a line for each property: how often it was checked, and whether it held. */
export function describeResult({
  tenants,
  plans,
  decisions,
  counts,
  failure,
}: FuzzProgress): string {
  const times = new Map(counts);
  const width = Math.max(...Object.keys(CONTRACTS).map(({ length }) => length));
  const lines = (Object.keys(CONTRACTS) as Contract[]).map((contract) => {
    const count = String(times.get(contract) ?? 0).padStart(9);
    const verdict = failure?.broken.includes(contract) === true ? "BROKEN" : "0 counterexamples";
    return `  ${contract.padEnd(width)}  checked ${count} times  ${verdict}`;
  });
  const head = `${String(tenants)} tenants, ${String(plans)} plans, ${String(decisions)} decisions`;
  return [head, ...lines, ...(failure === null ? [] : ["", failure.text])].join("\n");
}
