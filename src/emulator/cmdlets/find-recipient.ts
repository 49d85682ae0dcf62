import { readRows } from "../read-section.ts";
import type { RawRow } from "../row-values.ts";
import { objectNotFound, ServiceFault } from "../service-fault.ts";
import type { TenantState } from "../tenant-state.ts";

/**
 * The one recipient that an identity names, whichever id it is.
 *
 * @throws ServiceFault `notFound`, or `badRequest` where several recipients go by that name
 */
export function findRecipient(
  state: TenantState,
  identity: string,
  isWanted: (row: RawRow) => boolean = () => true,
): RawRow {
  readRows(state, "exchange/recipients");
  const [first, ...others] = state.directory.find(identity).filter(isWanted);
  if (first === undefined) throw objectNotFound(identity);
  if (others.length > 0) {
    throw new ServiceFault(
      "badRequest",
      `The operation couldn't be performed because '${identity}' matches multiple entries.`,
      "Microsoft.Exchange.Configuration.Tasks.ManagementObjectAmbiguousException",
    );
  }
  return first;
}
