import { readRows, rowsIfRead } from "../read-section.ts";
import type { RawRow } from "../row-values.ts";
import { isRecord, lowerTextOf } from "../row-values.ts";
import { ServiceFault } from "../service-fault.ts";
import type { TenantState } from "../tenant-state.ts";
import type { Collection, Entity, GraphCall } from "./graph-call.ts";
import { resourceNotFound } from "./graph-errors.ts";

const CONTEXT = "policies/tokenLifetimePolicies";
const SECTION = "graph/tokenLifetimePolicies";

export const listTokenLifetimePolicies = ({ state }: GraphCall): Collection => ({
  kind: "collection",
  context: CONTEXT,
  rows: readRows(state, SECTION),
  filterable: ["id", "displayName"],
});

export const getTokenLifetimePolicy = (call: GraphCall): Entity => ({
  kind: "entity",
  context: CONTEXT,
  row: findPolicy(call),
});

/**
 * What a policy applies to, each with its type as far as the evidence tells it.
 *
 * @throws ServiceFault denied when the evidence does not tell
 */
export function listPolicyTargets(call: GraphCall): Collection {
  const targets = findPolicy(call)["appliesTo"];
  if (!Array.isArray(targets)) {
    throw new ServiceFault("denied", `the evidence does not tell what ${call.key} applies to`);
  }
  return {
    kind: "collection",
    context: "directoryObjects",
    rows: targets.filter(isRecord).map((row) => withType(call.state, row)),
    isMixed: true,
  };
}

function findPolicy({ state, key }: GraphCall): RawRow {
  const row = readRows(state, SECTION).find((one) => lowerTextOf(one, "id") === key.toLowerCase());
  if (row === undefined) throw resourceNotFound(key);
  return row;
}

/** Evidence keeps the types of rows, not of what is inside them: the lists of objects tell. */
function withType(state: TenantState, row: RawRow): RawRow {
  const id = lowerTextOf(row, "id");
  const clients = rowsIfRead(state, "graph/servicePrincipals") ?? [];
  const isClient = clients.some((one) => lowerTextOf(one, "id") === id);
  const type = isClient ? "servicePrincipal" : "application";
  return { "@odata.type": `#microsoft.graph.${type}`, ...row };
}
