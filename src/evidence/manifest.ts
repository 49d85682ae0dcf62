import { readdir, readFile, stat } from "node:fs/promises";
import { join } from "node:path";

import { z } from "zod";

import { AppError } from "../errors.ts";
import { isSectionName, type SectionName } from "../model/sections.ts";
import { explainIssue } from "./explain-issue.ts";
import { fileErrorCode } from "./file-error.ts";

export const MANIFEST_FILE = "manifest.json";
/** The name a manifest has while the scan goes on. */
export const PARTIAL_MANIFEST_FILE = "manifest.json.partial";
/** What writing one of the two leaves behind when it is cut off. */
export const isLeftover = (name: string): boolean =>
  name === `${MANIFEST_FILE}.tmp` || name === `${PARTIAL_MANIFEST_FILE}.tmp`;
export const EVIDENCE_SCHEMA_VERSION = 1;

const text = z.string();
const count = z.number().int().nonnegative();
export const instant = z.iso.datetime({ offset: true, error: "expected an ISO 8601 instant" });

const parentEntry = z.object({
  key: z.string().min(1, "expected a key"),
  status: z.enum(["read", "denied", "failed", "notFound"]),
  rows: orUndefined(count),
  message: orUndefined(text),
});

const sectionEntry = z.object({
  status: z.enum(["read", "denied", "failed", "absent", "notAsked"]),
  file: orUndefined(text),
  rows: orUndefined(count),
  sha256: orUndefined(text),
  startedAt: orUndefined(text),
  finishedAt: orUndefined(text),
  requests: orUndefined(count),
  message: orUndefined(text),
  parents: orUndefined(z.array(parentEntry)),
});

export const sectionEntries = z
  .preprocess(keepKnownSections, z.record(z.string(), sectionEntry))
  .transform((entries): SectionEntries => entries);
export const tool = z.object({ name: text, version: text });
export const cloud = z.enum(["worldwide", "usGovHigh", "usGovDod", "china"]);
export const collectorMode = z.enum(["live", "script", "emulator"]);
/** Options that decide what is read, by name, as they were given. */
export const asked = z.record(z.string(), z.unknown());

const manifest = z.object({
  schemaVersion: z.literal(EVIDENCE_SCHEMA_VERSION),
  tool,
  tenant: z.object({ id: text.min(1, "expected an id"), initialDomain: text, displayName: text }),
  environment: z.enum(["exchangeOnline", "exchangeOnPremises"]),
  cloud,
  collectedAt: instant,
  collector: z.object({
    mode: collectorMode,
    identity: text,
    allowedCmdlets: z
      .array(text)
      .nullish()
      .transform((cmdlets) => cmdlets ?? null),
  }),
  scan: orUndefined(z.object({ startedAt: instant, asked })),
  sections: sectionEntries,
});

export type ParentEntry = z.output<typeof parentEntry>;
/** What the manifest says of one section; `undefined` = it does not say. */
export type SectionEntry = z.output<typeof sectionEntry>;
export type SectionEntries = Partial<Record<SectionName, SectionEntry>>;
export type Manifest = z.output<typeof manifest>;

/**
 * Reads the manifest of an evidence folder.
 *
 * Sections of an unknown name are left out. Says nothing of whether the section files are there or unchanged.
 *
 * @throws AppError inputMissing if there is no such folder; invalidInput if it is no evidence folder, if the scan did
 *   not finish, or if the manifest cannot be read
 */
export async function readManifest(folder: string): Promise<Manifest> {
  await assertFolder(folder);
  const raw = parseManifest(folder, await readManifestText(folder));
  assertSchemaVersion(folder, raw);
  const decoded = manifest.safeParse(raw);
  if (decoded.success) return decoded.data;
  throw invalid(`manifest.json of \`${folder}\`${explainIssue(decoded.error)}`);
}

async function assertFolder(folder: string): Promise<void> {
  let isFolder: boolean;
  try {
    isFolder = (await stat(folder)).isDirectory();
  } catch (cause) {
    throw new AppError("inputMissing", `there is no folder \`${folder}\``, { cause });
  }
  if (!isFolder) throw invalid(`\`${folder}\` is not an evidence folder: it is a file`);
}

async function readManifestText(folder: string): Promise<string> {
  try {
    return await readFile(join(folder, MANIFEST_FILE), "utf8");
  } catch (cause) {
    if (fileErrorCode(cause) !== "ENOENT") {
      throw invalid(`manifest.json of \`${folder}\` cannot be read`, cause);
    }
    if (await isUnfinished(folder)) {
      throw new AppError("invalidInput", `the scan that writes \`${folder}\` did not finish`, {
        hint: "go on with it by scan --resume, or wait for the scan that is still running",
        cause,
      });
    }
    throw invalid(`\`${folder}\` is not an evidence folder: it has no manifest.json`, cause);
  }
}

/** A scan leaves section files and a partial manifest behind; the manifest itself is written last. */
async function isUnfinished(folder: string): Promise<boolean> {
  const listings = await Promise.all(
    ["", "exchange", "graph"].map((room) => readdir(join(folder, room)).catch(() => [])),
  );
  return listings
    .flat()
    .some((name) => name === PARTIAL_MANIFEST_FILE || /\.(tmp|ndjson(\.gz)?)$/.test(name));
}

function parseManifest(folder: string, json: string): unknown {
  try {
    return JSON.parse(json.replace(/^\uFEFF/, ""));
  } catch (cause) {
    throw invalid(`manifest.json of \`${folder}\` is not JSON`, cause);
  }
}

function assertSchemaVersion(folder: string, raw: unknown): void {
  if (typeof raw !== "object" || raw === null || !("schemaVersion" in raw)) return;
  const version = raw.schemaVersion;
  if (version === EVIDENCE_SCHEMA_VERSION) return;
  throw new AppError(
    "invalidInput",
    `evidence \`${folder}\` has schemaVersion ${JSON.stringify(version)}, this version reads ${EVIDENCE_SCHEMA_VERSION}`,
    { hint: "read it with the version of the tool that wrote it, or scan again" },
  );
}

function keepKnownSections(value: unknown): unknown {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).filter(([name]) => isSectionName(name)));
}

function orUndefined<Schema extends z.ZodType>(
  schema: Schema,
): z.ZodType<z.output<Schema> | undefined> {
  return schema.nullish().transform((value) => value ?? undefined);
}

function invalid(message: string, cause?: unknown): AppError {
  return new AppError("invalidInput", message, cause === undefined ? {} : { cause });
}
