import { AppError } from "../errors.ts";
import { dropAnnotations } from "../evidence/drop-annotations.ts";
import type { Manifest, SectionEntry } from "../evidence/manifest.ts";
import { readManifest } from "../evidence/manifest.ts";
import { isParented, normaliseParentKey, parentKeyOf } from "../evidence/parent-key.ts";
import { readSectionRows } from "../evidence/section-rows.ts";
import { SECTION_NAMES } from "../model/sections.ts";
import type { SectionName } from "../model/sections.ts";
import type { EmulatorSettings } from "./read-emulator-settings.ts";
import { readEmulatorSettings } from "./read-emulator-settings.ts";
import { createRecipientDirectory } from "./recipient-directory.ts";
import type { RawRow } from "./row-values.ts";
import { isRecord, lowerTextOf, textOf, valueOf } from "./row-values.ts";
import type { ParentState, SectionState, TenantState } from "./tenant-state.ts";

/**
 * Loads the tenant that an evidence folder describes, raw rows and recorded statuses alike.
 *
 * A section whose file is not what the manifest says is loaded as failed, and answered so.
 *
 * @throws AppError `inputMissing` or `invalidInput` for no or broken evidence, a broken `emulator.json`, and evidence of
 *   an on-premises organisation, which has no Exchange Online admin REST
 */
export async function loadState(folder: string): Promise<TenantState> {
  const manifest = await readManifest(folder);
  if (manifest.environment === "exchangeOnPremises") {
    throw new AppError("invalidInput", "evidence of Exchange on-premises cannot be emulated", {
      hint: "emulate evidence of an Exchange Online tenant",
    });
  }
  const settings = await readEmulatorSettings(folder);
  const loaded = await Promise.all(
    SECTION_NAMES.map(async (name) => [name, await loadSection(folder, manifest, name)] as const),
  );
  const sections = new Map(loaded);
  const recipients = sections.get("exchange/recipients")?.rows ?? [];
  const users = sections.get("graph/users")?.rows ?? [];
  const names = principalNames(settings, users);
  return {
    tenant: manifest.tenant,
    cloud: manifest.cloud,
    collectedAt: manifest.collectedAt,
    domains: domainsOf(manifest, sections),
    allowedCmdlets: manifest.collector.allowedCmdlets,
    sections,
    directory: createRecipientDirectory(recipients, names),
    principalNames: names,
    settings,
  };
}

async function loadSection(
  folder: string,
  manifest: Manifest,
  name: SectionName,
): Promise<SectionState> {
  const entry = manifest.sections[name];
  if (entry === undefined) return unread("notAsked", undefined);
  if (entry.status !== "read") return unread(entry.status, entry.message);
  const rows: RawRow[] = [];
  const byParent = new Map<string, RawRow[]>();
  const read = await readSectionRows(folder, name, entry, (line) =>
    isParented(name) ? takeChild(name, line, byParent) : takeRow(line, rows, name),
  );
  if (!read.ok) return unread("failed", read.message);
  return {
    status: "read",
    message: undefined,
    rows,
    parents: parentsOf(entry, byParent),
  };
}

function takeRow(value: unknown, into: RawRow[], name: SectionName): string | undefined {
  const row = dropAnnotations(value, name.startsWith("graph/"));
  if (!isRecord(row)) return ": expected an object";
  into.push(row);
  return undefined;
}

function takeChild(
  name: SectionName,
  line: unknown,
  into: Map<string, RawRow[]>,
): string | undefined {
  const key = parentKeyOf(name, line);
  if (key === undefined || !isRecord(line)) return ": names no parent";
  const rows = into.get(key) ?? [];
  into.set(key, rows);
  return takeRow(line["row"], rows, name);
}

function parentsOf(
  entry: SectionEntry,
  rows: ReadonlyMap<string, readonly RawRow[]>,
): ReadonlyMap<string, ParentState> {
  return new Map(
    (entry.parents ?? []).map(({ key, status, message }) => {
      const name = normaliseParentKey(key);
      return [name, { status, message, rows: rows.get(name) ?? [] }];
    }),
  );
}

const unread = (status: SectionState["status"], message: string | undefined): SectionState => ({
  status,
  message,
  rows: [],
  parents: new Map(),
});

function principalNames(
  settings: EmulatorSettings,
  users: readonly RawRow[],
): ReadonlyMap<string, string> {
  const recorded = users.flatMap((user) => {
    const id = lowerTextOf(user, "id");
    const name = textOf(user, "userPrincipalName");
    return id === undefined || name === undefined ? [] : [[id, name] as const];
  });
  return new Map([...recorded, ...settings.userPrincipalNames]);
}

function domainsOf(
  manifest: Manifest,
  sections: ReadonlyMap<SectionName, SectionState>,
): ReadonlySet<string> {
  const organization = sections.get("graph/organization")?.rows[0] ?? {};
  const verified = valueOf(organization, "verifiedDomains");
  const names = (Array.isArray(verified) ? verified : []).flatMap((domain: unknown) =>
    isRecord(domain) ? (lowerTextOf(domain, "name") ?? []) : [],
  );
  const addresses = (sections.get("exchange/recipients")?.rows ?? []).flatMap(
    (row) => lowerTextOf(row, "PrimarySmtpAddress")?.split("@")[1] ?? [],
  );
  return new Set([manifest.tenant.initialDomain.toLowerCase(), ...names, ...addresses]);
}
