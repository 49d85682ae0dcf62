import { expectedAccess } from "../oracle/expected-access.ts";
import { foldMailboxes } from "../oracle/fold-mailboxes.ts";
import { evidenceFiles } from "./evidence-files.ts";
import { generateEvidence } from "./generate-evidence.ts";
import { userPrincipalName } from "./rows/recipient-rows.ts";
import { populationOf } from "./sight.ts";
import type { TenantDescription } from "./tenant-description.ts";
import { contoso } from "./tenants/contoso/contoso.ts";
import { fabrikamPartial } from "./tenants/fabrikam/fabrikam-partial.ts";
import { fabrikam } from "./tenants/fabrikam/fabrikam.ts";
import { northwind } from "./tenants/northwind.ts";
import { tailspin } from "./tenants/tailspin.ts";
import { walkthrough } from "./tenants/walkthrough.ts";
import { wildcard } from "./tenants/wildcard.ts";

/** The tenants that are kept as fixtures, by folder name. */
export const FIXTURES: Readonly<Record<string, TenantDescription>> = {
  contoso,
  fabrikam,
  "fabrikam-partial": fabrikamPartial,
  northwind,
  tailspin,
  walkthrough,
  wildcard,
};

/** Every generated file of a fixture by relative path; its README is written by hand. */
export function fixtureFiles(tenant: TenantDescription): ReadonlyMap<string, string> {
  return new Map([
    ...tenantFiles(tenant),
    [EXPECTED_ACCESS_FILE, oneLineEach(accessLines(tenant))],
  ]);
}

/** What the independent reckoning of a fixture's access is written to; of a large tenant it takes seconds. */
export const EXPECTED_ACCESS_FILE = "expected-access.json";

/** The evidence of a tenant, and what emulating it needs, by relative path. */
export function tenantFiles(tenant: TenantDescription): ReadonlyMap<string, string> {
  return new Map([
    ...evidenceFiles(tenant, generateEvidence(tenant)),
    ["emulator.json", `${JSON.stringify(emulatorSettings(tenant), undefined, 2)}\n`],
  ]);
}

/** From so many mailboxes on, what most of them have in common is said once. */
const MANY = 200;

export const isLarge = (tenant: TenantDescription): boolean => populationOf(tenant).length >= MANY;

const accessLines = (tenant: TenantDescription): readonly object[] =>
  isLarge(tenant) ? foldMailboxes(expectedAccess(tenant)) : expectedAccess(tenant);

/** What the emulated tenant must know beyond the evidence. */
function emulatorSettings(tenant: TenantDescription): object {
  const names = tenant.recipients.flatMap((recipient) => {
    const name = userPrincipalName(tenant, recipient);
    return name === null ? [] : [[recipient.key, name] as const];
  });
  return {
    nestedUnderPolicy: tenant.nestedUnderPolicy,
    userPrincipalNames: Object.fromEntries(names),
    witnessOverrides: {},
  };
}

function oneLineEach(items: readonly object[]): string {
  if (items.length === 0) return "[]\n";
  return `[\n${items.map((item) => JSON.stringify(item)).join(",\n")}\n]\n`;
}
