import { readManifest } from "../../src/evidence/manifest.ts";
import { parentKeyOf } from "../../src/evidence/parent-key.ts";
import { readRawRows } from "../../src/evidence/read-raw-rows.ts";
import {
  type ParentStatus,
  SECTION_NAMES,
  SECTIONS,
  type SectionName,
  type SectionStatus,
} from "../../src/model/sections.ts";

export type Row = Readonly<Record<string, unknown>>;

export interface ParentContent {
  readonly status: ParentStatus;
  readonly rows: readonly Row[];
}

/** What a folder says of one section, undecoded. */
export interface SectionContent {
  readonly status: SectionStatus;
  readonly message: string;
  /** Rows of a flat section. */
  readonly rows: readonly Row[];
  /** By key, lower case; empty for a flat section. */
  readonly parents: ReadonlyMap<string, ParentContent>;
}

export type EvidenceContent = ReadonlyMap<SectionName, SectionContent>;

/** Reads what a scan wrote. A row of a parent that the manifest does not list as read is an error. */
export async function readContent(folder: string): Promise<EvidenceContent> {
  const manifest = await readManifest(folder);
  const content = new Map<SectionName, SectionContent>();
  for (const name of SECTION_NAMES) {
    const entry = manifest.sections[name];
    const { status = "notAsked", message = "" } = entry ?? {};
    const rows: Row[] = [];
    const parents = new Map<string, { status: ParentStatus; rows: Row[] }>();
    for (const parent of entry?.parents ?? []) {
      parents.set(parent.key.toLowerCase(), { status: parent.status, rows: [] });
    }
    if (status === "read") {
      for await (const line of readRawRows(folder, manifest, name)) {
        if (SECTIONS[name].parents === null) rows.push(line as Row);
        else addChild(name, line as Row, parents);
      }
    }
    content.set(name, { status, message, rows, parents });
  }
  return content;
}

function addChild(
  name: SectionName,
  line: Row,
  parents: ReadonlyMap<string, { readonly status: ParentStatus; readonly rows: Row[] }>,
): void {
  const parent = parents.get(parentKeyOf(name, line) ?? "");
  if (parent?.status !== "read") throw new Error(`${name}: a row of a parent that was not read`);
  parent.rows.push(line["row"] as Row);
}
