import { open, rename } from "node:fs/promises";

import { AppError } from "../errors.ts";
import { messageOf } from "./file-error.ts";

/**
 * Writes a text file in one step: whoever reads it, even after this process was killed or the power went, finds the
 * old text or the new one, never a part of either.
 *
 * @throws AppError cannotWrite; then the old text stands
 */
export async function writeDurably(path: string, text: string): Promise<void> {
  const temporary = `${path}.tmp`;
  try {
    const handle = await open(temporary, "w");
    try {
      await handle.writeFile(text);
      // The new name must never reach the disk before what it names.
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(temporary, path);
  } catch (cause) {
    throw new AppError("cannotWrite", `cannot write \`${path}\`: ${messageOf(cause)}`, { cause });
  }
}
