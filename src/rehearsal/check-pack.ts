import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { hashFile } from "../documents/hash-file.ts";
import { REHEARSAL_FILE } from "../documents/rehearsal-file.ts";
import { AppError } from "../errors.ts";

const manifestSchema = z.object({
  schemaVersion: z.literal(1),
  evidence: z.string(),
  files: z.record(z.string(), z.string().regex(/^[0-9a-f]{64}$/)),
});

/** What a board fills in after the pack was written, and what an earlier rehearsal left: neither is part of what is tried. */
const MAY_DIFFER: ReadonlySet<string> = new Set(["scripts/approvals.json", REHEARSAL_FILE]);

/** A pack whose files are the ones that were written. */
export interface CheckedPack {
  readonly folder: string;
  /** Relative paths with `/`, each as its manifest has it. */
  readonly scripts: readonly string[];
  /** Hash of the evidence that it says it was made from. */
  readonly evidence: string;
}

/**
 * Compares a pack's files with the hashes in its manifest. Files beside them, such as results of scripts, are left alone.
 *
 * @throws AppError inputMissing for a pack, or one of its files, that is not there; invalidInput for one that was changed
 */
export async function checkPack(folder: string): Promise<CheckedPack> {
  const { files, evidence } = await readManifest(folder);
  for (const [path, expected] of Object.entries(files)) {
    if (MAY_DIFFER.has(path)) continue;
    if (!isInside(path)) throw changed(`\`${folder}\` lists \`${path}\`, which is no path in it`);
    if ((await hashOf(join(folder, ...path.split("/")), path)) !== expected) {
      throw changed(`\`${path}\` is not the file that this pack was written with`);
    }
  }
  const scripts = Object.keys(files).filter((path) => path.startsWith("scripts/"));
  if (scripts.length === 0) {
    throw new AppError("inputMissing", `\`${folder}\` holds a plan and no scripts`, {
      hint: "write its pack with `scopewright report <plan>`",
    });
  }
  return { folder, scripts, evidence };
}

async function readManifest(folder: string): Promise<z.infer<typeof manifestSchema>> {
  const file = join(folder, "manifest.json");
  let text: string;
  try {
    text = await readFile(file, "utf8");
  } catch (cause) {
    throw new AppError("inputMissing", `there is no pack at \`${folder}\``, {
      cause,
      hint: "write one with `scopewright report <plan>`, or `scopewright audit <evidence>`",
    });
  }
  const decoded = manifestSchema.safeParse(parse(text));
  if (!decoded.success) throw changed(`\`${file}\` is no manifest of a pack`);
  return decoded.data;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const isInside = (path: string): boolean =>
  path
    .split("/")
    .every((part) => part !== "" && part !== "." && part !== ".." && !/[\\:]/.test(part));

async function hashOf(file: string, path: string): Promise<string> {
  try {
    return await hashFile(file);
  } catch (cause) {
    throw new AppError("inputMissing", `\`${path}\` is missing in the pack`, {
      cause,
      hint: "keep the folder together, or write the pack again with `scopewright report <plan>`",
    });
  }
}

const changed = (message: string): AppError =>
  new AppError("invalidInput", message, {
    hint: "what is rehearsed must be what is run: write the pack again with `scopewright report <plan>`, and sign scripts after the rehearsal",
  });
