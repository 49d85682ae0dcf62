import { ServiceUnavailableError } from "../../errors.ts";
import type { GraphReader } from "../graph/graph-reader.ts";
import { isRecord, type RawRow } from "../raw-row.ts";

/** All items of a collection whose first page came in a batch. */
export async function collectItems(graph: GraphReader, page: RawRow): Promise<readonly RawRow[]> {
  const first = page["value"];
  if (!Array.isArray(first) || !first.every(isRecord)) {
    throw new ServiceUnavailableError("graph answered a part of a batch without items");
  }
  const rows = [...first];
  for await (const row of graph.restOf(page)) rows.push(row);
  return rows;
}
