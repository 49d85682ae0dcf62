import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative, sep } from "node:path";

/** One import of a source file, runtime or type-only, `import("…").T` included. */
export interface ImportOf {
  /** Relative to `src`, with `/`. */
  readonly from: string;
  /** Relative to `src` for own files; the bare specifier for packages. */
  readonly to: string;
  readonly isPackage: boolean;
}

const SOURCE = join(import.meta.dirname, "..", "..", "src");

/** Strings of import and export declarations, dynamic imports and inline type imports. */
const SPECIFIER = /(?:\bfrom\s*|\bimport\s*\(?\s*|\brequire\s*\(\s*)(["'])([^"'\n]+)\1/g;

export function listSourceFiles(): readonly string[] {
  return readdirSync(SOURCE, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith(".ts"))
    .map((entry) => relative(SOURCE, join(entry.parentPath, entry.name)).split(sep).join("/"))
    .toSorted((a, b) => (a < b ? -1 : 1));
}

export const readSource = (file: string): string => readFileSync(join(SOURCE, file), "utf8");

export function listImports(): readonly ImportOf[] {
  return listSourceFiles().flatMap((file) => importsOf(file, readSource(file)));
}

/** The imports of a text as if it stood in a file of `src`. */
export function importsOf(file: string, text: string): readonly ImportOf[] {
  const code = text.replace(/\/\*[\s\S]*?\*\//g, "").replace(/^\s*\/\/.*$/gm, "");
  return [...code.matchAll(SPECIFIER)].map(([, , specifier = ""]) => {
    if (!specifier.startsWith(".")) return { from: file, to: specifier, isPackage: true };
    const target = join(SOURCE, dirname(file), specifier);
    return { from: file, to: relative(SOURCE, target).split(sep).join("/"), isPackage: false };
  });
}
