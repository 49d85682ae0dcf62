import { InvariantError } from "../../errors.ts";
import { type RawRow, readText } from "../raw-row.ts";
import type { Outcome } from "../section-recorder.ts";
import { collectItems } from "./collect-items.ts";
import type { GatherContext } from "./gather-context.ts";

const PATH = "/policies/tokenLifetimePolicies";

/**
 * Reads the token lifetime policies, each with what it applies to.
 *
 * Without what it applies to a policy may stand for any app, so the section is read as a whole or not at all.
 *
 * @see https://learn.microsoft.com/graph/api/tokenlifetimepolicy-list
 * @see https://learn.microsoft.com/graph/api/tokenlifetimepolicy-list-appliesto
 */
export function readTokenLifetimePolicies({
  graph,
  sections,
}: GatherContext): Promise<Outcome<void>> {
  return sections.read("graph/tokenLifetimePolicies", async (section) => {
    const policies: RawRow[] = [];
    for await (const row of graph.items(PATH)) policies.push(row);
    const answers = await graph.batch(
      policies.map((row) => `${PATH}/${readText(row, "id")}/appliesTo?$select=id,displayName`),
    );
    for (const [index, policy] of policies.entries()) {
      const answer = answers[index];
      if (answer === undefined) throw new InvariantError("a batch has fewer answers than requests");
      if (!answer.ok) throw answer.error;
      await section.add({ ...policy, appliesTo: await collectItems(graph, answer.body) });
    }
  });
}
