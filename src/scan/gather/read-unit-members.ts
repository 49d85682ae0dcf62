import { InvariantError } from "../../errors.ts";
import type { GraphAnswer, GraphReader } from "../graph/graph-reader.ts";
import { createParentReader } from "../parent-reader.ts";
import { type RawRow, readText } from "../raw-row.ts";
import type { Outcome } from "../section-recorder.ts";
import { collectItems } from "./collect-items.ts";
import type { GatherContext } from "./gather-context.ts";
import { rowsOrFail, type RowsOutcome } from "./source.ts";

/**
 * Reads the members of every administrative unit, each with its type: members of a group in a unit are not in it.
 *
 * @see https://learn.microsoft.com/graph/api/administrativeunit-list-members
 */
export function readUnitMembers(
  { graph, sections, concurrency }: GatherContext,
  units: RowsOutcome,
): Promise<Outcome<void>> {
  return sections.read("graph/administrativeUnitMembers", async (section) => {
    const ids = rowsOrFail("graph/administrativeUnits", units).map((unit) => readText(unit, "id"));
    const firstPages = await graph.batch(
      ids.map(
        (id) => `/directory/administrativeUnits/${id}/members?$select=id,displayName&$top=999`,
      ),
    );
    const parents = createParentReader(section, concurrency);
    await parents.read(
      ids.map((id, index) => ({
        key: id,
        ask: () => wholeList(graph, firstPages[index]),
        toLine: (row: RawRow) => ({ administrativeUnit: id, row }),
      })),
    );
    parents.finish();
  });
}

async function wholeList(
  graph: GraphReader,
  answer: GraphAnswer | undefined,
): Promise<readonly RawRow[]> {
  if (answer === undefined) throw new InvariantError("a batch has fewer answers than requests");
  if (!answer.ok) throw answer.error;
  return await collectItems(graph, answer.body);
}
