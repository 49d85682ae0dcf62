import { chmod, mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";

import { findBrowser } from "../../src/cli/find-browser.ts";
import { assertPdfIsFree, printPdf } from "../../src/cli/print-pdf.ts";

const folder = await mkdtemp(join(tmpdir(), "print-test-"));
afterAll(() => rm(folder, { recursive: true, force: true }));

async function program(name: string): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, "");
  await chmod(path, 0o755);
  return path;
}

describe("findBrowser", () => {
  it("takes the one that is named, and never another in its place", async () => {
    const path = await program("my-browser");
    expect(await findBrowser({ SCOPEWRIGHT_BROWSER: path })).toEqual({ path });
    await program("chromium");
    const named = join(folder, "not-there");
    expect(await findBrowser({ SCOPEWRIGHT_BROWSER: named, PATH: folder })).toEqual({
      missing: `SCOPEWRIGHT_BROWSER names \`${named}\`, which cannot be run`,
    });
  });

  it("takes the first on the PATH that can be run", async () => {
    const [chromium, edge] = [await program("chromium"), await program("microsoft-edge")];
    const PATH = `/nowhere:${folder}`;
    expect(await findBrowser({ PATH })).toEqual({ path: chromium });
    await chmod(chromium, 0o644);
    expect(await findBrowser({ PATH })).toEqual({ path: edge });
  });
});

describe("printPdf", () => {
  it("says that the browser did not print, and leaves neither a file nor a folder", async () => {
    const before = await leftovers();
    const printing = printPdf({
      page: "index.html",
      pdf: join(folder, "report.pdf"),
      mode: "full",
      // A program that knows none of the options.
      browser: process.execPath,
    });
    await expect(printing).rejects.toMatchObject({
      code: "cannotWrite",
      message: `\`${process.execPath}\` did not print: it ended with 9`,
    });
    expect(await readdir(folder)).not.toContain("report.pdf");
    expect(await leftovers()).toEqual(before);
  });

  it("replaces a file only when told to", async () => {
    const path = join(folder, "board.pdf");
    await assertPdfIsFree(path, false);
    await writeFile(path, "");
    await expect(assertPdfIsFree(path, false)).rejects.toMatchObject({ code: "cannotWrite" });
    await assertPdfIsFree(path, true);
  });
});

const leftovers = async (): Promise<readonly string[]> =>
  (await readdir(tmpdir())).filter((name) => name.startsWith("scopewright-print-"));
