import { readdir, readFile } from "node:fs/promises";
import { join, relative, sep } from "node:path";

/** By package folder: whoever writes several packs reads, and so compiles, the templates once. */
const loaded = new Map<string, ReadonlyMap<string, string>>();

/** Every template text by its path under `templates/`, with `/`; read once. */
export async function loadTemplates(packageFolder: string): Promise<ReadonlyMap<string, string>> {
  const templates = loaded.get(packageFolder) ?? (await readTemplates(packageFolder));
  loaded.set(packageFolder, templates);
  return templates;
}

async function readTemplates(packageFolder: string): Promise<ReadonlyMap<string, string>> {
  const root = join(packageFolder, "templates");
  const entries = await readdir(root, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile());
  const texts = await Promise.all(
    files.map(async (entry) => {
      const path = join(entry.parentPath, entry.name);
      const name = relative(root, path).split(sep).join("/");
      return [name, await readFile(path, "utf8")] as const;
    }),
  );
  return new Map(texts.toSorted(([a], [b]) => (a < b ? -1 : 1)));
}
