import { ServiceUnavailableError } from "../../errors.ts";
import { normaliseParentKey } from "../../evidence/parent-key.ts";
import { GROUP_TYPES } from "../../model/recipient.ts";
import type { SectionName } from "../../model/sections.ts";
import type { Collector } from "../collector.ts";
import { createParentReader, type ParentQuestion } from "../parent-reader.ts";
import { isRecord, type RawRow, readRecipientKey, readText } from "../raw-row.ts";
import type { OpenSection, Outcome } from "../section-recorder.ts";
import type { GatherContext } from "./gather-context.ts";
import type { GroupFeed } from "./group-feed.ts";
import type { GroupKind, IndexedGroup, RecipientIndex } from "./read-recipients.ts";
import { createGroupFilter, type GroupSources } from "./resolve-groups-in-use.ts";
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

/** A member of a group, as far as its own row tells what it is. */
interface Member {
  readonly key: string;
  readonly group: Listable | undefined;
}

/** The recipients: their groups as they come, and what came of the whole list. */
export interface ComingRecipients {
  readonly feed: GroupFeed;
  readonly outcome: Promise<Outcome<RecipientIndex>>;
}

/**
 * Reads the direct members of each group in use, and of each group nested in one, to any depth.
 *
 * The groups in use are asked for while the list of recipients is still being read: that is one page after the other,
 * for which one place is left free. Without the whole list the section is not read, as nobody knows what is missing.
 *
 * INVARIANT: every group is asked for once, so that groups that contain each other end.
 */
export async function readGroupMembers(
  context: GatherContext,
  sources: GroupSources,
  recipients: ComingRecipients,
): Promise<Outcome<MembersByGroup>> {
  const read = await context.sections.collect(
    "exchange/groupMembers",
    collectMembers,
    async (section) => {
      await readInto(section, context, { sources, recipients });
    },
  );
  if (read.status !== "read") return read;
  const groups = groupsOf(await recipients.outcome);
  const resolved = [...read.value].map(
    ([key, members]) => [key, resolveMembers(members, groups)] as const,
  );
  return { status: "read", value: new Map(resolved) };
}

async function readInto(
  section: OpenSection,
  context: GatherContext,
  {
    sources,
    recipients,
  }: { readonly sources: GroupSources; readonly recipients: ComingRecipients },
): Promise<void> {
  const { feed } = recipients;
  const parents = createParentReader(section, context.concurrency);
  const found = new Map<string, readonly Member[]>();
  const ask = (group: Listable): ParentQuestion => ({
    ...questionOf(context, group),
    onRead: (rows) => found.set(group.key, rows.map(toMember)),
  });
  const places = (): number => Math.max(1, context.concurrency - (feed.hasEnded() ? 0 : 1));
  await parents.read(questionsOf(feed, createGroupFilter(sources), ask), places);

  const { groups } = valueOrFail("exchange/recipients", await recipients.outcome);
  noteUnread(section, sources);
  const looked = new Set<string>();
  for (let open = [...found.keys()]; open.length > 0;) {
    for (const key of open) looked.add(key);
    const nested = open.flatMap((key) =>
      (found.get(key) ?? []).flatMap((member) => nestedGroup(member, groups)),
    );
    await parents.read(nested.filter(isListable).map(ask));
    open = [...found.keys()].filter((key) => !looked.has(key));
  }
  parents.finish();
}

/** Without the list of recipients the rows themselves say which members are groups. */
const groupsOf = (recipients: Outcome<RecipientIndex>): RecipientIndex["groups"] =>
  recipients.status === "read" ? recipients.value.groups : new Map();

/** Members by group; a group without members is read, one that is not listed as read is not. */
function collectMembers(): Collector<ReadonlyMap<string, readonly Member[]>> {
  const found = new Map<string, Member[]>();
  return {
    take({ group, row }) {
      if (typeof group !== "string" || !isRecord(row)) return;
      const key = normaliseParentKey(group);
      const members = found.get(key) ?? [];
      members.push(toMember(row));
      found.set(key, members);
    },
    value: (parents) => {
      const read = parents.filter(({ status }) => status === "read");
      return new Map(read.map(({ key }) => [key, found.get(key) ?? []]));
    },
  };
}

const resolveMembers = (
  members: readonly Member[],
  groups: RecipientIndex["groups"],
): GroupMembers => ({
  members: new Set(members.map(({ key }) => key)),
  nested: members.flatMap((member) => nestedGroup(member, groups)).map(({ key }) => key),
});

/** The members of a dynamic group cannot be listed. */
const isListable = ({ kind }: { readonly kind: GroupKind }): boolean => kind !== "dynamic";

async function* questionsOf(
  feed: GroupFeed,
  isInUse: (group: IndexedGroup) => boolean,
  ask: (group: Listable) => ParentQuestion,
): AsyncGenerator<ParentQuestion> {
  for await (const group of feed) {
    if (isListable(group) && isInUse(group)) yield ask(toListable(group));
  }
}

const SOURCE_NAMES = {
  policies: "exchange/applicationAccessPolicies",
  managementScopes: "exchange/managementScopes",
  roleAssignments: "exchange/roleAssignments",
} as const satisfies Record<Exclude<keyof GroupSources, "decided">, SectionName>;

/** The lists that name groups and were not read, in backticks. */
export const groupSourcesNotRead = (sources: GroupSources): readonly string[] =>
  (["policies", "managementScopes", "roleAssignments"] as const)
    .filter((source) => sources[source] === null)
    .map((source) => `\`${SOURCE_NAMES[source]}\``);

/** Groups that an unread list may name are not asked for; when no list was read, nothing is. */
function noteUnread(section: OpenSection, sources: GroupSources): void {
  const names = groupSourcesNotRead(sources);
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

function toMember(row: RawRow): Member {
  const key = readRecipientKey(row);
  const kind = GROUP_TYPES.get(readText(row, "RecipientTypeDetails").toLowerCase());
  if (kind === undefined || key === "") return { key, group: undefined };
  return { key, group: { key, identity: readText(row, "Guid") || key, kind } };
}

/** The member as a group. Rows do not always say their type: then the list of recipients does. */
function nestedGroup(
  { key, group }: Member,
  groups: ReadonlyMap<string, IndexedGroup>,
): readonly Listable[] {
  const listed = groups.get(key);
  if (listed !== undefined) return [toListable(listed)];
  return group === undefined ? [] : [group];
}
