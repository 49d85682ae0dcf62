import type { Cmdlet } from "../cmdlet.ts";
import { readRows } from "../read-section.ts";
import { selectByIdentity } from "./select-by-identity.ts";

/** A tenant that never had a policy answers with an error, not with an empty list. */
export const getApplicationAccessPolicy: Cmdlet = {
  name: "Get-ApplicationAccessPolicy",
  section: "exchange/applicationAccessPolicies",
  computes: ["Identity"],
  run: ({ state, parameters }) => ({
    rows: selectByIdentity(readRows(state, "exchange/applicationAccessPolicies"), parameters, [
      "Identity",
    ]),
  }),
};
