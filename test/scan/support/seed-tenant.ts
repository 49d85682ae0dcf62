import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { readManifest, type Manifest } from "../../../src/evidence/manifest.ts";
import { readRawRows } from "../../../src/evidence/read-raw-rows.ts";
import { createEvidenceWriter } from "../../../src/evidence/write-evidence.ts";
import {
  isSectionName,
  type ParentStatus,
  SECTION_NAMES,
  SECTIONS,
  type SectionName,
  type SectionStatus,
} from "../../../src/model/sections.ts";
import { TENANT } from "./exchange-to.ts";

type Row = Readonly<Record<string, unknown>>;
/** Rows of each parent, or how asking for it ends. */
type Parents = Readonly<Record<string, readonly Row[] | Exclude<ParentStatus, "read">>>;
/** Rows, rows by parent, or how asking for the section ends. */
type Content = readonly Row[] | Parents | Exclude<SectionStatus, "read">;
export type TenantSeed = Readonly<Partial<Record<SectionName, Content>>>;

const folders: string[] = [];

export async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "scan-"));
  folders.push(folder);
  return folder;
}

export async function removeTemporaryFolders(): Promise<void> {
  for (const folder of folders.splice(0)) await rm(folder, { recursive: true, force: true });
}

/** Writes the evidence of a small tenant for an emulator to serve; a section that is not given is empty. */
export async function seedTenant(seed: TenantSeed, settings?: object): Promise<string> {
  const folder = await temporaryFolder();
  const now = (): Date => new Date("2026-11-23T08:00:00Z");
  const writer = await createEvidenceWriter(folder, { tool: { name: "test", version: "0" }, now });
  const seeded: TenantSeed = { ...SMALLEST, ...seed };
  for (const name of SECTION_NAMES) {
    const given = seeded[name] ?? [];
    if (typeof given === "string") {
      writer.recordSection(name, { status: given, message: "as seeded" });
      continue;
    }
    const section = await writer.openSection(name);
    if (isRows(given)) for (const row of given) await section.write(row);
    else {
      for (const [key, content] of Object.entries(given)) {
        const [rows, status] =
          typeof content === "string" ? ([[], content] as const) : ([content, "read"] as const);
        for (const row of rows) await section.write(lineOf(name, key, row));
        section.parent({ key, status });
      }
    }
    await section.close({ status: "read" });
  }
  await writer.finish({
    tenant: { id: TENANT, initialDomain: "contoso.onmicrosoft.com", displayName: "Contoso" },
    environment: "exchangeOnline",
    cloud: "worldwide",
    collectedAt: now().toISOString(),
    collector: { mode: "live", identity: "test", allowedCmdlets: null },
  });
  if (settings !== undefined) {
    await writeFile(join(folder, "emulator.json"), JSON.stringify(settings));
  }
  return folder;
}

export interface ReadBack {
  readonly manifest: Manifest;
  rows(name: SectionName): Promise<readonly Row[]>;
  /** Parents of a section with how they were read. */
  parents(name: SectionName): Readonly<Record<string, string>>;
}

/** What a scan wrote, undecoded. */
export async function readBack(folder: string): Promise<ReadBack> {
  const manifest = await readManifest(folder);
  return {
    manifest,
    async rows(name) {
      const rows: Row[] = [];
      for await (const row of readRawRows(folder, manifest, name)) rows.push(row as Row);
      return rows;
    },
    parents: (name) =>
      Object.fromEntries(
        (manifest.sections[name]?.parents ?? []).map(({ key, status }) => [key, status]),
      ),
  };
}

/** How each section of a scan ended. */
export const statusesOf = ({ manifest }: ReadBack): Readonly<Record<string, string>> =>
  Object.fromEntries(
    Object.entries(manifest.sections).flatMap(([name, entry]) =>
      isSectionName(name) ? [[name, entry.status]] : [],
    ),
  );

const SMALLEST: TenantSeed = {
  "graph/organization": [
    {
      id: TENANT,
      displayName: "Contoso",
      verifiedDomains: [{ name: "contoso.onmicrosoft.com", isInitial: true }],
    },
  ],
  "graph/resourceServicePrincipals": [
    { id: "sp-graph", appId: "00000003-0000-0000-c000-000000000000", appRoles: [] },
    { id: "sp-exchange", appId: "00000002-0000-0ff1-ce00-000000000000", appRoles: [] },
  ],
  "exchange/organizationConfig": [{ Name: "contoso.onmicrosoft.com", IsDehydrated: false }],
  "exchange/impersonationEffectiveUsers": "absent",
  "exchange/mailboxPermissions": "notAsked",
  "graph/users": "notAsked",
  "graph/signInActivities": "notAsked",
  "graph/tokenLifetimePolicies": "notAsked",
};

const isRows = (content: readonly Row[] | Parents): content is readonly Row[] =>
  Array.isArray(content);

function lineOf(name: SectionName, key: string, row: Row): Row {
  const field = SECTIONS[name].parents ?? "";
  if (field !== "policyCheck") return { [field]: key, row };
  const [appId, mailbox] = key.split("/");
  return { appId, mailbox, row };
}
