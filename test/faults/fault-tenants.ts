import { FIXTURES, tenantFiles } from "../generator/fixture-files.ts";
import type { Random } from "../generator/random.ts";
import type { TenantDescription } from "../generator/tenant-description.ts";
import { randomTenant } from "../oracle/random-tenant.ts";
import { writeFiles } from "../generator/write-files.ts";

/** How many random tenants there are; each is scanned without faults once. */
const RANDOM_TENANTS = 40;

/** Names a tenant: a fixture, or a random one by its seed. Mostly small ones: their scans are short. */
export function drawTenant(random: Random): string {
  if (random.once(80)) return random.pick(["contoso", "fabrikam-partial"]);
  if (random.once(8)) return random.pick(["walkthrough", "wildcard", "northwind", "fabrikam"]);
  return `random-${random.below(RANDOM_TENANTS)}`;
}

/** @throws Error for a name that `drawTenant` does not give */
export function tenantOf(name: string): TenantDescription {
  const seed = /^random-(\d+)$/.exec(name)?.[1];
  const tenant = seed === undefined ? FIXTURES[name] : randomTenant(Number(seed));
  if (tenant === undefined) throw new Error(`no tenant ${name}`);
  return tenant;
}

/** Writes the evidence folder of a tenant, for an emulator to serve. */
export async function writeTenant(tenant: TenantDescription, folder: string): Promise<void> {
  await writeFiles(folder, tenantFiles(tenant));
}
