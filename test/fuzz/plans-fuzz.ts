import { parseArgs } from "node:util";

import { drawTenant } from "../replay/draw-tenant.ts";
import type { Breach } from "../replay/contracts.ts";
import { replayTenant } from "../replay/replay-tenant.ts";
import { shrinkTenant } from "../replay/shrink-tenant.ts";
import type { TenantDescription } from "../generator/tenant-description.ts";

const { values } = parseArgs({
  options: {
    tenants: { type: "string", default: "1000000" },
    seconds: { type: "string", default: "300" },
    seed: { type: "string", default: "1" },
  },
});

const EVERY = 500;
/** A smaller tenant draws its decisions and worlds anew: it gets so many tries to fail again. */
const TRIES = 4;

interface Tried {
  readonly plans: number;
  readonly breaches: readonly Breach[];
}

/** Plans tenant after tenant and runs each plan in possible worlds, until one breaks its contract or the time is over. */
function fuzz(): void {
  const first = Number(values.seed);
  const deadlineMs = performance.now() + Number(values.seconds) * 1000;
  let tried = 0;
  let plans = 0;
  while (tried < Number(values.tenants) && performance.now() < deadlineMs) {
    const seed = first + tried;
    const outcome = tryTenant(drawTenant(seed), seed);
    tried += 1;
    plans += outcome.plans;
    if (outcome.breaches.length > 0) {
      complain(seed, outcome.breaches);
      break;
    }
    if (tried % EVERY === 0) process.stderr.write(`${String(tried)} tenants\n`);
  }
  process.stdout.write(`${String(tried)} tenants, ${String(plans)} plans\n`);
}

/** An error of the product is a breach as well. */
function tryTenant(tenant: TenantDescription, seed: number): Tried {
  try {
    return replayTenant(tenant, seed);
  } catch (error) {
    const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
    return { plans: 0, breaches: [{ contract: "planning_ends_well", text }] };
  }
}

function complain(seed: number, breaches: readonly Breach[]): void {
  process.exitCode = 1;
  const contract = breaches[0]?.contract ?? "planning_ends_well";
  process.stdout.write(`seed ${String(seed)}\n`);
  tell(breaches);
  const breaks = (tenant: TenantDescription): Breach[] =>
    Array.from({ length: TRIES }, (_, more) => tryTenant(tenant, seed + more).breaches)
      .flat()
      .filter((breach) => breach.contract === contract);
  const smallest = shrinkTenant(drawTenant(seed), (tenant) => breaks(tenant).length > 0);
  process.stdout.write(`the smallest tenant that still breaks ${contract}:\n`);
  tell(breaks(smallest));
  process.stdout.write(`${JSON.stringify(smallest, undefined, 2)}\n`);
}

function tell(breaches: readonly Breach[]): void {
  for (const { contract, text } of breaches.slice(0, 10)) {
    process.stdout.write(`  ${contract}: ${text}\n`);
  }
}

fuzz();
