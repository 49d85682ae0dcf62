import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative, sep } from "node:path";

const TEST = import.meta.dirname;
const SWITCH = join(TEST, "thorough.ts");
/** They run in a suite of their own. */
const ELSEWHERE = /^test\/(?:powershell|browser)\//;

/** The test files that try more where they are told to be thorough: those that come to `thorough.ts` by their imports. */
export function listThoroughTests(): readonly string[] {
  const known = new Map<string, boolean>([[SWITCH, true]]);
  return readdirSync(TEST, { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".test.ts"))
    .filter((name) => comesToSwitch(join(TEST, name), known))
    .map((name) => relative(join(TEST, ".."), join(TEST, name)).split(sep).join("/"))
    .filter((name) => !ELSEWHERE.test(name))
    .toSorted();
}

function comesToSwitch(file: string, known: Map<string, boolean>): boolean {
  const before = known.get(file);
  if (before !== undefined) return before;
  // Whoever imports in a circle learns it from the others of it.
  known.set(file, false);
  const imports = [...readFileSync(file, "utf8").matchAll(/\bfrom "(\.[^"]+)"/g)];
  const comes = imports
    .map(([, specifier = ""]) => join(dirname(file), specifier))
    .filter((path) => path.startsWith(TEST) && existsSync(path))
    .some((path) => comesToSwitch(path, known));
  known.set(file, comes);
  return comes;
}
