import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

const ROOT = join(import.meta.dirname, "../../templates");

/** Every file under `templates/`, by its path there. */
export function readTemplates(): ReadonlyMap<string, string> {
  const files = readdirSync(ROOT, { recursive: true, withFileTypes: true }).filter((entry) =>
    entry.isFile(),
  );
  return new Map(
    files.map(({ parentPath, name }) => {
      const path = join(parentPath, name);
      return [path.slice(ROOT.length + 1).replaceAll("\\", "/"), readFileSync(path, "utf8")];
    }),
  );
}
