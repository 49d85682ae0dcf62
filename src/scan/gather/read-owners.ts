import type { GraphReader } from "../graph/graph-reader.ts";
import type { RawRow } from "../raw-row.ts";
import { collectItems } from "./collect-items.ts";

/** Owners by the id of what they own; an id that is missing was not answered. */
export interface Owners {
  readonly byId: ReadonlyMap<string, readonly RawRow[]>;
  /** What the service said of the first one that it did not answer. */
  readonly trouble: string | undefined;
}

/**
 * Reads the owners of the given objects, twenty a request.
 *
 * One that is not answered has no owners in its row, which is not the same as none: the rest stands.
 *
 * @see https://learn.microsoft.com/graph/api/serviceprincipal-list-owners
 */
export async function readOwners(
  graph: GraphReader,
  collection: "servicePrincipals" | "applications" | "groups",
  ids: readonly string[],
): Promise<Owners> {
  const paths = ids.map((id) => `/${collection}/${id}/owners?$select=id,displayName&$top=999`);
  const answers = await graph.batch(paths);
  const byId = new Map<string, readonly RawRow[]>();
  let trouble: string | undefined;
  for (const [index, id] of ids.entries()) {
    const answer = answers[index];
    if (answer?.ok === true) byId.set(id, await collectItems(graph, answer.body));
    else trouble ??= answer?.error.message ?? "graph gave no answer";
  }
  return {
    byId,
    trouble:
      trouble === undefined
        ? undefined
        : `owners of ${ids.length - byId.size} of ${ids.length} were not read: ${trouble}`,
  };
}
