import { assignmentId } from "../../src/access/resolved-assignment.ts";
import type { SectionName } from "../../src/model/sections.ts";
import type { Snapshot, SnapshotSections } from "../../src/model/snapshot.ts";

/** What a row of each flat section is called in a finding's evidence. */
const IDS: {
  readonly [Name in SectionName]?: SnapshotSections[Name] extends {
    readonly status: string;
  }
    ? (row: never) => string
    : never;
} = {
  "exchange/applicationAccessPolicies": ({ identity }: { identity: string }) => identity,
  "exchange/roleAssignments": assignmentId,
  "exchange/managementScopes": ({ name }: { name: string }) => name,
  "exchange/servicePrincipals": ({ objectId }: { objectId: string }) => objectId,
  "exchange/recipients": ({ key }: { key: string }) => key,
  "graph/signInActivities": ({ appId }: { appId: string }) => appId,
  "exchange/organizationConfig": ({ name }: { name?: string }) =>
    name ?? "exchange/organizationConfig",
};

/** Every name that a finding may give as a row of a section: rows, parents, and the section itself. */
export function rowIds(snapshot: Snapshot, name: SectionName): ReadonlySet<string> {
  const section = snapshot.sections[name];
  if (section.status !== "read") return new Set([name]);
  if ("parents" in section) return new Set([name, ...section.parents.keys()]);
  const idOf = (IDS[name] ?? (({ id }: { id: string }) => id)) as (row: unknown) => string;
  return new Set([name, ...section.rows.map(idOf)]);
}
