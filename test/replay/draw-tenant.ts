import * as fc from "fast-check";
import { anyFencedTenant, anyPlainTenant } from "../arbitraries/plain-tenant.ts";
import type { TenantDescription } from "../generator/tenant-description.ts";
import { randomTenant } from "../oracle/random-tenant.ts";

/** The kinds of tenant that plans are tried on; most of the last are blocked, and half of them are partly unread. */
const KINDS: readonly ((seed: number) => TenantDescription)[] = [
  sampled(anyFencedTenant),
  sampled(anyPlainTenant),
  randomTenant,
];

/** The tenant of a seed: each kind in turn, the same seed the same tenant. */
export function drawTenant(seed: number): TenantDescription {
  const draw = KINDS[seed % KINDS.length] ?? randomTenant;
  return draw(seed);
}

function sampled(tenants: fc.Arbitrary<TenantDescription>): (seed: number) => TenantDescription {
  return (seed) => {
    const [tenant] = fc.sample(tenants, { numRuns: 1, seed });
    if (tenant === undefined) throw new Error(`no tenant of seed ${String(seed)}`);
    return tenant;
  };
}
