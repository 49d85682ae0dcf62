import { ServiceUnavailableError } from "../../errors.ts";
import { GROUP_TYPES } from "../../model/recipient.ts";
import type { SectionName } from "../../model/sections.ts";
import { createParentReader, type ParentQuestion } from "../parent-reader.ts";
import { type RawRow, readRecipientKey, readText } from "../raw-row.ts";
import type { OpenSection, Outcome } from "../section-recorder.ts";
import type { GatherContext } from "./gather-context.ts";
import type { GroupKind, IndexedGroup, RecipientIndex } from "./read-recipients.ts";
import { type GroupSources, resolveGroupsInUse } from "./resolve-groups-in-use.ts";
import { valueOrFail } from "./source.ts";

/** Direct members of one group, nested groups among them apart. Keys are lower case. */
export interface GroupMembers {
  readonly members: ReadonlySet<string>;
  readonly nested: readonly string[];
}

/** By group key; a group that is not in it was not read. */
export type MembersByGroup = ReadonlyMap<string, GroupMembers>;

/** A group whose members can be listed; a dynamic one has none to list. */
interface Listable {
  readonly key: string;
  readonly identity: string;
  readonly kind: GroupKind;
}

/**
 * Reads the direct members of each group in use, and of each group nested in one, to any depth.
 *
 * INVARIANT: every group is asked for once, so that groups that contain each other end.
 */
export function readGroupMembers(
  context: GatherContext,
  sources: GroupSources,
  recipients: Outcome<RecipientIndex>,
): Promise<Outcome<MembersByGroup>> {
  return context.sections.read("exchange/groupMembers", async (section) => {
    const { groups } = valueOrFail("exchange/recipients", recipients);
    noteUnread(section, sources);
    const parents = createParentReader(section, context.concurrency);
    const found = new Map<string, GroupMembers>();

    let open: readonly Listable[] = resolveGroupsInUse(sources, groups).map(toListable);
    while (open.length > 0) {
      const nested: Listable[] = [];
      const questions = open
        .filter(({ kind }) => kind !== "dynamic")
        .map((group) => ({
          ...questionOf(context, group),
          onRead: (rows: readonly RawRow[]) => {
            const below = rows.flatMap((row) => nestedGroup(row, groups));
            const members = new Set(rows.map(readRecipientKey));
            found.set(group.key, { members, nested: below.map(({ key }) => key) });
            nested.push(...below);
          },
        }));
      await parents.read(questions);
      open = nested.filter(({ key }) => !found.has(key));
    }
    parents.finish();
    return found;
  });
}

const SOURCE_NAMES = {
  policies: "exchange/applicationAccessPolicies",
  managementScopes: "exchange/managementScopes",
  roleAssignments: "exchange/roleAssignments",
} as const satisfies Record<keyof GroupSources, SectionName>;

/** Groups that an unread list may name are not asked for; when no list was read, nothing is. */
function noteUnread(section: OpenSection, sources: GroupSources): void {
  const names = (["policies", "managementScopes", "roleAssignments"] as const)
    .filter((source) => sources[source] === null)
    .map((source) => `\`${SOURCE_NAMES[source]}\``);
  if (names.length === 0) return;
  const message = `groups that ${names.join(", ")} may name were not asked for: not read`;
  if (names.length === 3) throw new ServiceUnavailableError(message);
  section.note(message);
}

function questionOf({ exchange }: GatherContext, group: Listable): ParentQuestion {
  const { key, identity } = group;
  const ask = (): Promise<readonly RawRow[]> =>
    group.kind === "unifiedGroup"
      ? exchange.readRows("Get-UnifiedGroupLinks", { Identity: identity, LinkType: "Members" })
      : exchange.readRows("Get-DistributionGroupMember", { Identity: identity });
  return { key, ask, toLine: (row) => ({ group: key, row }) };
}

/** The Guid is the documented identity of a group; the Entra object id usually works too. */
const toListable = ({ key, guid, kind }: IndexedGroup): Listable => ({
  key,
  identity: guid || key,
  kind,
});

/** The member as a group. Rows do not always say their type: then the list of recipients does. */
function nestedGroup(row: RawRow, groups: ReadonlyMap<string, IndexedGroup>): Listable[] {
  const key = readRecipientKey(row);
  const listed = groups.get(key);
  if (listed !== undefined) return [toListable(listed)];
  const kind = GROUP_TYPES.get(readText(row, "RecipientTypeDetails").toLowerCase());
  if (kind === undefined || key === "") return [];
  return [{ key, identity: readText(row, "Guid") || key, kind }];
}
