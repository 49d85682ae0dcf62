import { NotFoundError } from "../../errors.ts";
import { collectRows } from "../collector.ts";
import type { RawRow } from "../raw-row.ts";
import type { Outcome } from "../section-recorder.ts";
import type { GatherContext } from "./gather-context.ts";
import type { MembersByGroup } from "./read-group-members.ts";
import { readOwners } from "./read-owners.ts";
import { withOwners } from "./read-service-principals.ts";
import { type RowsOutcome, valueOrFail } from "./source.ts";

const SELECT =
  "id,createdDateTime,displayName,mail,mailEnabled,securityEnabled,groupTypes,membershipRule,onPremisesSyncEnabled,visibility,isAssignableToRole";

/**
 * Reads who may change the groups whose members were read, and their owners.
 *
 * A group that Graph does not know has no row.
 *
 * @see https://learn.microsoft.com/graph/api/group-get
 */
export function readGraphGroups(
  { graph, sections }: GatherContext,
  members: Outcome<MembersByGroup>,
): Promise<RowsOutcome> {
  return sections.collect("graph/groups", collectRows, async (section) => {
    const keys = [...valueOrFail("exchange/groupMembers", members).keys()].toSorted();
    const answers = await graph.batch(keys.map((key) => `/groups/${key}?$select=${SELECT}`));
    const found = new Map<string, RawRow>();
    for (const [index, key] of keys.entries()) {
      const answer = answers[index];
      if (answer?.ok === true) found.set(key, answer.body);
      else if (answer !== undefined && !(answer.error instanceof NotFoundError)) throw answer.error;
    }
    const owners = await readOwners(graph, "groups", [...found.keys()]);
    if (owners.trouble !== undefined) section.note(owners.trouble);
    for (const [key, row] of found) await section.add(withOwners(row, owners.byId.get(key)));
  });
}
