import { open, realpath, stat, type FileHandle } from "node:fs/promises";
import { isAbsolute, join, sep, win32 } from "node:path";

import { fileErrorCode, messageOf } from "./file-error.ts";

export type OpenedFile =
  | { readonly ok: true; readonly handle: FileHandle }
  | { readonly ok: false; readonly message: string };

/**
 * Opens a file that a manifest names, if it lies inside the evidence folder.
 *
 * A manifest comes from elsewhere: a path that leaves the folder, by its text or through a link, is refused, and so is
 * anything but a plain file. Trouble is a value.
 */
export async function openSectionFile(folder: string, file: string): Promise<OpenedFile> {
  if (!isInsideByText(file)) return refused(file);
  const path = join(folder, file);
  try {
    const [root, real] = await Promise.all([realpath(folder), realpath(path)]);
    if (!real.startsWith(root.endsWith(sep) ? root : root + sep)) return refused(file);
    if (!(await stat(real)).isFile()) return { ok: false, message: `\`${file}\` is not a file` };
    return { ok: true, handle: await open(real, "r") };
  } catch (error) {
    if (fileErrorCode(error) === "ENOENT") return { ok: false, message: `\`${file}\` is missing` };
    return { ok: false, message: `\`${file}\` cannot be read: ${messageOf(error)}` };
  }
}

function isInsideByText(file: string): boolean {
  if (file.trim() === "" || file.includes("\0")) return false;
  if (isAbsolute(file) || win32.isAbsolute(file) || /^[a-z]:/i.test(file)) return false;
  return !file.split(/[\\/]/).includes("..");
}

function refused(file: string): OpenedFile {
  return { ok: false, message: `\`${file}\` is not inside the evidence folder` };
}
