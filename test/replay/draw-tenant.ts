import * as fc from "fast-check";
import { anyDecidable } from "../arbitraries/any-decision.ts";
import { anyImpersonatingTenant } from "../arbitraries/impersonating-tenant.ts";
import { anyFencedTenant, anyPlainTenant } from "../arbitraries/plain-tenant.ts";
import { createRandom } from "../generator/random.ts";
import { FLAT_SECTIONS, PARENTED_SECTIONS, type SectionName } from "../generator/section-names.ts";
import type { TenantDescription } from "../generator/tenant-description.ts";
import { randomTenant } from "../oracle/random-tenant.ts";

/**
 * The kinds of tenant that plans are tried on, with units and attributes that scopes can be made of, and with accounts
 * that impersonate. Most of the random ones are blocked, and half of them are partly unread.
 */
const KINDS: readonly ((seed: number) => TenantDescription)[] = [
  sampled(anyFencedTenant),
  sampled(anyPlainTenant),
  sampled(anyDecidable.map(({ tenant }) => tenant)),
  sampled(anyImpersonatingTenant.map(({ tenant }) => tenant)),
  randomTenant,
  partlyRead(sampled(anyFencedTenant)),
  partlyRead(randomTenant),
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

/** Any subset of the sections may be unread; few for the most part, or nothing at all could be told. */
function partlyRead(
  draw: (seed: number) => TenantDescription,
): (seed: number) => TenantDescription {
  return (seed) => {
    const random = createRandom(seed);
    const tenant = draw(seed);
    const oneIn = random.pick([SECTIONS.length / 2, SECTIONS.length, 8, 3]);
    const lost = SECTIONS.filter(() => random.once(oneIn));
    const unread = Object.fromEntries(lost.map((section) => [section, random.pick(FLAWS)]));
    return { ...tenant, unread: { ...tenant.unread, ...unread } };
  };
}
