import { createHash, randomUUID } from "node:crypto";
import { createWriteStream } from "node:fs";
import { mkdir, readdir, readFile, rename, rm, stat } from "node:fs/promises";
import { dirname, join, relative, sep } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { AppError } from "../errors.ts";
import { hashFile } from "./hash-file.ts";
import type { OutputFile } from "./plan-files.ts";
import { REHEARSAL_FILE } from "./rehearsal-file.ts";

export interface WriteFolderOptions {
  /** Replace a folder that an earlier run wrote. */
  readonly force: boolean;
  /** Files of the folder that may be there already: they are part of what is written again. */
  readonly replaces?: readonly string[];
  /** Files of the folder that somebody may have changed since: what they say was read, and is written again. */
  readonly taken?: readonly string[];
  /** Goes into manifest.json beside the hashes. */
  readonly about: Readonly<Record<string, unknown>>;
}

/**
 * Writes files into a folder, all or nothing, with a manifest.json that holds the SHA-256 of each.
 *
 * They are written beside it first and moved into place at the end: a half-written folder never has its name. An
 * existing folder is replaced only with `force`, and only when it holds nothing but what an earlier run wrote, as it was
 * written: a file that somebody filled in or mended since is not lost.
 */
export async function writeFolder(
  folder: string,
  files: Iterable<OutputFile>,
  options: WriteFolderOptions,
): Promise<void> {
  await assertReplaceable(folder, options);
  // A name of its own: whatever else is called "partial" there belongs to somebody.
  const partial = `${folder}.${randomUUID()}.partial`;
  try {
    await makeFolder(partial);
    const hashes: Record<string, string> = {};
    for (const file of files) hashes[file.path] = await writeFile(partial, file);
    const manifest = { schemaVersion: 1, ...options.about, files: sortKeys(hashes) };
    await writeFile(partial, {
      path: "manifest.json",
      text: [`${JSON.stringify(manifest, null, 2)}\n`],
    });
    await moveIntoPlace(partial, folder);
  } catch (cause) {
    await rm(partial, { recursive: true, force: true }).catch(() => undefined);
    if (cause instanceof AppError) throw cause;
    throw new AppError("cannotWrite", `cannot write to \`${folder}\``, {
      cause,
      hint: "check that the folder can be written to and that the disk has room",
    });
  }
}

/** The old folder is moved aside and goes last: whatever fails, one of the two has the name, whole. */
async function moveIntoPlace(partial: string, folder: string): Promise<void> {
  const old = `${partial}.old`;
  const replaces = (await stat(folder).catch(() => null)) !== null;
  if (replaces) await rename(folder, old);
  try {
    await rename(partial, folder);
  } catch (cause) {
    if (replaces) await rename(old, folder);
    throw cause;
  }
  await rm(old, { recursive: true, force: true });
}

/** Step by step: in a place where nothing can be made (`/proc`), a recursive mkdir of Node never ends. */
async function makeFolder(folder: string): Promise<void> {
  const parent = dirname(folder);
  if (parent !== folder && (await stat(parent).catch(() => null)) === null) {
    await makeFolder(parent);
  }
  await mkdir(folder).catch(async (cause: unknown) => {
    // Another run may have made it in the meantime.
    if ((await stat(folder).catch(() => null)) === null) throw cause;
  });
}

async function writeFile(folder: string, { path, text }: OutputFile): Promise<string> {
  const target = join(folder, ...path.split("/"));
  await mkdir(dirname(target), { recursive: true });
  const hash = createHash("sha256");
  async function* hashed(): AsyncGenerator<string> {
    for (const chunk of text) {
      hash.update(chunk);
      yield chunk;
    }
  }
  await pipeline(Readable.from(hashed()), createWriteStream(target));
  return hash.digest("hex");
}

async function assertReplaceable(
  folder: string,
  { force, replaces = [], taken = [] }: WriteFolderOptions,
): Promise<void> {
  const found = await listFiles(folder);
  const foreign = found.filter((path) => !replaces.includes(path));
  if (foreign.length === 0) return;
  if (!force) {
    throw new AppError("cannotWrite", `\`${folder}\` exists already`, {
      hint: "choose another folder with --out, or replace it with --force",
    });
  }
  const known = await manifestFiles(folder);
  const unknown = foreign.filter((path) => !known.has(path));
  const [first] = unknown;
  if (first !== undefined) {
    throw new AppError(
      "cannotWrite",
      `\`${folder}\` holds ${String(unknown.length)} files that Scopewright did not write there, such as \`${first}\``,
      { hint: "nothing was replaced: move them away, or choose another folder with --out" },
    );
  }
  await assertUnchanged(
    folder,
    foreign.filter((path) => !taken.includes(path)),
    known,
  );
}

async function assertUnchanged(
  folder: string,
  paths: readonly string[],
  known: ReadonlyMap<string, string | undefined>,
): Promise<void> {
  for (const path of paths) {
    const expected = known.get(path);
    if (expected === undefined || (await hashFile(join(folder, path))) === expected) continue;
    throw new AppError(
      "cannotWrite",
      `\`${path}\` in \`${folder}\` was changed since Scopewright wrote it`,
      {
        hint: "nothing was replaced: move it away, or choose another folder with --out; what a board decided goes in with report --approvals",
      },
    );
  }
}

/** Relative paths of all files in a folder; a missing folder has none. */
async function listFiles(folder: string): Promise<readonly string[]> {
  const found = await stat(folder).catch(() => null);
  if (found === null) return [];
  if (!found.isDirectory()) {
    throw new AppError("cannotWrite", `\`${folder}\` is a file, not a folder`, {
      hint: "choose another folder with --out",
    });
  }
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => !entry.isDirectory())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)))
    .map((path) => path.split(sep).join("/"));
}

/** What an earlier run wrote, with the hash of each where one was told; and the rehearsal of it, which comes later. */
async function manifestFiles(folder: string): Promise<ReadonlyMap<string, string | undefined>> {
  try {
    const manifest: unknown = JSON.parse(await readFile(join(folder, "manifest.json"), "utf8"));
    const files = isRecord(manifest) && isRecord(manifest["files"]) ? manifest["files"] : {};
    const hashes = Object.entries(files).map(
      ([path, hash]) => [path, typeof hash === "string" ? hash : undefined] as const,
    );
    // A rehearsal is made again at any time: it is nobody's own work.
    return new Map([...hashes, ["manifest.json", undefined], [REHEARSAL_FILE, undefined]]);
  } catch {
    return new Map();
  }
}

function sortKeys(record: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(record).toSorted(([a], [b]) => (a < b ? -1 : 1)));
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}
