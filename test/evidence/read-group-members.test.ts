import * as fc from "fast-check";
import { Worker } from "node:worker_threads";
import { describe, expect, it } from "vitest";

import { hashSection } from "../../src/evidence/hash-section.ts";
import { readManifest } from "../../src/evidence/manifest.ts";
import { createMemberBatches } from "../../src/evidence/member-batch.ts";
import { createMemberTable } from "../../src/evidence/member-table.ts";
import { createGroupMemberDecoder } from "../../src/evidence/decode/exchange/group-members.ts";
import { readParentLines, type SectionSource } from "../../src/evidence/parent-lines.ts";
import { readGroupMembers, type ThreadTask } from "../../src/evidence/read-group-members.ts";
import { editManifest, writeFolder } from "./evidence-folder.ts";
import { runsOf } from "../thorough.ts";

const name = "exchange/groupMembers";
const groups = ["a", "b", "c"].map((digit) => `${digit.repeat(8)}-0000-4000-8000-000000000001`);
const [first = "", second = "", third = ""] = groups;

interface Line {
  readonly group: string;
  readonly row: object;
}

const line = (group: string, id: string, DisplayName: string): Line => ({
  group,
  row: {
    ExternalDirectoryObjectId: id,
    Guid: id,
    RecipientTypeDetails: "UserMailbox",
    DisplayName,
  },
});

const anyLine = fc.oneof(
  { weight: 20, arbitrary: fc.record({ group: fc.constantFrom(...groups), id: fc.nat(5) }) },
  { weight: 1, arbitrary: fc.record({ group: fc.constantFrom(...groups), name: fc.string() }) },
);

const anyLines = fc.array(
  anyLine.map((drawn) => {
    const id = "id" in drawn ? drawn.id : 0;
    const shown = "name" in drawn ? drawn.name : `Member ${String(id)}`;
    return line(drawn.group, `0000000${String(id)}-0000-4000-8000-00000000000a`, shown);
  }),
  { maxLength: 12 },
);

/** The manifest of a folder lists each of some groups with some status, and mostly with the right number of rows. */
const anyListing = fc.array(
  fc.record({
    key: fc.constantFrom(...groups),
    status: fc.constantFrom("read", "read", "read", "denied"),
    off: fc.constantFrom(0, 0, 0, 1),
  }),
  { maxLength: 4 },
);

describe("readGroupMembers", () => {
  it("table_is_section: rows that travel in batches make the same section, with the same hash", async () => {
    const property = fc.asyncProperty(anyLines, anyListing, async (lines, listing) => {
      const source = await writeSource(lines, listing);
      const plain = await readGroupMembers(source);
      const carried = await carry(source);
      expect(carried).toEqual(plain);
      expect(hashSection(carried)).toBe(hashSection(plain));
    });
    await fc.assert(property, { numRuns: runsOf(150) });
  });

  it("gives the same through a thread, and groups share the row of a member", async () => {
    const id = "00000001-0000-4000-8000-00000000000a";
    const lines = [line(first, id, "Adele"), line(second, id, "Adele"), line(third, id, "Ada")];
    const source = await writeSource(lines, [
      { key: first, status: "read", off: 0 },
      { key: second, status: "read", off: 0 },
    ]);
    const threaded = await readGroupMembers(source, { start, manyRows: 1 });
    expect(threaded).toEqual(await readGroupMembers(source));
    if (threaded.status !== "read") throw new Error("unread");
    const [one, other] = [first, second].map((group) => threaded.parents.get(group));
    if (one?.status !== "read" || other?.status !== "read") throw new Error("unread");
    expect(one.rows[0]).toMatchObject({ displayName: "Adele" });
    expect(one.rows[0]).toBe(other.rows[0]);
    expect(threaded.parents.get(third)?.status).toBe("failed");
  });

  it("says what is wrong with a line that the thread cannot decode", async () => {
    const source = await writeSource(
      [{ group: first, row: { ExternalDirectoryObjectId: 7 } }],
      [{ key: first, status: "read", off: 0 }],
    );
    expect(await readGroupMembers(source, { start, manyRows: 1 })).toEqual({
      status: "failed",
      message: "exchange/groupMembers line 1, `row.ExternalDirectoryObjectId`: expected string",
    });
  });

  it.each([
    ["throws", "throw new Error('no memory')", "no memory"],
    ["ends early", "process.exit(0)", "its thread ended before it was done"],
  ])("a thread that %s leaves a failed section, never a short one", async (_, program, why) => {
    const source = await writeSource(
      [line(first, "00000001-0000-4000-8000-00000000000a", "Adele")],
      [{ key: first, status: "read", off: 0 }],
    );
    const broken = () => new Worker(program, { eval: true });
    expect(await readGroupMembers(source, { start: broken, manyRows: 1 })).toEqual({
      status: "failed",
      message: `exchange/groupMembers: cannot be read: ${why}`,
    });
  });
});

/** Sources are TypeScript: the thread must learn to read it first. */
const start = (task: ThreadTask): Worker => {
  const program = new URL("../../src/evidence/group-members-thread.ts", import.meta.url).href;
  return new Worker(
    `import("tsx/esm/api").then(({ register }) => { register(); return import(${JSON.stringify(program)}); });`,
    { eval: true, workerData: task },
  );
};

interface Listed {
  readonly key: string;
  readonly status: "read" | "denied";
  readonly off: number;
}

async function writeSource(
  lines: readonly Line[],
  listing: readonly Listed[],
): Promise<SectionSource> {
  const parents = listing.map(({ key, status }) => ({ key, status }));
  const folder = await writeFolder({ [name]: { lines, parents: [] } });
  await editManifest(folder, (manifest) => {
    const entry = manifest.sections[name];
    const counted = parents.map((parent, at) => ({
      ...parent,
      rows: lines.filter(({ group }) => group === parent.key).length + (listing[at]?.off ?? 0),
    }));
    return { ...manifest, sections: { [name]: { ...entry, parents: counted } } };
  });
  return { folder, name, entry: (await readManifest(folder)).sections[name] };
}

/** As the thread does, without one: batches of what is read, cloned on the way. */
async function carry(source: SectionSource) {
  const { entry } = source;
  if (entry === undefined) throw new Error("the manifest lost its entry");
  const table = createMemberTable(true);
  const unlisted = new Set<string>();
  const batches = createMemberBatches((batch) => {
    table.add(structuredClone(batch));
  }, 3);
  const read = await readParentLines(source, entry, createGroupMemberDecoder(), {
    row: batches.add,
    unlisted: (group) => unlisted.add(group),
  });
  batches.end();
  return read.ok
    ? table.finish(entry, [...unlisted])
    : ({ status: "failed", message: read.message } as const);
}
