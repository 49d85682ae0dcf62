import { readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, inject, it } from "vitest";
import { FIXTURES, runScopewright, workFolder } from "../e2e/run-scopewright.ts";

const found = inject("browser");

describe.skipIf("missing" in found)("report --pdf", () => {
  it("prints the summary, or every app's page as well, and replaces neither unasked", async () => {
    const env = { SCOPEWRIGHT_BROWSER: "path" in found ? found.path : "" };
    const folder = await workFolder();
    const [pack, pdf] = [join(folder, "pack"), join(folder, "board.pdf")];
    await runScopewright(["audit", join(FIXTURES, "contoso"), "--out", pack]);
    const print = (...more: string[]) =>
      runScopewright(["report", pack, "--force", "--pdf", pdf, ...more], { env });

    const summary = await print("--pdf-mode", "summary");
    expect(summary).toMatchObject({ exitCode: 3, stdout: `${pack}/index.html\n${pdf}\n` });
    const short = await countPages(pdf);
    expect(short).toBeGreaterThan(3);
    expect(short).toBeLessThan(20);
    await print();
    // At least two pages for each of 27 apps.
    expect(await countPages(pdf)).toBeGreaterThan(short + 54);

    const unasked = await runScopewright(
      ["report", pack, "--out", join(folder, "other"), "--pdf", pdf],
      { env },
    );
    expect(unasked.exitCode).toBe(73);
    expect(unasked.stderr).toContain("board.pdf` exists");
    await rm(folder, { recursive: true });
  });
});

async function countPages(path: string): Promise<number> {
  const pdf = (await readFile(path)).toString("latin1");
  expect(pdf.startsWith("%PDF-")).toBe(true);
  return pdf.match(/\/Type\s*\/Page\b/g)?.length ?? 0;
}
