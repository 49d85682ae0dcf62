import type { Cmdlet } from "../cmdlet.ts";
import { readRows } from "../read-section.ts";
import { booleanOf } from "../row-values.ts";
import { selectByIdentity } from "./select-by-identity.ts";

export const SCOPE_IDS = ["Name", "Identity", "Id", "Guid", "DistinguishedName"];

export const getManagementScope: Cmdlet = {
  name: "Get-ManagementScope",
  section: "exchange/managementScopes",
  computes: ["Identity", "Exclusive"],
  run: ({ state, parameters }) => {
    const exclusive = parameters.flag("Exclusive");
    const rows = selectByIdentity(
      readRows(state, "exchange/managementScopes"),
      parameters,
      SCOPE_IDS,
    ).filter(
      (row) => exclusive === undefined || (booleanOf(row, "Exclusive") ?? false) === exclusive,
    );
    return { rows, isVoidWhenEmpty: true };
  },
};
