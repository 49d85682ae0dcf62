import { readdir, readFile } from "node:fs/promises";
import { join, relative } from "node:path";
import { describe, expect, it } from "vitest";
import { auditFixture } from "./audited-fixture.ts";
import { FIXTURES, ROOT, runScopewright, workFolder } from "./run-scopewright.ts";

async function readFolder(folder: string): Promise<ReadonlyMap<string, string>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
  const texts = await Promise.all(
    files.map(async (file) => [relative(folder, file), await readFile(file, "utf8")] as const),
  );
  return new Map(texts.toSorted(([a], [b]) => (a < b ? -1 : 1)));
}

describe("reports/sample", () => {
  it("is what `npm run sample` makes of contoso today", async () => {
    const { pack } = await auditFixture("contoso");
    const [fresh, kept] = await Promise.all([
      readFolder(pack),
      readFolder(join(ROOT, "reports", "sample")),
    ]);
    expect([...kept.keys()]).toEqual([...fresh.keys()]);
    const stale = [...fresh]
      .filter(([path, text]) => kept.get(path) !== text)
      .map(([path]) => path);
    expect(stale, "run `npm run sample`").toEqual([]);
  });

  it("says each wait once in a script, however many steps count from it", async () => {
    const kept = await readFolder(join(ROOT, "reports", "sample", "scripts"));
    const waitsOf = (text: string): readonly string[] => text.match(/^Assert-SwWaited .*$/gm) ?? [];
    const scripts = [...kept].map(([path, text]) => ({ path, waits: waitsOf(text) }));
    expect(Math.max(...scripts.map(({ waits }) => waits.length))).toBeGreaterThan(4);
    const repeated = scripts.filter(({ waits }) => new Set(waits).size < waits.length);
    expect(repeated.map(({ path }) => path)).toEqual([]);
  });

  it("two runs over one evidence folder give the same bytes", async () => {
    const work = await workFolder();
    const fixture = join(FIXTURES, "wildcard");
    await runScopewright(["audit", fixture, "--out", join(work, "a")]);
    await runScopewright(["audit", fixture, "--out", join(work, "b")]);
    expect(await readFolder(join(work, "a"))).toEqual(await readFolder(join(work, "b")));
  });
});
