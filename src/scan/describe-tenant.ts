import { isGuid } from "../model/ids.ts";
import type { Tenant } from "../model/snapshot.ts";
import { rowsIfKnown, type RowsOutcome } from "./gather/source.ts";
import { isRecord, type RawRow, readText } from "./raw-row.ts";
import type { ScannedTenant } from "./scan-tenant.ts";

/**
 * Resolves what the manifest says of the tenant: from Graph, else from Exchange, else from what was asked for.
 *
 * @param asked the domain or id that the person gave
 */
export function describeTenant(id: string, asked: string, scanned: ScannedTenant): Tenant {
  const organization = firstRow(scanned.organization);
  const config = firstRow(scanned.organizationConfig);
  const given = isGuid(asked) ? id : asked.trim().toLowerCase();
  const initialDomain = initialDomainOf(organization) || readText(config, "Name") || given;
  const displayName =
    readText(organization, "displayName") || readText(config, "DisplayName") || initialDomain;
  return { id, initialDomain, displayName };
}

const firstRow = (outcome: RowsOutcome): RawRow => rowsIfKnown(outcome)?.[0] ?? {};

function initialDomainOf(organization: RawRow): string {
  const domains = organization["verifiedDomains"];
  if (!Array.isArray(domains)) return "";
  const initial = domains.filter(isRecord).find((domain) => domain["isInitial"] === true);
  return initial === undefined ? "" : readText(initial, "name");
}
