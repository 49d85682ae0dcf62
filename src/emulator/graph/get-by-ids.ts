import { parseBody } from "../answer.ts";
import { readRows } from "../read-section.ts";
import type { RawRow } from "../row-values.ts";
import { isRecord, lowerTextOf } from "../row-values.ts";
import { ServiceFault } from "../service-fault.ts";
import { usersOf } from "./directory-routes.ts";
import type { Collection, GraphCall } from "./graph-call.ts";
import { listServicePrincipals } from "./service-principal-routes.ts";

const MAX_IDS = 1_000;

type Rows = (call: GraphCall) => readonly RawRow[];

const KINDS: readonly (readonly [string, Rows])[] = [
  ["servicePrincipal", (call) => listServicePrincipals(call).rows],
  ["user", ({ state }) => usersOf(state)],
  ["group", ({ state }) => readRows(state, "graph/groups")],
  ["application", ({ state }) => readRows(state, "graph/applications")],
  ["administrativeUnit", ({ state }) => readRows(state, "graph/administrativeUnits")],
];

/** Objects of the named kinds by id, each with its type; ids that no one has are left out without a word. */
export function getByIds(call: GraphCall): Collection {
  const body = parseBody(call.request);
  const ids = isRecord(body) ? texts(body["ids"]) : undefined;
  if (ids === undefined || ids.length === 0 || ids.length > MAX_IDS) {
    throw new ServiceFault("badRequest", `ids: expected 1 to ${MAX_IDS} ids`, "Request_BadRequest");
  }
  const types = isRecord(body) ? texts(body["types"]) : undefined;
  const wanted = new Set(ids);
  const rows = KINDS.filter(([kind]) => types?.includes(kind.toLowerCase()) ?? true).flatMap(
    ([kind, rowsOf]) => found(rowsOf(call), wanted, kind),
  );
  return { kind: "collection", context: "directoryObjects", rows, isMixed: true };
}

const found = (
  rows: readonly RawRow[],
  wanted: ReadonlySet<string>,
  kind: string,
): readonly RawRow[] =>
  rows
    .filter((row) => wanted.has(lowerTextOf(row, "id") ?? ""))
    .map((row) => ({ ...row, "@odata.type": `#microsoft.graph.${kind}` }));

const texts = (value: unknown): readonly string[] | undefined =>
  Array.isArray(value)
    ? value.filter((one) => typeof one === "string").map((one) => one.toLowerCase())
    : undefined;
