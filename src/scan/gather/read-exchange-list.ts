import { collectRows } from "../collector.ts";
import type { RawRow } from "../raw-row.ts";
import type { OpenSection } from "../section-recorder.ts";
import type { GatherContext } from "./gather-context.ts";
import type { RowsOutcome } from "./source.ts";

/** The sections that are the rows of one cmdlet, all of them, as they come. */
const LISTS = {
  "exchange/roleAssignments": "Get-ManagementRoleAssignment",
  "exchange/managementScopes": "Get-ManagementScope",
  "exchange/servicePrincipals": "Get-ServicePrincipal",
  "exchange/dynamicGroups": "Get-DynamicDistributionGroup",
  "exchange/administrativeUnits": "Get-AdministrativeUnit",
} as const;

/** Reads a section that is one cmdlet's rows. Its least permission is in the table of sections. */
export function readExchangeList(
  { exchange, sections }: GatherContext,
  name: keyof typeof LISTS,
): Promise<RowsOutcome> {
  return sections.collect(name, collectRows, async (section) =>
    addAll(section, await exchange.readRows(LISTS[name])),
  );
}

/** Adds rows as they are. */
export async function addAll(section: OpenSection, rows: readonly RawRow[]): Promise<void> {
  for (const row of rows) await section.add(row);
}
