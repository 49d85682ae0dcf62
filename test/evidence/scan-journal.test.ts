import { mkdir, open, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";

import * as fc from "fast-check";
import { afterEach, describe, expect, it, vi } from "vitest";

import type { SectionEntries } from "../../src/evidence/manifest.ts";
import { createJournalWriter, readJournal } from "../../src/evidence/scan-journal.ts";
import { createFolder, scanHead } from "./evidence-folder.ts";
import { runsOf } from "../thorough.ts";

const FILE = "manifest.json.partial";

const sections = {
  "exchange/roles": {
    status: "read",
    file: "exchange/roles.ndjson",
    rows: 2,
    sha256: "ab".repeat(32),
    requests: 1,
  },
  "exchange/groupMembers": {
    status: "read",
    file: "exchange/groupMembers.ndjson",
    rows: 1,
    sha256: "cd".repeat(32),
    parents: [
      { key: "g-1", status: "read", rows: 1 },
      { key: "g-2", status: "failed", message: "page 2 timed out" },
    ],
  },
  "graph/groups": { status: "denied", message: "403" },
} as unknown as SectionEntries;

async function writtenJournal(): Promise<{ readonly folder: string; readonly text: string }> {
  const folder = await createFolder();
  await createJournalWriter(folder, scanHead).write(sections);
  return { folder, text: await readFile(join(folder, FILE), "utf8") };
}

afterEach(() => vi.restoreAllMocks());

describe("the journal of a scan", () => {
  it("is read back as it was written", async () => {
    const { folder } = await writtenJournal();
    expect(await readJournal(folder)).toEqual({ head: scanHead, sections });
    expect(await readJournal(await createFolder())).toBeNull();
  });

  it("cut_off_is_refused: wherever it is cut", async () => {
    const { folder, text } = await writtenJournal();
    const cuts = fc.integer({ min: 0, max: text.length - 2 });
    const property = fc.asyncProperty(cuts, async (length) => {
      await writeFile(join(folder, FILE), text.slice(0, length));
      await expect(readJournal(folder)).rejects.toMatchObject({ code: "invalidInput" });
    });
    await fc.assert(property, { numRuns: runsOf(60) });
  });

  it("altered_is_refused_or_says_the_same: whatever character becomes another", async () => {
    const { folder, text } = await writtenJournal();
    const before = await readJournal(folder);
    const change = fc.tuple(
      fc.nat(text.length - 1),
      fc.constantFrom("0", "7", "a", "f", "x", " ", "{", "}", '"', ",", ":", "\n"),
    );
    const property = fc.asyncProperty(change, async ([at, character]) => {
      await writeFile(join(folder, FILE), text.slice(0, at) + character + text.slice(at + 1));
      const after = await readJournal(folder).catch((error: unknown) => error);
      if (after instanceof Error) expect(after).toMatchObject({ code: "invalidInput" });
      else expect(after).toEqual(before);
    });
    await fc.assert(property, { numRuns: runsOf(200) });
  });

  it("never says that a failed parent was read, however plausible the alteration", async () => {
    const { folder, text } = await writtenJournal();
    await writeFile(join(folder, FILE), text.replace('"status": "failed"', '"status": "read"'));
    await expect(readJournal(folder)).rejects.toMatchObject({
      code: "invalidInput",
      hint: expect.stringContaining("--force") as string,
    });
  });

  it("without a head is refused: nobody knows which scan it was", async () => {
    const folder = await createFolder();
    await createJournalWriter(folder, undefined).write(sections);
    await expect(readJournal(folder)).rejects.toMatchObject({ code: "invalidInput" });
  });

  it("is replaced in one step: where that fails, the old one stands", async () => {
    const folder = await createFolder();
    const journal = createJournalWriter(folder, scanHead);
    await journal.write({});
    await mkdir(join(folder, `${FILE}.tmp`));
    await expect(journal.write(sections)).rejects.toMatchObject({ code: "cannotWrite" });
    expect(await readJournal(folder)).toMatchObject({ sections: {} });
  });

  it("is on the disk before it has its name", async () => {
    const folder = await createFolder();
    const handle = await open(join(folder, "any"), "w");
    const prototype = Object.getPrototypeOf(handle) as { sync: () => Promise<void> };
    await handle.close();
    const sync = vi.spyOn(prototype, "sync");
    await createJournalWriter(folder, scanHead).write(sections);
    expect(sync).toHaveBeenCalledTimes(1);
  });

  it("keeps its order when several sections close at once", async () => {
    const folder = await createFolder();
    const journal = createJournalWriter(folder, scanHead);
    const names = Object.keys(sections) as (keyof typeof sections)[];
    const growing = names.map((_, index) =>
      Object.fromEntries(names.slice(0, index + 1).map((name) => [name, sections[name]])),
    );
    await Promise.all(growing.map((some) => journal.write(some)));
    expect((await readJournal(folder))?.sections).toEqual(sections);
  });

  it("ends the scan whose folder another scan took over", async () => {
    const folder = await createFolder();
    const first = createJournalWriter(folder, scanHead);
    await first.write({});
    const second = createJournalWriter(folder, scanHead);
    await second.write({});
    await expect(first.write(sections)).rejects.toMatchObject({
      code: "cannotWrite",
      message: expect.stringContaining("another scan") as string,
    });
    await second.write(sections);
    await rm(join(folder, FILE));
    await expect(second.assertOurs()).rejects.toMatchObject({ code: "cannotWrite" });
  });
});
