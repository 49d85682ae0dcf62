import { createHash, type Hash } from "node:crypto";
import type { FileHandle } from "node:fs/promises";
import { pipeline } from "node:stream";
import { createGunzip } from "node:zlib";

import { createLineSplitter } from "./split-lines.ts";

/** Bytes that are read at once. */
const CHUNK_BYTES = 1 << 20;

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
      const splitter = createLineSplitter();
      let firstLine = 1;
      for await (const chunk of isGzip ? unzipped(handle, hash) : plain(handle, hash)) {
        const lines = splitter.push(chunk);
        yield { firstLine, lines };
        firstLine += lines.length;
      }
      yield { firstLine, lines: splitter.end() };
    },
    sha256: () => hash.digest("hex"),
  };
}

async function* plain(handle: FileHandle, hash: Hash): AsyncGenerator<Buffer> {
  const source = handle.createReadStream({ start: 0, highWaterMark: CHUNK_BYTES });
  for await (const chunk of source as AsyncIterable<Buffer>) {
    hash.update(chunk);
    yield chunk;
  }
}

/** Hashed in a pass of its own: gunzip stops at the end of the archive, and what follows must not escape the hash. */
async function* unzipped(handle: FileHandle, hash: Hash): AsyncGenerator<Buffer> {
  const all = handle.createReadStream({ start: 0, highWaterMark: CHUNK_BYTES, autoClose: false });
  for await (const chunk of all as AsyncIterable<Buffer>) hash.update(chunk);

  const source = handle.createReadStream({ start: 0, highWaterMark: CHUNK_BYTES });
  const gunzip = createGunzip({ chunkSize: CHUNK_BYTES });
  // Whatever breaks, the loop below sees it as an error of `gunzip`.
  pipeline(source, gunzip, () => undefined);
  yield* gunzip as AsyncIterable<Buffer>;
}
