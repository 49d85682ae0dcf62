import { createHash } from "node:crypto";
import { readdir, readFile, stat } from "node:fs/promises";
import { join } from "node:path";

/** What two scans of one tenant must have in common, whatever happened to them: all but times and requests. */
export interface ScannedFolder {
  /** SHA-256 of every file but the manifest, by path. */
  readonly files: Readonly<Record<string, string>>;
  readonly sections: unknown;
}

const ACCIDENTAL: ReadonlySet<string> = new Set(["startedAt", "finishedAt", "requests"]);

export async function readScannedFolder(folder: string): Promise<ScannedFolder> {
  const manifest = JSON.parse(
    await readFile(join(folder, "manifest.json"), "utf8"),
    (key, value: unknown) => (ACCIDENTAL.has(key) ? undefined : value),
  ) as { sections: unknown };
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const paths = entries
    .filter((entry) => entry.isFile() && entry.name !== "manifest.json")
    .map((entry) => join(entry.parentPath, entry.name))
    .toSorted();
  const hashes = paths.map(async (path) => {
    const hash = createHash("sha256")
      .update(await readFile(path))
      .digest("hex");
    return [path.slice(folder.length + 1), hash] as const;
  });
  return {
    files: Object.fromEntries(await Promise.all(hashes)),
    sections: manifest.sections,
  };
}

/** The files of the sections that an interrupted scan was through with, each with what tells whether it was rewritten. */
export async function readFinishedFiles(folder: string): Promise<Readonly<Record<string, string>>> {
  const text = await readFile(join(folder, "manifest.json.partial"), "utf8").catch(() => null);
  if (text === null) return {};
  const { sections } = JSON.parse(text) as {
    sections: Record<string, { status: string; file?: string }>;
  };
  const files = Object.values(sections).flatMap(({ file }) => file ?? []);
  return await readIdentities(folder, files);
}

/** Inode and time of change of files: another file under the same name has others. */
export async function readIdentities(
  folder: string,
  files: readonly string[],
): Promise<Readonly<Record<string, string>>> {
  const identities = files.map(async (file) => {
    const { ino, mtimeMs } = await stat(join(folder, file));
    return [file, `${ino} ${mtimeMs}`] as const;
  });
  return Object.fromEntries(await Promise.all(identities));
}
