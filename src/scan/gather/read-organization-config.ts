import { AccessDeniedError, NotFoundError, ThrottledError } from "../../errors.ts";
import { collectRows } from "../collector.ts";
import type { RawRow } from "../raw-row.ts";
import { isTroubleOfTheService } from "../section-recorder.ts";
import type { GatherContext } from "./gather-context.ts";
import { addAll } from "./read-exchange-list.ts";
import type { RowsOutcome } from "./source.ts";

const CMDLET = "Get-OrganizationConfig";
const WITH_ALLOW_LIST = { RetrieveEwsOperationAccessPolicy: true };

/**
 * Reads the tenant switches, the list of apps that may use EWS included.
 *
 * The switch that fetches the list is missing from the cmdlet's page. Where it is refused, the rest is read without
 * it and the list is left out: read without the switch it comes back empty, which is not what it is.
 *
 * @see https://learn.microsoft.com/powershell/module/exchangepowershell/set-organizationconfig "-EwsAllowedAppIDs"
 */
export function readOrganizationConfig({
  exchange,
  sections,
}: GatherContext): Promise<RowsOutcome> {
  return sections.collect("exchange/organizationConfig", collectRows, async (section) => {
    try {
      await addAll(section, await exchange.readRows(CMDLET, WITH_ALLOW_LIST));
    } catch (cause) {
      if (!isTroubleOfTheService(cause) || isFinal(cause)) throw cause;
      const rows = await exchange.readRows(CMDLET);
      section.note(`the list of apps allowed to use EWS was not read: ${cause.message}`);
      await addAll(section, rows.map(withoutAllowList));
    }
  });
}

const isFinal = (error: unknown): boolean =>
  error instanceof AccessDeniedError ||
  error instanceof NotFoundError ||
  error instanceof ThrottledError;

function withoutAllowList(row: RawRow): RawRow {
  const kept = Object.entries(row).filter(([key]) => key.toLowerCase() !== "ewsallowedappids");
  return Object.fromEntries(kept);
}
