import { access, readdir, readFile, rm, truncate, writeFile } from "node:fs/promises";
import { join } from "node:path";

import * as fc from "fast-check";
import { describe, expect, it } from "vitest";

import { readEarlierScan } from "../../src/evidence/earlier-scan.ts";
import type { SectionEntries } from "../../src/evidence/manifest.ts";
import { readManifest } from "../../src/evidence/manifest.ts";
import { readJournal } from "../../src/evidence/scan-journal.ts";
import { createEvidenceWriter, type EvidenceWriter } from "../../src/evidence/write-evidence.ts";
import type { SectionName } from "../../src/model/sections.ts";
import { createFolder, createWriter, scanHead, summary, writeSection } from "./evidence-folder.ts";
import { runsOf } from "../thorough.ts";

const ROLES = [{ Name: "Application Mail.Read" }, { Name: "Application Mail.Send" }];
const MEMBERS = [
  { group: "g-1", row: { Guid: "a" } },
  { group: "g-1", row: { Guid: "b" } },
  { group: "g-3", row: { Guid: "c" } },
];
const PARENTS = [
  { key: "g-1", status: "read" },
  { key: "g-2", status: "notFound" },
  { key: "g-3", status: "read" },
  { key: "g-4", status: "read" },
] as const;

/** A scan that was cut off after three sections, one of them refused, in the middle of a fourth. */
async function interruptedFolder(): Promise<string> {
  const folder = await createFolder();
  const writer = await createWriter(folder, false, scanHead);
  await writeSection(writer, "exchange/roles", ROLES);
  await writeSection(writer, "exchange/groupMembers", { lines: MEMBERS, parents: PARENTS });
  await (await writer.openSection("graph/groups")).close({ status: "denied", message: "403" });
  await writeFile(join(folder, "exchange/recipients.ndjson.tmp"), '{"Guid":"ha');
  return folder;
}

interface Resumed {
  readonly writer: EvidenceWriter;
  readonly sections: SectionEntries;
}

async function resume(
  folder: string,
  dependants: (name: SectionName) => readonly SectionName[] = () => [],
): Promise<Resumed> {
  const earlier = await readEarlierScan(folder);
  if (earlier === null) throw new Error("nothing to go on with");
  const writer = await createEvidenceWriter(folder, {
    tool: scanHead.tool,
    now: () => new Date("2026-11-01T11:00:00Z"),
    head: scanHead,
    earlier: { sections: earlier.sections, dependants },
  });
  return { writer, sections: earlier.sections };
}

async function keep(writer: EvidenceWriter, name: SectionName) {
  const lines: object[] = [];
  const entry = await writer.keepSection(name, (line) => void lines.push(line));
  return { entry, lines };
}

describe("a scan that is gone on with", () => {
  it("keeps what it was through with, and hands over the lines as they were written", async () => {
    const folder = await interruptedFolder();
    const before = await readFile(join(folder, "exchange/groupMembers.ndjson"));
    const { writer, sections } = await resume(folder);
    const roles = await keep(writer, "exchange/roles");
    expect(roles).toEqual({ entry: sections["exchange/roles"], lines: ROLES });
    const members = await keep(writer, "exchange/groupMembers");
    expect(members).toEqual({ entry: sections["exchange/groupMembers"], lines: MEMBERS });
    await writer.finish(summary);
    expect((await readManifest(folder)).sections).toEqual({
      "exchange/roles": sections["exchange/roles"],
      "exchange/groupMembers": sections["exchange/groupMembers"],
    });
    expect(await readFile(join(folder, "exchange/groupMembers.ndjson"))).toEqual(before);
    await expect(access(join(folder, "manifest.json.partial"))).rejects.toThrow("ENOENT");
  });

  it("keeps nothing that was refused, half-written or never begun", async () => {
    const { writer } = await resume(await interruptedFolder());
    for (const name of ["graph/groups", "exchange/recipients", "graph/users"] as const) {
      expect(await keep(writer, name)).toEqual({ entry: undefined, lines: [] });
      await writeSection(writer, name, [{ id: "1" }]);
    }
  });

  it.each(["failed", "denied"] as const)("keeps no section with a %s parent", async (status) => {
    const folder = await createFolder();
    const parents = [...PARENTS, { key: "g-9", status }];
    const first = await createWriter(folder, false, scanHead);
    await writeSection(first, "exchange/groupMembers", { lines: MEMBERS, parents });
    const { writer } = await resume(folder);
    expect((await keep(writer, "exchange/groupMembers")).entry).toBeUndefined();
  });

  it("keeps what is absent, without a file", async () => {
    const folder = await createFolder();
    const first = await createWriter(folder, false, scanHead);
    const policies = await first.openSection("exchange/applicationAccessPolicies");
    await policies.close({ status: "absent", message: "never had one" });
    const { writer } = await resume(folder);
    const { entry } = await keep(writer, "exchange/applicationAccessPolicies");
    expect(entry).toMatchObject({ status: "absent", message: "never had one" });
  });

  it("altered_is_never_kept: a file that lost, gained or changed a byte, or is gone", async () => {
    const folder = await interruptedFolder();
    const path = join(folder, "exchange/groupMembers.ndjson");
    const whole = await readFile(path);
    const at = fc.nat(whole.length - 1);
    const change = fc.oneof(
      at.map((length) => whole.subarray(0, length)),
      at.map((index) => Buffer.from(whole.map((byte, at) => (at === index ? byte ^ 1 : byte)))),
      at.map((index) => Buffer.concat([whole.subarray(0, index), whole.subarray(index + 1)])),
      fc
        .constantFrom('{"group":"g-4","row":{}}\n', "\n", " ")
        .map((more) => Buffer.concat([whole, Buffer.from(more)])),
      fc.constant(null),
    );
    const property = fc.asyncProperty(change, async (bytes) => {
      if (bytes === null) await rm(path, { force: true });
      else await writeFile(path, bytes);
      const { writer } = await resume(folder);
      expect((await keep(writer, "exchange/groupMembers")).entry).toBeUndefined();
      expect((await keep(writer, "exchange/roles")).lines).toEqual(ROLES);
    });
    await fc.assert(property, { numRuns: runsOf(60) });
  });

  it.each([
    ["a read parent that lost its rows", { key: "g-1", status: "read", rows: 0 }],
    ["a parent with rows that is not there", { key: "g-1", status: "notFound" }],
    ["an unknown number of rows", { key: "g-1", status: "read" }],
    ["a parent listed twice", { key: "g-3", status: "read", rows: 1 }],
  ])("does not believe a manifest that lists %s", async (_, parent) => {
    const folder = await interruptedFolder();
    const { writer, sections } = await resume(folder);
    await writer.keepSection("exchange/groupMembers", () => undefined);
    await writer.finish(summary);
    const path = join(folder, "manifest.json");
    const manifest = JSON.parse(await readFile(path, "utf8")) as {
      sections: Record<string, { parents: unknown[] }>;
    };
    manifest.sections["exchange/groupMembers"]?.parents.splice(0, 1, parent);
    await writeFile(path, JSON.stringify(manifest));
    expect(sections["exchange/groupMembers"]?.parents?.[0]).toMatchObject({ key: "g-1", rows: 2 });
    const again = await resume(folder);
    expect((await keep(again.writer, "exchange/groupMembers")).entry).toBeUndefined();
  });

  it("removes what nobody claims, before anything else is written", async () => {
    const folder = await interruptedFolder();
    await writeFile(join(folder, "graph/users.ndjson"), "{}\n");
    await writeFile(join(folder, "notes.txt"), "mine");
    await resume(folder);
    const files = (await readdir(folder, { recursive: true })).toSorted();
    expect(files).toEqual([
      "exchange",
      "exchange/groupMembers.ndjson",
      "exchange/roles.ndjson",
      "graph",
      "manifest.json.partial",
      "notes.txt",
    ]);
  });

  it("makes complete evidence unfinished until it is complete again", async () => {
    const folder = await interruptedFolder();
    await (await resume(folder)).writer.finish(summary);
    expect((await readManifest(folder)).sections).toEqual({});
    const { writer } = await resume(folder);
    await expect(readManifest(folder)).rejects.toMatchObject({
      hint: expect.stringContaining("scan --resume") as string,
    });
    await writer.finish(summary);
    expect((await readManifest(folder)).schemaVersion).toBe(1);
  });

  it("knows at every moment what is complete: the journal never lists an open section", async () => {
    const folder = await createFolder();
    const writer = await createWriter(folder, false, scanHead);
    const open = await writer.openSection("exchange/recipients");
    await writeSection(writer, "exchange/roles", ROLES);
    const listed = async (): Promise<string[]> =>
      Object.keys((await readJournal(folder))?.sections ?? {});
    expect(await listed()).toEqual(["exchange/roles"]);
    await open.close({ status: "read" });
    expect(await listed()).toEqual(["exchange/roles", "exchange/recipients"]);
  });
});

describe("what was built on a section", () => {
  const dependants = (name: SectionName): readonly SectionName[] =>
    name === "exchange/roles" ? ["exchange/groupMembers"] : [];

  it("is kept when the section is read again and is the same", async () => {
    const folder = await interruptedFolder();
    await truncate(join(folder, "exchange/roles.ndjson"), 3);
    const { writer } = await resume(folder, dependants);
    expect((await keep(writer, "exchange/roles")).entry).toBeUndefined();
    await writeSection(writer, "exchange/roles", ROLES);
    expect((await keep(writer, "exchange/groupMembers")).lines).toEqual(MEMBERS);
  });

  it.each([
    ["other rows", async (writer: EvidenceWriter) => writeSection(writer, "exchange/roles", [{}])],
    [
      "a refusal",
      async (writer: EvidenceWriter) =>
        (await writer.openSection("exchange/roles")).close({ status: "denied" }),
    ],
  ])("is forgotten with the same step that records %s", async (_, readAgain) => {
    const folder = await interruptedFolder();
    await truncate(join(folder, "exchange/roles.ndjson"), 3);
    const first = await resume(folder, dependants);
    await readAgain(first.writer);
    // Killed here, the next try must not keep it either.
    const journal = await readJournal(folder);
    expect(journal?.sections["exchange/groupMembers"]).toBeUndefined();
    expect((await keep(first.writer, "exchange/groupMembers")).entry).toBeUndefined();
    const second = await resume(folder, dependants);
    expect((await keep(second.writer, "exchange/groupMembers")).entry).toBeUndefined();
  });
});

describe("readEarlierScan", () => {
  it("finds nothing in a folder that is missing, empty, or was left by the very first write", async () => {
    const folder = await createFolder();
    expect(await readEarlierScan(join(folder, "nowhere"))).toBeNull();
    expect(await readEarlierScan(folder)).toBeNull();
    await writeFile(join(folder, "manifest.json.partial.tmp"), '{"schema');
    expect(await readEarlierScan(folder)).toBeNull();
    await (await createWriter(folder, false, scanHead)).finish(summary);
    expect(await readdir(folder)).toEqual(["manifest.json"]);
  });

  it("refuses a folder that holds something else", async () => {
    const folder = await createFolder();
    await writeFile(join(folder, "thesis.txt"), "");
    await expect(readEarlierScan(folder)).rejects.toMatchObject({ code: "cannotWrite" });
  });

  it("believes the manifest where a kill left the journal beside it", async () => {
    const folder = await interruptedFolder();
    const journal = await readFile(join(folder, "manifest.json.partial"));
    await (await resume(folder)).writer.finish(summary);
    await writeFile(join(folder, "manifest.json.partial"), journal);
    expect(await readEarlierScan(folder)).toMatchObject({ kind: "complete", sections: {} });
    expect((await readManifest(folder)).sections).toEqual({});
  });
});
