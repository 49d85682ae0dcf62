import { type Manifest, readManifest } from "../../src/evidence/manifest.ts";
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
    const {
      status = "notAsked",
      message = "",
      parents: listed = [],
    } = manifest.sections[name] ?? {};
    const parents = new Map(
      listed.map(({ key, status: how }) => [key.toLowerCase(), { status: how, rows: [] as Row[] }]),
    );
    const lines = status === "read" ? await readLines(folder, manifest, name) : [];
    const isFlat = SECTIONS[name].parents === null;
    if (!isFlat) for (const line of lines) addChild(name, line, parents);
    content.set(name, { status, message, rows: isFlat ? lines : [], parents });
  }
  return content;
}

async function readLines(folder: string, manifest: Manifest, name: SectionName): Promise<Row[]> {
  const lines: Row[] = [];
  for await (const line of readRawRows(folder, manifest, name)) lines.push(line as Row);
  return lines;
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
