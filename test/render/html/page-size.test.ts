import { mkdtemp, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, it } from "vitest";
import { runCli } from "../../../src/cli/run-cli.ts";
import { evidenceFiles } from "../../generator/evidence-files.ts";
import { generateEvidence } from "../../generator/generate-evidence.ts";
import { manyApps } from "../../generator/tenants/many-apps.ts";
import { THOROUGH } from "../../thorough.ts";
import { createIo } from "../../losses/all-outputs.ts";
import { writeFiles } from "../../generator/write-files.ts";

const MOST_BYTES = 1_500_000;
/** More than the 150 from which on lists are cut shorter. */
const FEW = 160;
const MORE = 200;

const work = await mkdtemp(join(tmpdir(), "page-size-"));
afterAll(() => rm(work, { recursive: true, force: true }));

/** Bytes of the page of a tenant with that many apps, nearly all with steps and scripts. */
async function bytesOf(apps: number): Promise<number> {
  const folder = join(work, String(apps));
  const tenant = manyApps(apps);
  await writeFiles(join(folder, "evidence"), evidenceFiles(tenant, generateEvidence(tenant)));
  await runCli(["audit", join(folder, "evidence"), "--out", join(folder, "pack")], createIo().io);
  return (await stat(join(folder, "pack", "index.html"))).size;
}

/**
 * What an app more weighs, from two sizes, and what the page weighs without one: 500 apps are planned in a minute. Those
 * of the two sizes take half of it: the gate plans them.
 */
it.runIf(THOROUGH)("weighs less than 1.5 MB with 500 apps", { timeout: 240_000 }, async () => {
  const [few, more] = [await bytesOf(FEW), await bytesOf(MORE)];
  const ofOne = (more - few) / (MORE - FEW);
  expect(ofOne).toBeGreaterThan(500);
  expect(few + ofOne * (500 - FEW)).toBeLessThan(MOST_BYTES);
});
