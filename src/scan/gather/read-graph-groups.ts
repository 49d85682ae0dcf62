import { NotFoundError } from "../../errors.ts";
import { collectRows } from "../collector.ts";
import type { RawRow } from "../raw-row.ts";
import type { Outcome } from "../section-recorder.ts";
import type { GatherContext } from "./gather-context.ts";
import { groupSourcesNotRead, type MembersByGroup } from "./read-group-members.ts";
import { noteOwners, readOwners } from "./read-owners.ts";
import type { RecipientIndex } from "./read-recipients.ts";
import { withOwners } from "./read-service-principals.ts";
import { type GroupSources, createGroupFilter } from "./resolve-groups-in-use.ts";
import { type RowsOutcome, valueOrFail } from "./source.ts";

const SELECT =
  "id,createdDateTime,displayName,mail,mailEnabled,securityEnabled,groupTypes,membershipRule,onPremisesSyncEnabled,visibility,isAssignableToRole";

export interface GraphGroupSources {
  readonly inUse: GroupSources;
  readonly recipients: Outcome<RecipientIndex>;
  readonly members: Outcome<MembersByGroup>;
}

/**
 * Reads who may change the groups in use, and the groups inside them, and their owners.
 *
 * Every group that is known to be in use is asked for, also one whose members were not read: so a group without a row
 * is one that Graph does not know. Groups that nobody could name are said to be missing in the section's message.
 *
 * @see https://learn.microsoft.com/graph/api/group-get
 */
export function readGraphGroups(
  { graph, sections }: GatherContext,
  sources: GraphGroupSources,
): Promise<RowsOutcome> {
  return sections.collect("graph/groups", collectRows, async (section) => {
    const { keys, unknown } = knownGroups(sources);
    const answers = await graph.batch(keys.map((key) => `/groups/${key}?$select=${SELECT}`));
    const found = new Map<string, RawRow>();
    for (const [index, key] of keys.entries()) {
      const answer = answers[index];
      if (answer?.ok === true) found.set(key, answer.body);
      else if (answer !== undefined && !(answer.error instanceof NotFoundError)) throw answer.error;
    }
    const owners = await readOwners(graph, "groups", [...found.keys()]);
    for (const [key, row] of found) await section.add(withOwners(row, owners.byId.get(key)));
    for (const what of unknown) section.note(`${what} were not asked for`);
    noteOwners(section, owners, []);
  });
}

/** The keys of the groups that are known to be in use, and what else may be. Dynamic groups have no members to change. */
function knownGroups({ inUse, recipients, members }: GraphGroupSources): {
  readonly keys: readonly string[];
  readonly unknown: readonly string[];
} {
  const { groups } = valueOrFail("exchange/recipients", recipients);
  const read: MembersByGroup = members.status === "read" ? members.value : new Map();
  const isInUse = createGroupFilter(inUse);
  const roots = [...groups.values()].filter(isInUse).map(({ key }) => key);
  const nested = [...read.values()].flatMap((group) => group.nested);
  const known = new Set([...roots, ...read.keys(), ...nested]);
  const keys = [...known].filter((key) => groups.get(key)?.kind !== "dynamic").toSorted();
  const unread = keys.filter((key) => !read.has(key));
  const sources = groupSourcesNotRead(inUse);
  return {
    keys,
    unknown: [
      ...(sources.length === 0 ? [] : [`groups that ${sources.join(", ")} may name`]),
      ...(unread.length === 0
        ? []
        : [`groups inside ${unread.length} groups whose members were not read`]),
    ],
  };
}
