import { createHash } from "node:crypto";
import { access, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";

import { describe, expect, it } from "vitest";

import { readManifest } from "../../src/evidence/manifest.ts";
import { createFolder, createWriter, summary, writeFolder } from "./evidence-folder.ts";

describe("createEvidenceWriter", () => {
  it("writes one row a line, and says how many and with which hash", async () => {
    const folder = await writeFolder({ "exchange/roles": [{ Name: "A" }, { Name: "B" }] });
    const bytes = await readFile(join(folder, "exchange/roles.ndjson"));
    expect(bytes.toString()).toBe('{"Name":"A"}\n{"Name":"B"}\n');
    expect((await readManifest(folder)).sections["exchange/roles"]).toEqual({
      status: "read",
      file: "exchange/roles.ndjson",
      rows: 2,
      sha256: createHash("sha256").update(bytes).digest("hex"),
      startedAt: "2026-11-01T09:00:00.000Z",
      finishedAt: "2026-11-01T09:00:00.000Z",
      requests: 1,
    });
  });

  it("shows a section under its name only when it is complete", async () => {
    const folder = await createFolder();
    const section = await (await createWriter(folder)).openSection("exchange/roles");
    await section.write({ Name: "A" });
    expect(await readdir(join(folder, "exchange"))).toEqual(["roles.ndjson.tmp"]);
    await section.close({ status: "read" });
    expect(await readdir(join(folder, "exchange"))).toEqual(["roles.ndjson"]);
  });

  it("leaves no temporary files behind", async () => {
    const folder = await writeFolder({ "exchange/roles": [{ Name: "A" }] });
    expect((await readdir(folder, { recursive: true })).toSorted()).toEqual([
      "exchange",
      "exchange/roles.ndjson",
      "manifest.json",
    ]);
  });

  it("drops keys with @ at every level, but for @odata.type at the top of a Graph row", async () => {
    // Each section takes its lines over.
    const row = (): Readonly<Record<string, unknown>> => ({
      "@odata.type": "#microsoft.graph.group",
      "id@odata.type": "#Guid",
      id: "1",
      owners: [{ "@odata.type": "#microsoft.graph.user", id: "2" }],
    });
    const folder = await writeFolder({
      "graph/groups": [row()],
      "exchange/roles": [row()],
      "graph/administrativeUnitMembers": {
        lines: [{ administrativeUnit: "u", row: row() }],
        parents: [{ key: "u", status: "read" }],
      },
    });
    const read = async (file: string): Promise<unknown> =>
      JSON.parse(await readFile(join(folder, file), "utf8"));
    const kept = { "@odata.type": "#microsoft.graph.group", id: "1", owners: [{ id: "2" }] };
    expect(await read("graph/groups.ndjson")).toEqual(kept);
    expect(await read("exchange/roles.ndjson")).toEqual({ id: "1", owners: [{ id: "2" }] });
    expect(await read("graph/administrativeUnitMembers.ndjson")).toEqual({
      administrativeUnit: "u",
      row: kept,
    });
  });

  it("records sections that were not read, without rows", async () => {
    const folder = await createFolder();
    const writer = await createWriter(folder);
    writer.recordSection("exchange/roles", { status: "denied", message: "403" });
    const section = await writer.openSection("graph/users");
    await section.write({ id: "1" });
    await section.close({ status: "failed", message: "broke off on page 2" });
    await writer.finish(summary);
    const { sections } = await readManifest(folder);
    expect(sections["exchange/roles"]).toMatchObject({ status: "denied", message: "403" });
    expect(sections["graph/users"]).toMatchObject({ status: "failed" });
    expect(sections["graph/users"]?.file).toBeUndefined();
    await expect(access(join(folder, "graph/users.ndjson"))).rejects.toThrow("ENOENT");
    await expect(access(join(folder, "graph/users.ndjson.tmp"))).rejects.toThrow("ENOENT");
  });

  it("forgets an abandoned section, which may then be recorded", async () => {
    const folder = await createFolder();
    const writer = await createWriter(folder);
    await (await writer.openSection("graph/users")).abandon();
    writer.recordSection("graph/users", { status: "failed" });
    await writer.finish(summary);
    expect((await readManifest(folder)).sections["graph/users"]?.status).toBe("failed");
  });

  it("refuses to finish with an open section, to write one twice, and to write after the end", async () => {
    const writer = await createWriter(await createFolder());
    const section = await writer.openSection("graph/users");
    await expect(writer.finish(summary)).rejects.toThrow("section graph/users is still open");
    await expect(writer.openSection("graph/users")).rejects.toThrow("was written already");
    await section.close({ status: "read" });
    expect(() => section.write({})).toThrow("is closed already");
    await expect(section.close({ status: "read" })).rejects.toThrow("is closed already");
    expect(() => writer.recordSection("graph/users", { status: "failed" })).toThrow(
      "was written already",
    );
  });
});

describe("parents", () => {
  it("counts the rows of each parent, and keeps a failed one failed", async () => {
    const folder = await writeFolder({
      "exchange/groupMembers": {
        lines: [
          { group: "G-1", row: { Guid: "a" } },
          { group: "g-1", row: { Guid: "b" } },
          { group: "g-2", row: { Guid: "c" } },
          { group: "g-3", row: { Guid: "d" } },
        ],
        parents: [
          { key: "g-1", status: "read" },
          { key: "g-2", status: "failed", message: "page 2 timed out" },
          { key: "g-2", status: "read" },
          { key: "g-4", status: "read" },
          { key: "g-5", status: "read" },
          { key: "g-5", status: "denied" },
        ],
      },
    });
    expect((await readManifest(folder)).sections["exchange/groupMembers"]).toMatchObject({
      rows: 4,
      parents: [
        { key: "g-1", status: "read", rows: 2 },
        { key: "g-2", status: "failed", message: "page 2 timed out" },
        { key: "g-3", status: "failed", message: "reading it did not finish" },
        { key: "g-4", status: "read", rows: 0 },
        { key: "g-5", status: "denied" },
      ],
    });
  });

  it("knows a policy check by app and mailbox", async () => {
    const folder = await writeFolder({
      "exchange/policyChecks": {
        lines: [{ appId: "{AAAAAAAA-0000-4000-8000-000000000001}", mailbox: "M", row: {} }],
        parents: [{ key: "aaaaaaaa-0000-4000-8000-000000000001/m", status: "read" }],
      },
    });
    expect((await readManifest(folder)).sections["exchange/policyChecks"]?.parents).toEqual([
      { key: "aaaaaaaa-0000-4000-8000-000000000001/m", status: "read", rows: 1 },
    ]);
  });

  it("refuses a line without a parent, and parents of a flat section", async () => {
    const writer = await createWriter(await createFolder());
    const members = await writer.openSection("exchange/groupMembers");
    expect(() => members.write({ Guid: "a" })).toThrow("names no parent");
    const roles = await writer.openSection("exchange/roles");
    expect(() => roles.parent({ key: "x", status: "read" })).toThrow("has no parents");
  });
});

describe("the folder", () => {
  it("is created, parents included", async () => {
    const folder = join(await createFolder(), "a/b");
    await (await createWriter(folder)).finish(summary);
    expect((await readManifest(folder)).tenant.displayName).toBe("Fabrikam");
  });

  it("must be empty", async () => {
    const folder = await createFolder();
    await writeFile(join(folder, "notes.txt"), "");
    await expect(createWriter(folder)).rejects.toMatchObject({
      code: "cannotWrite",
      message: `\`${folder}\` is not empty`,
    });
  });

  it("is emptied of evidence, and of nothing else, by force", async () => {
    const folder = await writeFolder({ "exchange/roles": [], "graph/users": [] });
    await writeFile(join(folder, "notes.txt"), "mine");
    const writer = await createWriter(folder, true);
    await expect(readManifest(folder)).rejects.toThrow("did not finish");
    await writer.finish(summary);
    expect((await readManifest(folder)).sections).toEqual({});
    expect((await readdir(folder, { recursive: true })).toSorted()).toEqual([
      "exchange",
      "graph",
      "manifest.json",
      "notes.txt",
    ]);
  });

  it("must not be a file", async () => {
    const file = join(await createFolder(), "evidence");
    await writeFile(file, "");
    await expect(createWriter(file)).rejects.toMatchObject({ code: "cannotWrite" });
  });

  it("says that it cannot be written, and lets the section be recorded as failed", async () => {
    const folder = await createFolder();
    const writer = await createWriter(folder);
    await writeFile(join(folder, "exchange"), "in the way");
    await expect(writer.openSection("exchange/roles")).rejects.toMatchObject({
      code: "cannotWrite",
    });
    writer.recordSection("exchange/roles", { status: "failed" });
    await writer.finish(summary);
  });

  it("says that a section cannot be completed", async () => {
    const folder = await createFolder();
    const writer = await createWriter(folder);
    const section = await writer.openSection("exchange/roles");
    await rm(join(folder, "exchange"), { recursive: true });
    await expect(section.close({ status: "read" })).rejects.toMatchObject({ code: "cannotWrite" });
  });

  it("makes the caller wait while the disk is behind", async () => {
    const writer = await createWriter(join(await createFolder(), "big"));
    const section = await writer.openSection("exchange/roles");
    const row = { Name: "x".repeat(2000) };
    let waits = 0;
    for (let index = 0; index < 2000; index += 1) {
      const behind = section.write(row);
      if (behind !== undefined) {
        waits += 1;
        await behind;
      }
    }
    expect(waits).toBeGreaterThan(5);
    expect(await section.close({ status: "read" })).toMatchObject({ rows: 2000 });
  });
});
