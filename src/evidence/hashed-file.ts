import { createHash } from "node:crypto";
import { mkdir, open, rename, rm } from "node:fs/promises";
import { dirname } from "node:path";

import { AppError } from "../errors.ts";
import { messageOf } from "./file-error.ts";

/** Characters that are gathered before they go to the disk. */
const BUFFER_LENGTH = 1 << 18;

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
  let pending = "";
  let tail: Promise<void> = Promise.resolve();

  const flush = (): Promise<void> => {
    const bytes = Buffer.from(pending, "utf8");
    pending = "";
    hash.update(bytes);
    tail = tail.then(() => guard(path, () => handle.writeFile(bytes)));
    // Whoever does not wait learns of the failure from `close`, which waits for the same promise.
    tail.catch(() => undefined);
    return tail;
  };

  return {
    write(text) {
      pending += text;
      return pending.length >= BUFFER_LENGTH ? flush() : undefined;
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
