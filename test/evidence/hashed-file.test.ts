import { createHash } from "node:crypto";
import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { createHashedFile } from "../../src/evidence/hashed-file.ts";

const work = await mkdtemp(join(tmpdir(), "hashed-file-"));
afterAll(() => rm(work, { recursive: true, force: true }));

/** Characters of one byte and of three, so that a piece's length in bytes is not its length. */
const pieceOf = (length: number, at: number): string => `${at}→`.repeat(length).slice(0, length);

describe("createHashedFile", () => {
  it.each([
    { what: "nothing", lengths: [] },
    { what: "less than its first room", lengths: [1, 10, 100] },
    { what: "just more than its first room", lengths: [5000, 5000, 5000] },
    { what: "one piece larger than all its room", lengths: [300_000, 1] },
    {
      what: "many pieces, more than its room several times",
      lengths: Array.from({ length: 90 }, () => 9000),
    },
  ])("holds what was written, and tells its hash: $what", async ({ what, lengths }) => {
    const pieces = lengths.map(pieceOf);
    const path = join(work, what, "rows.ndjson");
    const file = await createHashedFile(path);
    // Nobody waits for the disk: what was handed over must not change all the same.
    for (const piece of pieces) void file.write(piece);
    const hash = await file.close();
    const text = pieces.join("");
    expect(await readFile(path, "utf8")).toBe(text);
    expect(hash).toBe(createHash("sha256").update(text).digest("hex"));
    expect(await readdir(join(work, what))).toEqual(["rows.ndjson"]);
  });
});
