import { randomUUID } from "node:crypto";
import { rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { AppError } from "../errors.ts";
import type { Rehearsal } from "../model/rehearsal.ts";
import { REHEARSAL_FILE } from "./rehearsal-file.ts";

/** The text of rehearsal.json. */
export const rehearsalText = (rehearsal: Rehearsal): string =>
  `${JSON.stringify(rehearsal, null, 2)}\n`;

/**
 * Writes rehearsal.json into the folder of a pack, whole or not at all; an earlier one is replaced.
 *
 * The pack's manifest stays as it is: what was rehearsed is what it lists.
 */
export async function writeRehearsal(
  folder: string,
  rehearsal: Rehearsal,
): Promise<{ readonly file: string; readonly text: string }> {
  const file = join(folder, REHEARSAL_FILE);
  const partial = `${file}.${randomUUID()}.partial`;
  const text = rehearsalText(rehearsal);
  try {
    await writeFile(partial, text);
    await rename(partial, file);
  } catch (cause) {
    await rm(partial, { force: true }).catch(() => undefined);
    throw new AppError("cannotWrite", `cannot write \`${file}\``, {
      cause,
      hint: "check that the folder can be written to and that the disk has room",
    });
  }
  return { file, text };
}
