import { createHash } from "node:crypto";
import { mkdir, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { gzipSync } from "node:zlib";

import { describe, expect, it } from "vitest";

import { readEvidence } from "../../src/evidence/read-evidence.ts";
import type { SectionEntry } from "../../src/evidence/manifest.ts";
import { SECTION_NAMES, type SectionName, type SectionStatus } from "../../src/model/sections.ts";
import { createFolder, editManifest, summary, writeFolder } from "./evidence-folder.ts";

const role = { Name: "Application Mail.Read" };
const good = { "exchange/roles": [role, role], "graph/users": [{ id: "U-1" }] };

describe("readEvidence", () => {
  it("reads sections, and says of every other one that nobody asked", async () => {
    const { sections, coverage, ...rest } = await readEvidence(await writeFolder(good));
    expect(rest).toEqual(summary);
    expect(sections["exchange/roles"]).toEqual({
      status: "read",
      rows: [{ name: "Application Mail.Read" }, { name: "Application Mail.Read" }],
    });
    expect(sections["graph/users"]).toEqual({ status: "read", rows: [{ id: "u-1" }] });
    expect(sections["exchange/groupMembers"]).toEqual({ status: "notAsked" });
    expect(coverage).toHaveLength(SECTION_NAMES.length);
    expect(coverage.filter(({ status }) => status !== "notAsked")).toEqual([
      { section: "exchange/roles", status: "read", rows: 2, parentsNotRead: [] },
      { section: "graph/users", status: "read", rows: 1, parentsNotRead: [] },
    ]);
  });

  it("tells of each section as it goes, the recipients and the members of groups last", async () => {
    const told: [SectionName, SectionStatus][] = [];
    const onSection = (name: SectionName, status: SectionStatus): void => {
      told.push([name, status]);
    };
    await readEvidence(await writeFolder(good), { onSection });
    expect(told).toHaveLength(SECTION_NAMES.length);
    expect(told).toContainEqual(["exchange/roles", "read"]);
    expect(told.slice(-2)).toEqual([
      ["exchange/recipients", "notAsked"],
      ["exchange/groupMembers", "notAsked"],
    ]);
  });

  it.each(["denied", "failed", "absent", "notAsked"] as const)(
    "keeps %s apart from empty, with the message",
    async (status) => {
      const entry: Partial<SectionEntry> = { status, message: "said so" };
      const { sections, coverage } = await readChanged("exchange/roles", () => entry);
      expect(sections["exchange/roles"]).toEqual({ status, message: "said so" });
      expect(coverage).toContainEqual({
        section: "exchange/roles",
        status,
        rows: null,
        message: "said so",
        parentsNotRead: [],
      });
    },
  );

  it("gives an instant with an offset in UTC", async () => {
    const folder = await writeFolder({});
    await editManifest(folder, (manifest) => ({
      ...manifest,
      collectedAt: "2026-11-01T10:00:00+01:00",
    }));
    expect((await readEvidence(folder)).collectedAt).toBe("2026-11-01T09:00:00.000Z");
  });
});

describe("a section that cannot be trusted is failed, and the rest goes on", () => {
  it.each([
    {
      what: "a line that cannot be decoded",
      text: '{"Name":"A"}\n{"Name":1}\n{"Name":2}\n',
      message: "exchange/roles line 2, `Name`: expected string",
    },
    {
      what: "a line without what is needed",
      text: '{"Name":"A"}\n\n{"Parent":"B"}\n',
      message: "exchange/roles line 3, `Name`: expected string",
    },
    { what: "a line that is not JSON", text: "{}x", message: "exchange/roles line 1: not JSON" },
    {
      what: "a row that is no object",
      text: "[]",
      message: "exchange/roles line 1: expected object",
    },
  ])("$what", async ({ text, message }) => {
    const folder = await writeFolder(good);
    await replaceFile(folder, "exchange/roles", text);
    await expectFailed(folder, message);
  });

  it("another hash", async () => {
    const folder = await writeFolder(good);
    const path = join(folder, "exchange/roles.ndjson");
    await writeFile(path, (await readFile(path, "utf8")).replace("Mail.Read", "Mail.Send"));
    await expectFailed(
      folder,
      "exchange/roles: `exchange/roles.ndjson` is not what the scan wrote: its sha256 differs",
    );
  });

  it.each([
    {
      what: "another number of rows",
      change: { rows: 3 },
      message: "exchange/roles: the file has 2 rows, the manifest says 3",
    },
    {
      what: "no number of rows",
      change: { rows: undefined },
      message: "exchange/roles: the file has 2 rows, the manifest says nothing",
    },
    {
      what: "no hash",
      change: { sha256: undefined },
      message: "exchange/roles: the manifest gives no sha256",
    },
    {
      what: "no file name",
      change: { file: undefined },
      message: "exchange/roles: the manifest names no file",
    },
    {
      what: "a missing file",
      change: { file: "exchange/other.ndjson" },
      message: "exchange/roles: `exchange/other.ndjson` is missing",
    },
    {
      what: "a folder in place of a file",
      change: { file: "exchange" },
      message: "exchange/roles: `exchange` is not a file",
    },
  ])("$what", async ({ change, message }) => {
    const folder = await writeFolder(good);
    await changeEntry(folder, "exchange/roles", (entry) => ({ ...entry, ...change }));
    await expectFailed(folder, message);
  });

  it.each([
    "../roles.ndjson",
    "exchange/../../roles.ndjson",
    "..\\roles.ndjson",
    "/etc/hostname",
    "C:\\roles.ndjson",
    "c:roles.ndjson",
    "\\\\server\\share\\roles.ndjson",
    "",
    "roles\0.ndjson",
  ])("a path that leaves the folder: %j", async (file) => {
    const folder = await writeFolder(good);
    await changeEntry(folder, "exchange/roles", (entry) => ({ ...entry, file }));
    await expectFailed(folder, `exchange/roles: \`${file}\` is not inside the evidence folder`);
  });

  it("a link that leaves the folder, of the file or of its folder", async () => {
    const folder = await writeFolder(good);
    const outside = await createFolder();
    const path = join(folder, "exchange/roles.ndjson");
    await writeFile(join(outside, "roles.ndjson"), await readFile(path));
    const message = "exchange/roles: `exchange/roles.ndjson` is not inside the evidence folder";

    await rm(path);
    await symlink(join(outside, "roles.ndjson"), path);
    await expectFailed(folder, message);

    await rm(join(folder, "exchange"), { recursive: true });
    await symlink(outside, join(folder, "exchange"));
    await expectFailed(folder, message);
  });

  it("but a link to the folder itself is as good as the folder", async () => {
    const folder = await writeFolder(good);
    const link = join(await createFolder(), "link");
    await symlink(folder, link);
    expect((await readEvidence(link)).sections["exchange/roles"].status).toBe("read");
  });

  it("a folder beside it with a longer name is not inside", async () => {
    const folder = await writeFolder(good);
    await mkdir(`${folder}-other`);
    await writeFile(
      join(`${folder}-other`, "roles.ndjson"),
      await readFile(join(folder, "exchange/roles.ndjson")),
    );
    await rm(join(folder, "exchange/roles.ndjson"));
    await symlink(join(`${folder}-other`, "roles.ndjson"), join(folder, "exchange/roles.ndjson"));
    await expectFailed(
      folder,
      "exchange/roles: `exchange/roles.ndjson` is not inside the evidence folder",
    );
  });
});

describe("archives", () => {
  it("are read, with the hash of the archive", async () => {
    const folder = await writeFolder(good);
    await pack(folder);
    const { sections } = await readEvidence(folder);
    expect(sections["exchange/roles"]).toMatchObject({ status: "read", rows: [{}, {}] });
  });

  it("are failed when they are cut short", async () => {
    const folder = await writeFolder(good);
    await pack(folder, (bytes) => bytes.subarray(0, -9));
    const { sections } = await readEvidence(folder);
    expect(sections["exchange/roles"]).toMatchObject({
      status: "failed",
      message: expect.stringContaining("cannot be read") as string,
    });
  });

  it("are failed when something follows the archive that gunzip would not see", async () => {
    const folder = await writeFolder(good);
    await pack(folder);
    const path = join(folder, "exchange/roles.ndjson.gz");
    await writeFile(path, Buffer.concat([await readFile(path), Buffer.alloc(3_000_000, 7)]));
    expect((await readEvidence(folder)).sections["exchange/roles"].status).toBe("failed");
  });
});

describe("windows line ends, byte order marks and blank lines", () => {
  it("are no rows", async () => {
    const folder = await writeFolder(good);
    await replaceFile(folder, "exchange/roles", '\uFEFF{"Name":"A"}\r\n\r\n{"Name":"B"}\r\n \r\n');
    expect((await readEvidence(folder)).sections["exchange/roles"]).toEqual({
      status: "read",
      rows: [{ name: "A" }, { name: "B" }],
    });
  });
});

async function readChanged(
  name: SectionName,
  change: (entry: SectionEntry | undefined) => Partial<SectionEntry>,
): ReturnType<typeof readEvidence> {
  const folder = await writeFolder(good);
  await changeEntry(folder, name, change);
  return readEvidence(folder);
}

function changeEntry(
  folder: string,
  name: SectionName,
  change: (entry: SectionEntry | undefined) => Partial<SectionEntry>,
): Promise<void> {
  return editManifest(folder, ({ sections, ...rest }) => ({
    ...rest,
    sections: { ...sections, [name]: change(sections[name]) },
  }));
}

/** Replaces a file as a scan would have written it: only its content is wrong. */
async function replaceFile(folder: string, name: SectionName, text: string): Promise<void> {
  await writeFile(join(folder, `${name}.ndjson`), text);
  await changeEntry(folder, name, (entry) => ({ ...entry, sha256: sha256(text) }));
}

async function pack(folder: string, spoil = (bytes: Buffer): Buffer => bytes): Promise<void> {
  const bytes = spoil(gzipSync(await readFile(join(folder, "exchange/roles.ndjson"))));
  await writeFile(join(folder, "exchange/roles.ndjson.gz"), bytes);
  await changeEntry(folder, "exchange/roles", (entry) => ({
    ...entry,
    file: "exchange/roles.ndjson.gz",
    sha256: sha256(bytes),
  }));
}

const sha256 = (bytes: string | Buffer): string => createHash("sha256").update(bytes).digest("hex");

async function expectFailed(folder: string, message: string): Promise<void> {
  const { sections, coverage } = await readEvidence(folder);
  expect(sections["exchange/roles"]).toEqual({ status: "failed", message });
  expect(sections["graph/users"].status).toBe("read");
  expect(coverage.find(({ section }) => section === "exchange/roles")).toMatchObject({
    status: "failed",
    rows: null,
    message,
  });
}
