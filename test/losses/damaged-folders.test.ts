import { cp, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { readEvidence } from "../../src/evidence/read-evidence.ts";
import type { Manifest, SectionEntry } from "../../src/evidence/manifest.ts";
import { SECTION_NAMES, type SectionName } from "../../src/model/sections.ts";
import { THOROUGH } from "../thorough.ts";
import { FIXTURES_FOLDER, WHOLE_FIXTURES } from "./whole-fixtures.ts";

/** The largest has a thousand mailboxes: in the gate it is damaged as well. */
const DAMAGED = WHOLE_FIXTURES.filter((name) => THOROUGH || name !== "fabrikam");

const root = await mkdtemp(join(tmpdir(), "damaged-"));
afterAll(() => rm(root, { recursive: true, force: true }));

interface OneSection {
  readonly folder: string;
  readonly manifest: Manifest;
  readonly name: SectionName;
  readonly entry: SectionEntry;
}

/** A folder with one section of a fixture in it. */
async function copySection(fixture: string, name: SectionName): Promise<OneSection | null> {
  const source = join(FIXTURES_FOLDER, fixture);
  const manifest = JSON.parse(await readFile(join(source, "manifest.json"), "utf8")) as Manifest;
  const entry = manifest.sections[name];
  if (entry?.status !== "read" || entry.file === undefined) return null;
  const folder = await mkdtemp(join(root, "folder-"));
  await cp(join(source, entry.file), join(folder, entry.file), { recursive: true });
  return { folder, manifest, name, entry };
}

async function readWith(
  { folder, manifest, name }: OneSection,
  entry: SectionEntry,
): Promise<Awaited<ReturnType<typeof readEvidence>>["sections"][SectionName]> {
  const text = JSON.stringify({ ...manifest, sections: { [name]: entry } });
  await writeFile(join(folder, "manifest.json"), text);
  return (await readEvidence(folder)).sections[name];
}

/** What a damaged section reads as; "" where it is as it should be. */
async function wrongSection(one: OneSection): Promise<readonly string[]> {
  const { entry, name, folder } = one;
  const file = join(folder, entry.file ?? "");
  const bytes = await readFile(file);
  const read = async (changed: SectionEntry) => (await readWith(one, changed)).status;
  const whole = await read(entry);
  const hashed = await read({ ...entry, sha256: "0".repeat(64) });
  const shorter = await read({ ...entry, rows: (entry.rows ?? 0) + 1 });
  await writeFile(file, bytes.subarray(0, Math.floor(bytes.length / 2)));
  const cut = bytes.length === 0 ? "failed" : await read(entry);
  await rm(file);
  const gone = await read(entry);
  await writeFile(file, bytes);
  const told = [whole, hashed, shorter, cut, gone].join();
  return told === "read,failed,failed,failed,failed" ? [] : [`${name}: ${told}`];
}

/** The same for each parent: more rows in the manifest than in the file, and no word of it in the manifest. */
async function wrongParents(one: OneSection): Promise<readonly string[]> {
  const listed = one.entry.parents ?? [];
  const wrongs: string[] = [];
  for (const [at, parent] of listed.entries()) {
    if (parent.status !== "read") continue;
    const more = { ...parent, rows: (parent.rows ?? 0) + 1 };
    const fewerRows = await readWith(one, { ...one.entry, parents: listed.with(at, more) });
    const unlisted = await readWith(one, { ...one.entry, parents: listed.toSpliced(at, 1) });
    const statuses = [fewerRows, unlisted].map((section) =>
      "parents" in section ? section.parents.get(parent.key.toLowerCase())?.status : section.status,
    );
    // Rows of a parent that is in no list are a contradiction; without rows it is just not read.
    const told = statuses.map(String).join();
    if (told !== "failed,failed" && told !== "failed,undefined") {
      wrongs.push(`${one.name} ${parent.key}: ${told}`);
    }
  }
  return wrongs;
}

describe("a folder that was cut off or changed", () => {
  it.each(DAMAGED)(
    "%s: reads as failed, section by section and parent by parent, never as fewer rows",
    { timeout: 60_000 },
    async (fixture) => {
      const wrongs: string[] = [];
      let tried = 0;
      for (const name of SECTION_NAMES) {
        const one = await copySection(fixture, name);
        if (one === null) continue;
        tried += 1;
        wrongs.push(...(await wrongSection(one)), ...(await wrongParents(one)));
        await rm(dirname(join(one.folder, "manifest.json")), { recursive: true });
      }
      expect(wrongs).toEqual([]);
      expect(tried).toBeGreaterThan(15);
    },
  );
});
