import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync, existsSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";

const ROOT = join(import.meta.dirname, "..", "..");
const SKIPPED = new Set(["node_modules", ".git", "dist", "package-lock.json", "coverage"]);

function listFiles(folder: string): readonly string[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter(({ name }) => !SKIPPED.has(name))
    .flatMap((entry) => {
      const path = join(folder, entry.name);
      return entry.isDirectory() ? listFiles(path) : [path];
    });
}

describe("the project stands alone", () => {
  it("nothing names a folder outside of it", () => {
    const outside = [["..", "shared"].join("/"), ["", "work", ""].join("/")];
    const found = listFiles(ROOT).filter((file) => {
      const text = readFileSync(file, "latin1");
      return outside.some((path) => text.includes(path));
    });
    expect(found).toEqual([]);
  });

  it("templates print no raw HTML", () => {
    const raw = "{".repeat(3);
    const found = listFiles(join(ROOT, "templates")).filter((file) =>
      readFileSync(file, "utf8").includes(raw),
    );
    expect(found).toEqual([]);
  });

  it("the lock file names no registry host", () => {
    const lock = readFileSync(join(ROOT, "package-lock.json"), "utf8");
    expect(lock).not.toMatch(/"resolved": "https?:/);
  });

  it("the lock file names every optional binary: npm ci refuses a file that lacks one", () => {
    const { packages } = JSON.parse(readFileSync(join(ROOT, "package-lock.json"), "utf8")) as {
      packages: Record<string, { optionalDependencies?: Record<string, string> }>;
    };
    const paths = Object.keys(packages);
    const missing = Object.values(packages)
      .flatMap(({ optionalDependencies = {} }) => Object.keys(optionalDependencies))
      .filter((name) => !paths.some((path) => path.endsWith(`node_modules/${name}`)));
    expect(paths.length).toBeGreaterThan(200);
    expect(missing).toEqual([]);
  });

  it("every dependency says why it is there", () => {
    const text = readFileSync(join(ROOT, "package.json"), "utf8");
    const manifest = JSON.parse(text) as Record<string, Record<string, string>>;
    const all = { ...manifest["dependencies"], ...manifest["devDependencies"] };
    expect(Object.keys(manifest["dependencies-because"] ?? {}).toSorted()).toEqual(
      Object.keys(all).toSorted(),
    );
    expect(Object.values(all).filter((version) => !/^\d+\.\d+\.\d+$/.test(version))).toEqual([]);
  });

  it("the top level holds what it should and no more", () => {
    const allowed =
      /^(package(-lock)?\.json|tsconfig\.json|src|templates|fixtures|test|reports|README\.md|CHANGELOG\.md|LICENSE|knip\.json|vitest(\.engines|\.browser|\.thorough)?\.config\.ts|\..*)$/;
    const tracked = existsSync(join(ROOT, ".git"))
      ? execFileSync("git", ["ls-files"], { cwd: ROOT, encoding: "utf8" }).split("\n")
      : readdirSync(ROOT).filter((name) => !SKIPPED.has(name));
    const top = new Set(
      tracked.map((path) => path.split("/")[0] ?? "").filter((name) => name !== ""),
    );
    expect([...top].filter((name) => !allowed.test(name))).toEqual([]);
  });
});
