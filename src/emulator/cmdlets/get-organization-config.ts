import type { Cmdlet } from "../cmdlet.ts";
import { readRows } from "../read-section.ts";

/** The allow list of app ids is only filled in for those who ask for it. */
export const getOrganizationConfig: Cmdlet = {
  name: "Get-OrganizationConfig",
  section: "exchange/organizationConfig",
  computes: ["RetrieveEwsOperationAccessPolicy"],
  run: ({ state, parameters }) => {
    const rows = readRows(state, "exchange/organizationConfig");
    if (parameters.flag("RetrieveEwsOperationAccessPolicy") === true) return { rows };
    return {
      rows: rows.map((row) =>
        Object.fromEntries(
          Object.entries(row).map(([key, value]) => [
            key,
            key.toLowerCase() === "ewsallowedappids" ? null : value,
          ]),
        ),
      ),
    };
  },
};
