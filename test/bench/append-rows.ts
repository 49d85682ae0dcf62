import { createHash } from "node:crypto";
import { createReadStream, createWriteStream } from "node:fs";
import { mkdir, readFile, stat, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";

/** Rows to add to a section of an evidence folder; `byParent` says how many of them belong to which parent. */
export interface MoreRows {
  readonly section: string;
  readonly lines: Iterable<string>;
  readonly count: number;
  readonly byParent?: ReadonlyMap<string, number>;
}

/** Characters that go to the disk at once. */
const PIECE = 1 << 20;

interface Entry {
  rows: number;
  sha256: string;
  parents?: { key: string; rows?: number }[];
}

/** Adds rows to a section, and says so in the manifest: what was there stays first. */
export async function appendRows(folder: string, more: MoreRows): Promise<void> {
  const path = join(folder, "manifest.json");
  const manifest = JSON.parse(await readFile(path, "utf8")) as { sections: Record<string, Entry> };
  const entry = manifest.sections[more.section];
  if (entry === undefined) throw new Error(`the manifest has no ${more.section}`);
  const file = join(folder, `${more.section}.ndjson`);
  const hash = createHash("sha256");
  if ((await stat(file)).size > 0)
    for await (const chunk of createReadStream(file)) hash.update(chunk as Buffer);
  function* pieces(): Generator<string> {
    let piece = "";
    for (const line of more.lines) {
      piece += `${line}\n`;
      if (piece.length < PIECE) continue;
      hash.update(piece);
      yield piece;
      piece = "";
    }
    hash.update(piece);
    yield piece;
  }
  await mkdir(dirname(file), { recursive: true });
  await pipeline(Readable.from(pieces()), createWriteStream(file, { flags: "a" }));
  entry.rows += more.count;
  entry.sha256 = hash.digest("hex");
  for (const parent of entry.parents ?? []) {
    parent.rows = (parent.rows ?? 0) + (more.byParent?.get(parent.key) ?? 0);
  }
  await writeFile(path, JSON.stringify(manifest));
}
