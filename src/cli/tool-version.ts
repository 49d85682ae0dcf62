import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";

const packageSchema = z.object({ name: z.string(), version: z.string() });

/** Name and version of the installed tool, from its package.json. */
export async function readTool(
  packageFolder: string,
): Promise<{ readonly name: string; readonly version: string }> {
  const text = await readFile(join(packageFolder, "package.json"), "utf8");
  return packageSchema.parse(JSON.parse(text));
}
