import { createHash } from "node:crypto";
import { mkdir, open, rename, rm } from "node:fs/promises";
import { dirname } from "node:path";

import { AppError } from "../errors.ts";
import { messageOf } from "./file-error.ts";

/** Bytes that are gathered before they go to the disk; fewer at first, since most files are small. */
const BUFFER_LENGTH = 1 << 18;
const FIRST_LENGTH = 1 << 14;

/** Bytes that a character takes at most. */
const BYTES_A_CHARACTER = 3;

/** A file that appears under its name only when it is complete. */
export interface HashedFile {
  /** Takes a piece of text. Await the promise, if there is one: the disk is behind. */
  write(text: string): Promise<void> | undefined;
  /** Completes the file and tells the SHA-256 (hex) of its bytes. */
  close(): Promise<string>;
  /** Drops what was written; the file does not appear. */
  abandon(): Promise<void>;
}

/**
 * Creates a file that is hashed as it is written, under a temporary name until it is closed.
 *
 * @throws AppError cannotWrite, here and from each method
 */
export async function createHashedFile(path: string): Promise<HashedFile> {
  const temporary = `${path}.tmp`;
  const hash = createHash("sha256");
  const handle = await guard(path, async () => {
    await mkdir(dirname(path), { recursive: true });
    return open(temporary, "w");
  });
  let pending = Buffer.allocUnsafe(FIRST_LENGTH);
  let length = 0;
  let tail: Promise<void> = Promise.resolve();

  const flush = (): Promise<void> => {
    const bytes = pending.subarray(0, length);
    length = 0;
    hash.update(bytes);
    tail = tail.then(() => guard(path, () => handle.writeFile(bytes)));
    // Whoever does not wait learns of the failure from `close`, which waits for the same promise.
    tail.catch(() => undefined);
    return tail;
  };

  return {
    write(text) {
      const most = text.length * BYTES_A_CHARACTER;
      // Text goes straight to its place among the bytes: gathered as text, it would be copied once more.
      if (length + most <= pending.length) {
        length += pending.write(text, length, "utf8");
        return undefined;
      }
      const before = flush();
      pending = Buffer.allocUnsafe(Math.max(most, BUFFER_LENGTH));
      length = pending.write(text, 0, "utf8");
      return before;
    },
    async close() {
      try {
        await flush();
        await guard(path, () => handle.sync());
      } finally {
        await handle.close();
      }
      await guard(path, () => rename(temporary, path));
      return hash.digest("hex");
    },
    async abandon() {
      await tail.catch(() => undefined);
      await handle.close();
      await guard(path, () => rm(temporary, { force: true }));
    },
  };
}

async function guard<Value>(path: string, work: () => Promise<Value>): Promise<Value> {
  try {
    return await work();
  } catch (cause) {
    throw new AppError("cannotWrite", `cannot write \`${path}\`: ${messageOf(cause)}`, { cause });
  }
}
