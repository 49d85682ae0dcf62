import type { Outcome } from "../section-recorder.ts";
import type { GatherContext } from "./gather-context.ts";
import { readExchangeList } from "./read-exchange-list.ts";
import type { RecipientIndex } from "./read-recipients.ts";
import { rowsIfKnown, type RowsOutcome } from "./source.ts";

/**
 * Reads by what dynamic distribution groups select their members, where there are such groups, and policies that a scope
 * with such a filter could stand for.
 *
 * @see https://learn.microsoft.com/powershell/module/exchangepowershell/get-dynamicdistributiongroup (docs as of
 *   2026-08-21)
 * @returns null when nobody was asked
 */
export async function readDynamicGroups(
  context: GatherContext,
  policies: RowsOutcome,
  recipients: Outcome<RecipientIndex>,
): Promise<RowsOutcome | null> {
  const groups = recipients.status === "read" ? [...recipients.value.groups.values()] : [];
  const isNeeded =
    (rowsIfKnown(policies) ?? []).length > 0 && groups.some(({ kind }) => kind === "dynamic");
  return isNeeded ? await readExchangeList(context, "exchange/dynamicGroups") : null;
}
