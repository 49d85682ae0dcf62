import { readdirSync, statSync } from "node:fs";
import { join, sep } from "node:path";

const ROOT = join(import.meta.dirname, "..");
const SOURCE = join(ROOT, "src");
const BUILT = join(ROOT, "dist");

/** The build of this folder alone: another folder above it may be called the same. */
const BELOW_BUILT = new RegExp(
  `${BUILT.split(sep)
    .map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"))
    .join("[\\\\/]")}[\\\\/]`,
);

/** What this needs of a plugin of Vite; the types of its own are not installed. */
interface ResolvingPlugin {
  readonly name: string;
  readonly enforce: "pre";
  resolveId(
    source: string,
    importer: string | undefined,
  ): { readonly id: string; readonly external: true } | null;
}

/** Settings under which tests import the build, where it is that of the sources as they are. */
interface Shipped {
  readonly plugins: ResolvingPlugin[];
  readonly external: RegExp[];
}

/**
 * Tests import what is shipped: `../src/x.ts` of a test is `dist/x.js` if the build is younger than every source, and
 * else the source, so that nobody tests an old build. Node loads the build itself: no worker waits until seven hundred
 * sources were made JavaScript once more, and calls between files are plain calls.
 */
export function importWhatIsShipped(): Shipped {
  if (!isBuilt()) return { plugins: [], external: [] };
  const plugin: ResolvingPlugin = {
    name: "import-what-is-shipped",
    enforce: "pre",
    resolveId(source, importer) {
      if (importer === undefined || !source.startsWith(".")) return null;
      const file = join(importer, "..", source);
      if (!file.startsWith(SOURCE + sep)) return null;
      return { id: builtOf(file), external: true };
    },
  };
  return { plugins: [plugin], external: [BELOW_BUILT] };
}

const builtOf = (file: string): string =>
  join(BUILT, file.slice(SOURCE.length)).replace(/\.ts$/, ".js");

function isBuilt(): boolean {
  const sources = readdirSync(SOURCE, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith(".ts"))
    .map((entry) => join(entry.parentPath, entry.name));
  return sources.every((file) => {
    const built = statSync(builtOf(file), { throwIfNoEntry: false });
    return built !== undefined && built.mtimeMs > statSync(file).mtimeMs;
  });
}
