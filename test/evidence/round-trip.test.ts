import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";

import * as fc from "fast-check";
import { describe, expect, it } from "vitest";

import { readManifest } from "../../src/evidence/manifest.ts";
import { readEvidence } from "../../src/evidence/read-evidence.ts";
import { readRawRows } from "../../src/evidence/read-raw-rows.ts";
import type { ParentStatus } from "../../src/model/sections.ts";
import { writeFolder } from "./evidence-folder.ts";
import { runsOf } from "../thorough.ts";
import { unicodeText } from "../arbitraries/unicode-text.ts";

const NUMBER_OF_RUNS = runsOf(60);

describe("an evidence folder", () => {
  it("gives_back_what_was_written: any rows come back as they were", async () => {
    const row = fc.dictionary(
      unicodeText().filter((key) => !key.includes("@")),
      fc.jsonValue().map(withoutAnnotations),
    );
    const property = fc.asyncProperty(fc.array(row), async (rows) => {
      const folder = await writeFolder({ "exchange/roles": rows });
      const read: unknown[] = [];
      const manifest = await readManifest(folder);
      for await (const raw of readRawRows(folder, manifest, "exchange/roles")) read.push(raw);
      expect(read.map((raw) => JSON.stringify(raw))).toEqual(
        rows.map((raw) => JSON.stringify(raw)),
      );
    });
    await fc.assert(property, { numRuns: NUMBER_OF_RUNS });
  });

  it("gives_back_the_parents_that_were_read: and no row of any other", async () => {
    const lines = fc.array(fc.record({ group: anyGroup, member: anyMember }), { maxLength: 12 });
    const outcomes = fc.dictionary(anyGroup, anyStatus);
    const property = fc.asyncProperty(lines, outcomes, async (written, statuses) => {
      const folder = await writeFolder({
        "exchange/groupMembers": {
          lines: written.map(({ group, member }) => ({ group, row: { Guid: member } })),
          parents: Object.entries(statuses).map(([key, status]) => ({ key, status })),
        },
      });
      const section = (await readEvidence(folder)).sections["exchange/groupMembers"];
      expect(section.status).toBe("read");
      if (section.status !== "read") return;
      for (const [key, status] of Object.entries(statuses)) {
        const rows = written.filter(({ group }) => group === key);
        expect(section.parents.get(key)).toEqual(
          status === "read" ? { status, rows: rows.map(({ member }) => ({ member })) } : { status },
        );
      }
      for (const [key, parent] of section.parents) {
        if (!Object.hasOwn(statuses, key)) expect(parent.status).toBe("failed");
      }
    });
    await fc.assert(property, { numRuns: NUMBER_OF_RUNS });
  });

  it.each([
    ["exchange/recipients", "exchange/groupMembers"],
    ["exchange/groupMembers", "exchange/recipients"],
  ] as const)("one_wrong_byte_fails_the_section: %s", async (spoiled, other) => {
    const folder = await writeFolder({
      "exchange/recipients": ["a", "b", "c"].map((Guid) => ({
        Guid,
        RecipientTypeDetails: "UserMailbox",
      })),
      "exchange/groupMembers": {
        lines: ["a", "b"].map((Guid) => ({ group: "g", row: { Guid } })),
        parents: [{ key: "g", status: "read" }],
      },
    });
    const path = join(folder, `${spoiled}.ndjson`);
    const bytes = await readFile(path);
    const place = fc.nat(bytes.length - 1);
    const property = fc.asyncProperty(place, fc.integer({ min: 1, max: 255 }), async (at, mask) => {
      const wrong = Buffer.from(bytes);
      wrong[at] = (bytes[at] ?? 0) ^ mask;
      await writeFile(path, wrong);
      const { sections } = await readEvidence(folder);
      expect(sections[spoiled].status).toBe("failed");
      expect(sections[other].status).toBe("read");
    });
    await fc.assert(property, { numRuns: runsOf(200) });
  });

  it("a_shorter_file_fails_the_section: wherever it is cut", async () => {
    const folder = await writeFolder({ "exchange/roles": [{ Name: "A" }, { Name: "B" }] });
    const path = join(folder, "exchange/roles.ndjson");
    const bytes = await readFile(path);
    for (let length = 0; length < bytes.length; length += 1) {
      await writeFile(path, bytes.subarray(0, length));
      expect((await readEvidence(folder)).sections["exchange/roles"].status).toBe("failed");
    }
  });
});

const anyGroup = fc.constantFrom("g1", "g2", "g3");
const anyMember = fc.constantFrom("m1", "m2", "m3", "m4");
const anyStatus = fc.constantFrom<ParentStatus>("read", "denied", "failed", "notFound");

/** The writer drops keys with `@`; the rest must come back. */
function withoutAnnotations(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value), function (this: unknown, key: string, inner: unknown) {
    return key.includes("@") ? undefined : inner;
  });
}
