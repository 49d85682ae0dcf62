import type { SectionName } from "../model/sections.ts";
import type { ParentedSection, Section, SnapshotSections } from "../model/snapshot.ts";
import type { UnreadParent } from "../model/unread.ts";
import { agreeOnRecipient, type Agreement } from "./agree-on-recipient.ts";
import { renderCanonicalText } from "./canonical-text.ts";

type RowOf<Name extends SectionName> =
  SnapshotSections[Name] extends Section<infer Row>
    ? Row
    : SnapshotSections[Name] extends ParentedSection<infer Row>
      ? Row
      : never;

/** What there is one of: rows that share one of these names speak of the same thing. */
type KeysOf<Row> = (row: Row) => readonly string[];

const KEYS: { readonly [Name in SectionName]?: KeysOf<RowOf<Name>> } = {
  "exchange/applicationAccessPolicies": ({ identity }) => [identity.toLowerCase()],
  "exchange/roleAssignments": ({ guid, identity, name }) => [guid ?? identity ?? name],
  "exchange/organizationConfig": () => ["the organization"],
  "exchange/administrativeUnits": ({ externalDirectoryObjectId: id }) =>
    id === undefined ? [] : [id],
  "exchange/managementScopes": ({ name }) => [name.toLowerCase()],
  "exchange/servicePrincipals": ({ appId, objectId }) => [`app ${appId}`, `object ${objectId}`],
  "exchange/recipients": ({ key }) => [key],
  "exchange/groupMembers": ({ member }) => [member],
  "exchange/dynamicGroups": ({ group }) => [group],
  "graph/appRoleAssignedTo": ({ id }) => [id],
  "graph/servicePrincipals": ({ appId, id }) => [`app ${appId}`, `object ${id}`],
  "graph/applications": ({ appId, id }) => [`app ${appId}`, `object ${id}`],
  "graph/resourceServicePrincipals": ({ appId, id }) => [`app ${appId}`, `object ${id}`],
  "graph/groups": ({ id }) => [id],
  "graph/administrativeUnits": ({ id }) => [id],
  "graph/administrativeUnitMembers": ({ id }) => [id],
  "graph/deletedServicePrincipals": ({ id }) => [id],
  "graph/organization": ({ id }) => [id],
  "graph/signInActivities": ({ appId }) => [appId],
  "graph/tokenLifetimePolicies": ({ id }) => [id],
  "graph/users": ({ id }) => [id],
};

/**
 * Sections that can be read without what contradictory rows say differently: what depends on it is unknown there, as on
 * a property that is not in a row. In every other section nobody can tell how far the contradiction reaches.
 */
const AGREEMENTS: {
  readonly [Name in SectionName]?: (one: RowOf<Name>, other: RowOf<Name>) => Agreement<RowOf<Name>>;
} = {
  "exchange/recipients": agreeOnRecipient,
  "exchange/dynamicGroups": () => ({ kind: "leftOut" }),
  "graph/users": () => ({ kind: "leftOut" }),
};

export type Settled<Row> =
  | {
      readonly ok: true;
      readonly rows: readonly Row[];
      /** Objects of which rows say different things. */
      readonly contradictory: readonly UnreadParent[];
    }
  | { readonly ok: false; readonly message: string };

/**
 * Takes rows that say the same twice as one. Rows that say different things of one object contradict each other:
 * nobody can tell which is right. Where what they agree on can stand alone the object is named and the rest is read;
 * else none of the section, or of the parent, is read.
 *
 * Not covered: sections whose rows may rightly speak of one object several times, and policy checks: an answer against
 * another is no missing answer, and whoever asks sees both.
 */
export function settleRows<Row>(name: SectionName, rows: readonly Row[]): Settled<Row> {
  const keysOf = KEYS[name] as KeysOf<Row> | undefined;
  if (keysOf === undefined) return { ok: true, rows, contradictory: [] };
  const byKey = new Map<string, Row>();
  const repeated = new Set<Row>();
  for (const row of rows) {
    for (const key of keysOf(row)) {
      const before = byKey.get(key);
      byKey.set(key, before ?? row);
      if (before === undefined) continue;
      if (!isSame(before, row)) return settleApart(name, rows, keysOf);
      repeated.add(row);
    }
  }
  const settled = repeated.size === 0 ? rows : rows.filter((row) => !repeated.has(row));
  return { ok: true, rows: settled, contradictory: [] };
}

/** Object by object: contradictions are few, and most evidence has none. */
function settleApart<Row>(
  name: SectionName,
  rows: readonly Row[],
  keysOf: KeysOf<Row>,
): Settled<Row> {
  const agree = AGREEMENTS[name] as ((one: Row, other: Row) => Agreement<Row>) | undefined;
  const byKey = new Map<string, Row | null>();
  const contradictory = new Map<string, UnreadParent>();
  for (const [key, row] of rows.flatMap((one) => keysOf(one).map((key) => [key, one] as const))) {
    const before = byKey.get(key);
    if (before === undefined) byKey.set(key, row);
    if (before === undefined || before === null || isSame(before, row)) continue;
    const agreed = agree?.(before, row) ?? { kind: "none" };
    if (agreed.kind === "none") {
      return { ok: false, message: `two rows say different things of \`${key}\`` };
    }
    byKey.set(key, agreed.kind === "leftOut" ? null : agreed.row);
    contradictory.set(key, { key, status: "failed", message: CONTRADICTED });
  }
  const settled = [...byKey.values()].filter((row) => row !== null);
  return { ok: true, rows: settled, contradictory: [...contradictory.values()] };
}

const isSame = (one: unknown, other: unknown): boolean =>
  renderCanonicalText(one) === renderCanonicalText(other);

const CONTRADICTED = "rows say different things of it: what they do not agree on is unknown";
