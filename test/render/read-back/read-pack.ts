import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Plan } from "../../../src/model/plan-document.ts";
import type { Mailbox, PackFiles } from "./plan-facts.ts";

/** Reads the files of a pack that its page speaks of; as JSON, without the code that wrote them. */
export async function readPack(folder: string): Promise<PackFiles> {
  const lines = async (path: string): Promise<readonly unknown[]> =>
    (await readFile(join(folder, path), "utf8"))
      .split("\n")
      .filter((line) => line !== "")
      .map((line): unknown => JSON.parse(line));
  const plan = JSON.parse(await readFile(join(folder, "plan.json"), "utf8")) as Plan;
  const mailboxes = (await lines("mailboxes.ndjson")) as readonly Mailbox[];
  const manifest = JSON.parse(await readFile(join(folder, "manifest.json"), "utf8")) as {
    readonly files: Readonly<Record<string, string>>;
  };
  const sets = new Map<string, readonly string[]>();
  // Where nobody could be counted there are no sets.
  const files = await readdir(folder);
  for (const file of files.includes("sets") ? await readdir(join(folder, "sets")) : [])
    sets.set(file.replace(".ndjson", ""), (await lines(`sets/${file}`)) as readonly string[]);
  return {
    plan,
    sets,
    mailboxes: new Map(mailboxes.map((one) => [one.id, one])),
    hashes: new Map(Object.entries(manifest.files)),
  };
}
