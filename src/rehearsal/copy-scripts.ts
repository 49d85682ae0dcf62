import { copyFile, mkdir, readFile, writeFile } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import type { CheckedPack } from "./check-pack.ts";

const HASH_LINE = /^# Change hash: ([0-9a-f]{64})/m;

/** The scripts of a pack in a folder of the rehearsal's own. */
export interface CopiedScripts {
  /** Folder of the scripts of a change, and the names of its scripts without `.ps1`; sorted. */
  readonly byChange: ReadonlyMap<string, ScriptFolder>;
}

export interface ScriptFolder {
  readonly folder: string;
  /** Its path in the pack, from `scripts`. */
  readonly name: string;
  readonly scripts: readonly string[];
}

/**
 * Copies the scripts of a pack, and approves every change in the copy: the pack itself, and what is approved there, stay
 * as they are.
 *
 * @param target folder that does not exist yet
 */
export async function copyScripts(
  { folder, scripts }: CheckedPack,
  target: string,
): Promise<CopiedScripts> {
  const folders = new Map<string, string[]>();
  const folderOf = new Map<string, string>();
  for (const path of scripts) {
    const parts = path.split("/").slice(1);
    const copy = join(target, ...parts);
    await mkdir(dirname(copy), { recursive: true });
    await copyFile(join(folder, ...path.split("/")), copy);
    if (!copy.endsWith(".ps1")) continue;
    const name = parts.slice(0, -1).join("/");
    folders.set(name, [...(folders.get(name) ?? []), basename(copy, ".ps1")]);
    for (const hash of await hashesIn(copy)) folderOf.set(hash, name);
  }
  await writeFile(join(target, "approvals.json"), approvalsOf([...folderOf.keys()].toSorted()));
  // A script of a folder may be approved by a hash of its own: every one of them leads to the whole folder.
  const byChange = [...folderOf].map(([hash, name]): [string, ScriptFolder] => [
    hash,
    {
      folder: join(target, ...name.split("/")),
      name,
      scripts: folders.get(name)?.toSorted() ?? [],
    },
  ]);
  return { byChange: new Map(byChange) };
}

/** The hashes that a script names in its head: what it may be approved by. */
async function hashesIn(script: string): Promise<readonly string[]> {
  const hash = HASH_LINE.exec(await readFile(script, "utf8"))?.[1];
  return hash === undefined ? [] : [hash];
}

/** Both decisions on each change: to migrate (1), and to retire the legacy (2). */
function approvalsOf(hashes: readonly string[]): string {
  const approvals = hashes.flatMap((changeHash) =>
    [1, 2].map((change) => ({
      changeHash,
      change,
      decision: "approved",
      name: "for the rehearsal only",
      date: "1970-01-01",
    })),
  );
  return JSON.stringify({ schemaVersion: 1, approvals });
}
