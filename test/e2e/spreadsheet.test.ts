import { execFile } from "node:child_process";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { parse } from "csv-parse/sync";
import { beforeAll, describe, expect, it } from "vitest";
import { THOROUGH } from "../thorough.ts";
import { FIXTURES, runScopewright, workFolder } from "./run-scopewright.ts";

const run = promisify(execFile);

/** Commas, double quotes, UTF-8, from the first line on: what its dialog offers for such a file. */
const AS_CSV = "CSV:44,34,76,1";
const TO_CSV = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,false,false";

/** Empty = LibreOffice runs; else why it does not. */
const missing = THOROUGH
  ? await run("soffice", ["--version"]).then(
      () => "",
      (error: unknown) => String(error),
    )
  : "it takes half a minute: `npm run test:thorough` does it";
if (THOROUGH && missing !== "") {
  if (process.env["SCOPEWRIGHT_DEMAND_SPREADSHEET"] === "1")
    throw new Error(`no LibreOffice to test with: ${missing}`);
  process.stderr.write(`The CSV files are not opened in LibreOffice: ${missing}\n`);
}

describe.skipIf(missing !== "")("csv/ of fabrikam in LibreOffice", { timeout: 300_000 }, () => {
  let csv = "";
  let work = "";
  let files: readonly string[] = [];

  beforeAll(async () => {
    work = await workFolder();
    csv = join(work, "pack", "csv");
    await runScopewright(["audit", join(FIXTURES, "fabrikam"), "--out", join(work, "pack")]);
    files = (await readdir(csv)).filter((name) => name.endsWith(".csv"));
    await convert(TO_CSV, "csv");
    await convert("fods", "fods");
  }, 300_000);

  /** A profile of its own: another one that runs would take the work, and end at once. */
  const convert = (to: string, folder: string): Promise<unknown> =>
    run("soffice", [
      "--headless",
      `-env:UserInstallation=file://${join(work, "profile")}`,
      `--infilter=${AS_CSV}`,
      "--convert-to",
      to,
      "--outdir",
      join(work, folder),
      ...files.map((name) => join(csv, name)),
    ]);

  it("gives back the same cells", async () => {
    expect(files.length).toBeGreaterThan(9);
    for (const name of files) {
      const [ours, theirs] = await Promise.all(
        [csv, join(work, "csv")].map((folder) => readFile(join(folder, name), "utf8")),
      );
      expect(cellsOf(theirs ?? ""), name).toEqual(cellsOf(ours ?? ""));
    }
  });

  it("takes no cell for a formula", async () => {
    for (const name of files) {
      const sheet = await readFile(join(work, "fods", name.replace(/csv$/, "fods")), "utf8");
      expect(sheet, name).toContain("<table:table-cell");
      expect(sheet, name).not.toContain("table:formula");
    }
  });
});

/** It shows truth values in capitals, and knows one kind of line break within a cell. */
const cellsOf = (text: string): readonly (readonly string[])[] =>
  parse(text, { bom: true, relax_column_count: false }).map((row: readonly string[]) =>
    row.map((cell) =>
      cell.replace(/^(?:TRUE|FALSE)$/, (word) => word.toLowerCase()).replace(/\r\n?/g, "\n"),
    ),
  );
