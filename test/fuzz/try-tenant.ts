import { isRead } from "../generator/sight.ts";
import type { TenantDescription } from "../generator/tenant-description.ts";
import type { Breach } from "../replay/contracts.ts";
import { replayTenant, type Replay } from "../replay/replay-tenant.ts";
import { shrinkTenant } from "../replay/shrink-tenant.ts";
import { createTally, type Tally } from "../replay/tally.ts";
import { compareAccess } from "./compare-access.ts";
import { VARIANTS } from "./vary-evidence.ts";

/** A smaller tenant draws its decisions and worlds anew: it gets so many tries to fail again. */
const TRIES = 4;
const MOST_TOLD = 10;

/** Holds a tenant against every property; an error of the product is a breach as well. */
export function tryTenant(tenant: TenantDescription, seed: number, tally = createTally()): Replay {
  try {
    const access = accessBreaches(tenant, seed, tally);
    const { plans, decisions, breaches } = replayTenant(tenant, seed, tally);
    return { plans, decisions, breaches: [...access, ...breaches] };
  } catch (error) {
    const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
    return { plans: 0, decisions: 0, breaches: [{ contract: "planning_ends_well", text }] };
  }
}

/** Without recipients there is no mailbox to ask about. */
function accessBreaches(tenant: TenantDescription, seed: number, tally: Tally): Breach[] {
  if (!isRead(tenant, "exchange/recipients")) return [];
  const { disagreements } = compareAccess(tenant, VARIANTS[seed % VARIANTS.length]);
  tally.add("access_agrees_with_oracle");
  return disagreements.map(({ about, product, oracle }) => ({
    contract: "access_agrees_with_oracle",
    text: `${about}: product ${product}, oracle ${oracle}`,
  }));
}

/** A counterexample for people: what is broken, and the smallest tenant that still breaks it. */
export function describeFailure(
  tenant: TenantDescription,
  seed: number,
  breaches: readonly Breach[],
): string {
  const contract = breaches[0]?.contract ?? "planning_ends_well";
  const failing = (smaller: TenantDescription): readonly Breach[] =>
    Array.from({ length: TRIES }, (_, more) => tryTenant(smaller, seed + more).breaches)
      .flat()
      .filter((breach) => breach.contract === contract);
  const smallest = shrinkTenant(tenant, (smaller) => failing(smaller).length > 0);
  return [
    `seed ${String(seed)}`,
    ...linesOf(breaches),
    `the smallest tenant that still breaks ${contract}:`,
    ...linesOf(failing(smallest)),
    JSON.stringify(smallest, undefined, 2),
  ].join("\n");
}

const linesOf = (breaches: readonly Breach[]): readonly string[] =>
  breaches.slice(0, MOST_TOLD).map(({ contract, text }) => `  ${contract}: ${text}`);
