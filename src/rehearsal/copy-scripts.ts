import { copyFile, mkdir, readFile, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { CheckedPack } from "./check-pack.ts";

const HASH_LINE = /^# Change hash: ([0-9a-f]{64})/m;

/** The scripts of a pack in a folder of the rehearsal's own. */
export interface CopiedScripts {
  /** Folder of the scripts of a change, and the names of its scripts without `.ps1`; sorted. */
  readonly byChange: ReadonlyMap<string, ScriptFolder>;
}

export interface ScriptFolder {
  readonly folder: string;
  /** Its name in the pack. */
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
  const byChange = new Map<string, ScriptFolder>();
  for (const path of scripts) {
    const parts = path.split("/").slice(1);
    const copy = join(target, ...parts);
    await mkdir(dirname(copy), { recursive: true });
    await copyFile(join(folder, ...path.split("/")), copy);
    const [name = "", file = ""] = parts;
    const script = /^(.+)\.ps1$/.exec(file)?.[1];
    const hash =
      script === undefined ? undefined : HASH_LINE.exec(await readFile(copy, "utf8"))?.[1];
    if (script === undefined || hash === undefined) continue;
    const known = byChange.get(hash)?.scripts ?? [];
    byChange.set(hash, {
      folder: dirname(copy),
      name,
      scripts: [...known, script].toSorted(),
    });
  }
  const approvals = [...byChange.keys()].toSorted().map((changeHash) => ({
    changeHash,
    decision: "approved",
    name: "for the rehearsal only",
    date: "1970-01-01",
  }));
  const text = JSON.stringify({ schemaVersion: 1, approvals });
  await writeFile(join(target, "approvals.json"), text);
  return { byChange };
}
