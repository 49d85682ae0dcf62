import { mkdtemp, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { expect, it } from "vitest";
import { scriptFiles, writePackOf } from "./packs.ts";
import { ask, describeWithEngine } from "./run-engine.ts";

interface ParsedFile {
  readonly path: string;
  readonly errors: readonly string[];
  readonly commands: readonly string[];
}

const parseFiles = async (paths: readonly string[]): Promise<readonly ParsedFile[]> =>
  (await ask("parse-files", paths)) as readonly ParsedFile[];

describeWithEngine("PowerShell's own parser", () => {
  it.each(["contoso", "fabrikam"] as const)("takes every script of %s's pack", async (tenant) => {
    const files = await scriptFiles(await writePackOf(tenant));
    const parsed = await parseFiles(files);
    expect(parsed.map(({ path }) => path)).toStrictEqual(files);
    expect(parsed.length).toBeGreaterThan(100);
    for (const { path, errors, commands } of parsed) {
      expect(errors, path).toStrictEqual([]);
      expect(commands.length, path).toBeGreaterThan(0);
    }
  });

  it("notices a broken script", async () => {
    const file = join(await mkdtemp(join(tmpdir(), "scopewright-broken-")), "broken.ps1");
    await writeFile(file, "if ($true { 'x' }");
    const [parsed] = await parseFiles([file]);
    expect(basename(parsed?.path ?? "")).toBe("broken.ps1");
    expect(parsed?.errors[0]).toMatch(/^1: Unexpected token '\{'/);
  });
});
