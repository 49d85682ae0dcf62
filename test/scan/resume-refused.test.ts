import { cp, readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";

import { afterAll, beforeAll, describe, expect, it } from "vitest";

import { EVERY_SECTION } from "../../src/scan/asked-sections.ts";
import type { ScanOptions } from "../../src/scan/run-scan.ts";
import {
  CONTOSO,
  contosoWith,
  type EditableManifest,
  editManifest,
  hoursLater,
  interruptAfter,
  resume,
  STARTED,
} from "./support/resume-contoso.ts";
import { scanEmulator } from "./support/scan-emulator.ts";
import { removeTemporaryFolders, temporaryFolder } from "./support/seed-tenant.ts";

afterAll(removeTemporaryFolders);

describe("runScan: what is not resumed", () => {
  const options: Partial<ScanOptions> = {
    asked: { ...EVERY_SECTION, skip: ["graph/users"] },
  };

  let scanned: string;
  beforeAll(async () => {
    const tenant = await contosoWith({ "exchange/roles": "denied" });
    scanned = (await scanEmulator(tenant, options)).folder;
  });

  it.each<[string, (manifest: EditableManifest) => void, RegExp]>([
    ["tenant", (manifest) => void (manifest.tenant.id = crypto.randomUUID()), /its tenant is `/],
    [
      "cloud",
      (manifest) => void (manifest.cloud = "china"),
      /its cloud is `china`, now it is `worldwide`/,
    ],
    [
      "service",
      (manifest) => void (manifest.collector.mode = "live"),
      /its service is `live`, now it is `emulator`/,
    ],
    [
      "identity",
      (manifest) => void (manifest.collector.identity = "adele"),
      /its identity is `adele`, now it is `emulator`/,
    ],
    [
      "version",
      (manifest) => void (manifest.tool.version = "9.9.9"),
      /its version of the tool is `scopewright 9\.9\.9`/,
    ],
    [
      "options",
      (manifest) => void (manifest.scan = { startedAt: STARTED, asked: { only: ["graph/users"] } }),
      /its `--only` was `\["graph\/users"\]`, now it is not given; its `--skip` was not given, now it is `\["graph\/users"\]`/,
    ],
    [
      "day",
      (manifest) =>
        void (manifest.scan = {
          startedAt: "2026-11-22T09:59:59Z",
          asked: { skip: ["graph/users"] },
        }),
      /started at 2026-11-22T09:59:59Z, more than 24 hours ago/,
    ],
    ["unknown start", (manifest) => void delete manifest.scan, /does not say how it was asked for/],
  ])("a scan of another %s: nothing in the folder changes", async (_, edit, message) => {
    const folder = join(await temporaryFolder(), "evidence");
    await cp(scanned, folder, { recursive: true });
    await editManifest(folder, edit);
    const before = await readFile(join(folder, "manifest.json"), "utf8");
    await expect(resume(folder, options)).rejects.toMatchObject({
      code: "usage",
      message: expect.stringMatching(message) as string,
      hint: expect.stringContaining("--force") as string,
    });
    expect(await readFile(join(folder, "manifest.json"), "utf8")).toBe(before);
    expect(await readdir(folder)).not.toContain("manifest.json.partial");
  });

  it("an interrupted scan, after a day", async () => {
    const folder = await interruptAfter("exchange/roles");
    await expect(resume(folder, { now: hoursLater(24.01) })).rejects.toMatchObject({
      code: "usage",
      message: expect.stringContaining("sections of different days") as string,
    });
    expect((await resume(folder, { now: hoursLater(23.9) })).result.incomplete).toBe(false);
  });

  it("an interrupted scan of another tenant", async () => {
    const folder = await interruptAfter("exchange/roles");
    const northwind = join(CONTOSO, "../northwind");
    const other = resume(folder, { tenant: "northwind.onmicrosoft.com" }, northwind);
    await expect(other).rejects.toMatchObject({
      code: "usage",
      message: expect.stringContaining(
        "its tenant is `10000000-0000-4000-8000-0000000000c1`",
      ) as string,
    });
  });

  it("a folder with something else", async () => {
    const folder = await temporaryFolder();
    await writeFile(join(folder, "thesis.txt"), "years of work");
    await expect(resume(folder)).rejects.toMatchObject({ code: "cannotWrite" });
    expect(await readdir(folder)).toEqual(["thesis.txt"]);
  });

  it("an interrupted scan without being asked to: the hint says how", async () => {
    const folder = await interruptAfter("exchange/roles");
    await expect(scanEmulator(CONTOSO, { outFolder: folder })).rejects.toMatchObject({
      code: "cannotWrite",
      message: `\`${folder}\` holds a scan that did not finish`,
      hint: expect.stringContaining("--resume") as string,
    });
    const { result } = await scanEmulator(CONTOSO, { outFolder: folder, force: true });
    expect(result.sections.some(({ kept }) => kept)).toBe(false);
  });
});
