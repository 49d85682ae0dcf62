import { readManifest, type SectionEntry } from "../../src/evidence/manifest.ts";
import { readRawRows } from "../../src/evidence/read-raw-rows.ts";
import { isSectionName, type SectionName } from "../../src/model/sections.ts";

const EXCHANGE_PAGE = 1000;
const GRAPH_PAGE = 999;
/** The lookup of the tenant, and of the cmdlets that may be run. */
const BEFORE_SECTIONS = 2;
/** Sections whose rows are filtered from a longer list, or come from several calls: how many calls they are, at least. */
const CALLS: Readonly<Partial<Record<SectionName, number>>> = {
  "graph/appRoleAssignedTo": 2,
  "graph/resourceServicePrincipals": 2,
};

const WITH_OWNERS: ReadonlySet<SectionName> = new Set([
  "graph/servicePrincipals",
  "graph/applications",
  "graph/groups",
]);

/**
 * Counts the least requests that evidence can have been read with: for each call the pages that its rows fill, and at
 * least one. Nothing is taken from the traffic; every row was asked for in the largest pages that the services give.
 */
export async function countLeastRequests(folder: string): Promise<number> {
  const manifest = await readManifest(folder);
  let least = BEFORE_SECTIONS;
  for (const [name, entry] of Object.entries(manifest.sections)) {
    if (!isSectionName(name) || entry.status === "notAsked") continue;
    least += countCalls(name, entry);
    if (!WITH_OWNERS.has(name) || entry.status !== "read") continue;
    for await (const row of readRawRows(folder, manifest, name)) if (hasOwners(row)) least += 1;
  }
  return least;
}

function countCalls(name: SectionName, { rows = 0, parents }: SectionEntry): number {
  const page = name.startsWith("graph/") ? GRAPH_PAGE : EXCHANGE_PAGE;
  const pages = (count: number): number => Math.max(1, Math.ceil(count / page));
  if (name === "graph/groups") return rows;
  if (parents === undefined) return Math.max(pages(rows), CALLS[name] ?? 1);
  const read = parents.filter(({ status }) => status === "read");
  return read.reduce((sum, parent) => sum + pages(parent.rows ?? 0), 0);
}

/** Owners are asked for by a call for each object. */
const hasOwners = (row: unknown): boolean =>
  typeof row === "object" && row !== null && "owners" in row;
