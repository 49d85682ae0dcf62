import { describe, expect, it } from "vitest";

import type { ParentEntry } from "../../src/evidence/manifest.ts";
import { readEvidence } from "../../src/evidence/read-evidence.ts";
import type { Snapshot } from "../../src/model/snapshot.ts";
import { editManifest, writeFolder } from "./evidence-folder.ts";

const group = "aaaaaaaa-0000-4000-8000-00000000000a";
const other = "bbbbbbbb-0000-4000-8000-00000000000b";
const lines = [
  { group: group.toUpperCase(), row: { ExternalDirectoryObjectId: "M-1" } },
  { group: `{${group}}`, row: { ExternalDirectoryObjectId: "M-2" } },
  { group: other, row: { ExternalDirectoryObjectId: "M-3" } },
];

describe("parented sections", () => {
  it("are grouped by parent, whatever the case of the keys", async () => {
    const { sections } = await read([
      { key: group.toUpperCase(), status: "read", rows: 2 },
      { key: other, status: "read", rows: 1 },
    ]);
    expect(sections["exchange/groupMembers"]).toEqual({
      status: "read",
      parents: new Map([
        [
          group,
          {
            status: "read",
            rows: [{ member: "m-1" }, { member: "m-2" }],
          },
        ],
        [other, { status: "read", rows: [{ member: "m-3" }] }],
      ]),
    });
  });

  it("tell an empty parent from one that is not listed, whose rows are named and not read", async () => {
    const { sections, coverage } = await read([{ key: "empty", status: "read", rows: 0 }]);
    const message = "the file has rows of it, and the manifest does not list it";
    expect(sections["exchange/groupMembers"]).toEqual({
      status: "read",
      parents: new Map<string, unknown>([
        ["empty", { status: "read", rows: [] }],
        [group, { status: "failed", message }],
        [other, { status: "failed", message }],
      ]),
    });
    const told = coverage.find(({ section }) => section === "exchange/groupMembers");
    expect(told?.parentsNotRead).toEqual([
      { key: group, status: "failed", message },
      { key: other, status: "failed", message },
    ]);
  });

  it.each(["denied", "failed", "notFound"] as const)(
    "have no rows of a parent that is %s",
    async (status) => {
      const { sections, coverage } = await read([
        { key: group, status, rows: 2, message: "said so" },
        { key: other, status: "read", rows: 1 },
      ]);
      const section = sections["exchange/groupMembers"];
      expect(section.status === "read" && section.parents.get(group)).toEqual({
        status,
        message: "said so",
      });
      expect(coverage.find(({ section: name }) => name === "exchange/groupMembers")).toEqual({
        section: "exchange/groupMembers",
        status: "read",
        rows: 1,
        parentsNotRead: [{ key: group, status, message: "said so" }],
      });
    },
  );

  it.each([
    { rows: 1, message: "the file has 2 rows, the manifest says 1" },
    { rows: 3, message: "the file has 2 rows, the manifest says 3" },
    { rows: undefined, message: "the file has 2 rows, the manifest says nothing" },
  ])("fail a parent with another number of rows than listed: $rows", async ({ rows, message }) => {
    const { sections } = await read([
      { key: group, status: "read", rows, message: undefined },
      { key: other, status: "read", rows: 1 },
    ]);
    const section = sections["exchange/groupMembers"];
    expect(section.status === "read" && section.parents.get(group)).toEqual({
      status: "failed",
      message,
    });
    expect(section.status === "read" && section.parents.get(other)?.status).toBe("read");
  });

  it("fail a parent that is listed twice", async () => {
    const { sections } = await read([
      { key: group, status: "read", rows: 2 },
      { key: group.toUpperCase(), status: "read", rows: 2 },
    ]);
    const section = sections["exchange/groupMembers"];
    expect(section.status === "read" && section.parents.get(group)?.status).toBe("failed");
  });

  it("do not care about bad rows of parents that were not read", async () => {
    const spoiled = [...lines, { group: "half", row: { ExternalDirectoryObjectId: 7 } }];
    const unlisted = await read([{ key: other, status: "read", rows: 1 }], spoiled);
    expect(unlisted.sections["exchange/groupMembers"].status).toBe("read");
    const failed = await read([{ key: "half", status: "failed", rows: 1 }], spoiled);
    expect(failed.sections["exchange/groupMembers"].status).toBe("read");
    const listed = await read([{ key: "half", status: "read", rows: 1 }], spoiled);
    expect(listed.sections["exchange/groupMembers"]).toEqual({
      status: "failed",
      message: "exchange/groupMembers line 4, `row.ExternalDirectoryObjectId`: expected string",
    });
  });

  it("are failed by a line that names no parent", async () => {
    const folder = await writeFolder({ "exchange/roles": [{ Name: "A" }] });
    await editManifest(folder, ({ sections, ...rest }) => ({
      ...rest,
      sections: { "exchange/scopeMembers": { ...sections["exchange/roles"], parents: [] } },
    }));
    expect((await readEvidence(folder)).sections["exchange/scopeMembers"]).toEqual({
      status: "failed",
      message: "exchange/scopeMembers line 1: expected a line that names its parent",
    });
  });

  it("are failed as a whole when they are, and have no parents then", async () => {
    const folder = await writeMembers([{ key: group, status: "read", rows: 2 }], lines);
    await editManifest(folder, ({ sections, ...rest }) => ({
      ...rest,
      sections: { "exchange/groupMembers": { ...sections["exchange/groupMembers"], rows: 9 } },
    }));
    expect((await readEvidence(folder)).sections["exchange/groupMembers"]).toEqual({
      status: "failed",
      message: "exchange/groupMembers: the file has 3 rows, the manifest says 9",
    });
  });
});

type Parent = Omit<ParentEntry, "message"> & { message?: string | undefined };

async function read(parents: readonly Parent[], content = lines as unknown[]): Promise<Snapshot> {
  return readEvidence(await writeMembers(parents, content));
}

/** Lists the parents as the test says, not as the writer counted them. */
async function writeMembers(
  parents: readonly Parent[],
  content: readonly unknown[],
): Promise<string> {
  const folder = await writeFolder({ "exchange/groupMembers": { lines: content, parents: [] } });
  await editManifest(folder, ({ sections, ...rest }) => ({
    ...rest,
    sections: { "exchange/groupMembers": { ...sections["exchange/groupMembers"], parents } },
  }));
  return folder;
}
