import * as fc from "fast-check";
import { anyFencedTenant, anyPlainTenant } from "../arbitraries/plain-tenant.ts";
import { createRandom } from "../generator/random.ts";
import { FLAT_SECTIONS, PARENTED_SECTIONS, type SectionName } from "../generator/section-names.ts";
import type { TenantDescription } from "../generator/tenant-description.ts";
import { randomTenant } from "../oracle/random-tenant.ts";

/** The kinds of tenant that plans are tried on; most of the last are blocked, and half of them are partly unread. */
const KINDS: readonly ((seed: number) => TenantDescription)[] = [
  sampled(anyFencedTenant),
  sampled(anyPlainTenant),
  randomTenant,
  partlyRead(sampled(anyFencedTenant)),
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

const FLAWS = ["denied", "failed", "notAsked"] as const;
const SECTIONS: readonly SectionName[] = [...FLAT_SECTIONS, ...PARENTED_SECTIONS];

/** Any sections may be unread; few, or nothing at all could be told. */
function partlyRead(
  draw: (seed: number) => TenantDescription,
): (seed: number) => TenantDescription {
  return (seed) => {
    const random = createRandom(seed);
    const tenant = draw(seed);
    const lost = SECTIONS.filter(() => random.once(SECTIONS.length / 2));
    const unread = Object.fromEntries(lost.map((section) => [section, random.pick(FLAWS)]));
    return { ...tenant, unread: { ...tenant.unread, ...unread } };
  };
}
