import type { SectionName } from "../model/sections.ts";
import type { ParentedSection, Section, SnapshotSections } from "../model/snapshot.ts";
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
  "graph/users": ({ id }) => [id],
};

export type Settled<Row> =
  | { readonly ok: true; readonly rows: readonly Row[] }
  | { readonly ok: false; readonly message: string };

/**
 * Takes rows that say the same twice as one. Rows that say different things of one object contradict each other:
 * nobody can tell which is right, so none of the section, or of the parent, is read.
 *
 * Not covered: sections whose rows may rightly speak of one object several times.
 */
export function settleRows<Row>(name: SectionName, rows: readonly Row[]): Settled<Row> {
  const keysOf = KEYS[name] as KeysOf<Row> | undefined;
  if (keysOf === undefined) return { ok: true, rows };
  const byKey = new Map<string, Row>();
  const repeated = new Set<Row>();
  for (const row of rows) {
    for (const key of keysOf(row)) {
      const before = byKey.get(key);
      byKey.set(key, before ?? row);
      if (before === undefined) continue;
      if (renderCanonicalText(before) !== renderCanonicalText(row)) {
        return { ok: false, message: `two rows say different things of \`${key}\`` };
      }
      repeated.add(row);
    }
  }
  return { ok: true, rows: repeated.size === 0 ? rows : rows.filter((row) => !repeated.has(row)) };
}
