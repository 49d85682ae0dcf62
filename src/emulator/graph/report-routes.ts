import { readRows } from "../read-section.ts";
import type { Collection, GraphCall } from "./graph-call.ts";

/** Last recorded sign-ins; an app without a row has no record. */
export const listSignInActivities = ({ state }: GraphCall): Collection => ({
  kind: "collection",
  context: "reports/servicePrincipalSignInActivities",
  rows: readRows(state, "graph/signInActivities"),
  filterable: ["appId"],
});
