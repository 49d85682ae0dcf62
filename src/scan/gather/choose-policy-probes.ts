import { isGuid } from "../../model/ids.ts";
import type { PolicyCheckExtent } from "../asked-sections.ts";
import { type RawRow, readText } from "../raw-row.ts";
import type { GroupMembers, MembersByGroup } from "./read-group-members.ts";
import type { RecipientIndex } from "./read-recipients.ts";
import { policyScopeId } from "./resolve-groups-in-use.ts";

/** One question to the policy layer; `none` = no mailbox is reached through that nested group alone. */
export type PolicyProbe =
  | { readonly kind: "ask"; readonly appId: string; readonly mailbox: string }
  | { readonly kind: "none"; readonly appId: string; readonly nestedGroup: string };

export interface ProbeSources {
  readonly policies: readonly RawRow[];
  readonly members: MembersByGroup;
  readonly recipients: RecipientIndex;
  /** Default `some`. */
  readonly extent?: PolicyCheckExtent;
}

/** Whom one policy reaches, and how. */
interface Reach {
  /** The scope itself and its direct members. */
  readonly direct: ReadonlySet<string>;
  /** Members of each nested group at any depth, as far as they were read. */
  readonly nested: ReadonlyMap<string, ReadonlySet<string>>;
}

/**
 * Chooses what to ask the policy layer, for each app that a policy names: a direct member, a mailbox in no policy, and
 * for each nested group a mailbox that it alone decides, since the service answers for all policies of an app
 * together. Always the first by id; special mailboxes are never asked about. With `all`, every mailbox that some
 * policy reaches through nested groups only is asked about as well.
 *
 * A policy for all apps takes part in every app's answer, and cannot be asked about itself.
 */
export function choosePolicyProbes(sources: ProbeSources): readonly PolicyProbe[] {
  const { policies, recipients, extent } = sources;
  const mailboxes = [...recipients.mailboxes].toSorted();
  const apps = new Set(policies.flatMap(namedApps).filter(isGuid));
  const reaches = new Map(policies.map((policy) => [policy, reachOf(policy, sources)]));

  return [...apps].toSorted().flatMap((appId) => {
    const own = policies
      .filter((policy) => namedApps(policy).some((name) => name === appId || !isGuid(name)))
      .flatMap((policy) => reaches.get(policy) ?? []);
    // Members are few, mailboxes may be a million.
    const inside = own
      .flatMap(({ direct }) => [...direct])
      .filter((member) => recipients.mailboxes.has(member))
      .toSorted()[0];
    const outside = mailboxes.find((mailbox) => !own.some((reach) => isReached(reach, mailbox)));
    const plain = [inside, outside].flatMap((mailbox) => mailbox ?? []);
    const nested = nestedProbes(appId, own, recipients);
    const asked = new Set([...plain, ...(extent === "all" ? nestedOnly(own, recipients) : [])]);
    return [
      ...[...asked].map((mailbox): PolicyProbe => ({ kind: "ask", appId, mailbox })),
      ...nested.filter((probe) => probe.kind === "none" || !asked.has(probe.mailbox)),
    ];
  });
}

/** The service may print several ids, and something else than a GUID for "all". Lower case. */
const namedApps = (policy: RawRow): readonly string[] =>
  readText(policy, "AppId")
    .toLowerCase()
    .split(/[,;\s]+/)
    .filter((name) => name !== "");

function nestedProbes(
  appId: string,
  reaches: readonly Reach[],
  { mailboxes }: RecipientIndex,
): readonly PolicyProbe[] {
  return reaches.flatMap((reach) => {
    const others = reaches.filter((other) => other !== reach);
    return [...reach.nested].map(([nestedGroup, members]): PolicyProbe => {
      const mailbox = [...members]
        .filter((member) => mailboxes.has(member))
        .filter((member) => !reach.direct.has(member) && groupsWith(reach, member) === 1)
        .filter((member) => !others.some((other) => isReached(other, member)))
        .toSorted()[0];
      return mailbox === undefined
        ? { kind: "none", appId, nestedGroup }
        : { kind: "ask", appId, mailbox };
    });
  });
}

/** Every mailbox that some policy reaches through its nested groups and not directly. */
function nestedOnly(reaches: readonly Reach[], { mailboxes }: RecipientIndex): readonly string[] {
  const found = reaches.flatMap(({ direct, nested }) =>
    [...nested.values()].flatMap((members) =>
      [...members].filter((member) => mailboxes.has(member) && !direct.has(member)),
    ),
  );
  return [...new Set(found)].toSorted();
}

function reachOf(policy: RawRow, { members }: ProbeSources): Reach {
  const scope = policyScopeId(policy);
  const root = members.get(scope);
  if (root === undefined) return { direct: new Set([scope]), nested: new Map() };
  return { direct: new Set([scope, ...root.members]), nested: nestedOf(scope, root, members) };
}

/** The groups below a group, at any depth, each once. */
function nestedOf(
  scope: string,
  root: GroupMembers,
  members: MembersByGroup,
): ReadonlyMap<string, ReadonlySet<string>> {
  const nested = new Map<string, ReadonlySet<string>>();
  const open = [...root.nested];
  for (let key = open.pop(); key !== undefined; key = open.pop()) {
    const group = members.get(key);
    if (key === scope || nested.has(key) || group === undefined) continue;
    nested.set(key, group.members);
    open.push(...group.nested);
  }
  return nested;
}

const isReached = (reach: Reach, mailbox: string): boolean =>
  reach.direct.has(mailbox) || groupsWith(reach, mailbox) > 0;

const groupsWith = ({ nested }: Reach, mailbox: string): number =>
  [...nested.values()].filter((members) => members.has(mailbox)).length;
