import { createHash, type Hash } from "node:crypto";
import type { ReadStream } from "node:fs";
import type { FileHandle } from "node:fs/promises";
import { pipeline } from "node:stream";
import { createGunzip } from "node:zlib";

import { createLineSplitter } from "./split-lines.ts";

/** Bytes that are read at once, at most: most files are small, and room for a megabyte takes longer than they do. */
const CHUNK_BYTES = 1 << 20;
const LEAST_BYTES = 1 << 12;

/** Lines that were read together, and the number of the first of them (from 1). */
export interface LineBatch {
  readonly firstLine: number;
  readonly lines: readonly string[];
}

export interface LineReader {
  /** Yields the lines of the file, blank ones included, in batches: one promise for many lines. */
  batches(): AsyncIterable<LineBatch>;
  /** The SHA-256 (hex) of the whole file as it lies on the disk; to be asked for after the last batch. */
  sha256(): string;
}

/** Creates a reader of the lines of an open file, which it closes at the end or when it is left early. */
export function createLineReader(handle: FileHandle, isGzip: boolean): LineReader {
  const hash = createHash("sha256");
  return {
    async *batches() {
      try {
        yield* splitBatches(isGzip ? unzipped(handle, hash) : plain(handle, hash));
      } finally {
        await handle.close();
      }
    },
    sha256: () => hash.digest("hex"),
  };
}

async function* splitBatches(chunks: AsyncIterable<Buffer>): AsyncGenerator<LineBatch> {
  const splitter = createLineSplitter();
  let firstLine = 1;
  for await (const chunk of chunks) {
    const lines = splitter.push(chunk);
    yield { firstLine, lines };
    firstLine += lines.length;
  }
  yield { firstLine, lines: splitter.end() };
}

async function* plain(handle: FileHandle, hash: Hash): AsyncGenerator<Buffer> {
  for await (const chunk of await openStream(handle)) {
    hash.update(chunk);
    yield chunk;
  }
}

/** Hashed in a pass of its own: gunzip stops at the end of the archive, and what follows must not escape the hash. */
async function* unzipped(handle: FileHandle, hash: Hash): AsyncGenerator<Buffer> {
  for await (const chunk of await openStream(handle)) hash.update(chunk);
  const gunzip = createGunzip({ chunkSize: CHUNK_BYTES });
  // Whatever breaks, the loop below sees it as an error of `gunzip`.
  pipeline(await openStream(handle), gunzip, () => undefined);
  yield* gunzip as AsyncIterable<Buffer>;
}

async function openStream(handle: FileHandle): Promise<ReadStream & AsyncIterable<Buffer>> {
  const { size } = await handle.stat();
  const highWaterMark = Math.min(Math.max(size, LEAST_BYTES), CHUNK_BYTES);
  return handle.createReadStream({ start: 0, highWaterMark, autoClose: false });
}
