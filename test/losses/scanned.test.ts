import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { coverageOfManifest } from "../../src/cli/coverage-of-manifest.ts";
import { runCli } from "../../src/cli/run-cli.ts";
import { startEmulator } from "../../src/emulator/start-emulator.ts";
import { ABSENCES, doubtsOf, type AbsenceName } from "../../src/model/absences.ts";
import { writeTenant } from "../e2e/run-scopewright.ts";
import { FLAT_SECTIONS, PARENTED_SECTIONS } from "../generator/section-names.ts";
import type { TenantDescription } from "../generator/tenant-description.ts";
import { walkthrough } from "../generator/tenants/walkthrough.ts";
import { THOROUGH } from "../thorough.ts";
import { allOutputs, createIo } from "./all-outputs.ts";
import { readManifestOf } from "./lose-in-folder.ts";

const root = await mkdtemp(join(tmpdir(), "scanned-"));
afterAll(() => rm(root, { recursive: true, force: true }));

const NAMES = Object.keys(ABSENCES) as readonly AbsenceName[];
// The gate tries all, anyone else every eighteenth. Nobody can scan without the resources of the tenant; user names are asked for only where a filter names them.
const SECTIONS = [...FLAT_SECTIONS, ...PARENTED_SECTIONS]
  .filter((name) => name !== "graph/users")
  .filter((_, at) => THOROUGH || at % 18 === 0);

/** Scans an emulated tenant: the folder, and what the scan said on the console. */
async function scan(
  tenant: TenantDescription,
): Promise<{ readonly evidence: string; readonly said: string }> {
  const folder = await writeTenant(tenant);
  const evidence = join(await mkdtemp(join(root, "scan-")), "evidence");
  const emulator = await startEmulator({ folder });
  const { initialDomain } = (await readManifestOf(folder)).tenant;
  const { io, stdout, stderr } = createIo();
  try {
    await runCli(
      ["scan", "--tenant", initialDomain, "--emulator", emulator.url, "--out", evidence],
      io,
    );
  } finally {
    await emulator.close();
  }
  return { evidence, said: [...stdout, ...stderr].join("") };
}

/** What is said of a scanned tenant although a section that it rests on is not whole, by the scan's own manifest. */
async function saidAnyway(evidence: string): Promise<readonly string[]> {
  const coverage = coverageOfManifest(await readManifestOf(evidence));
  const resting = NAMES.filter((name) => doubtsOf(coverage, ABSENCES[name]).length > 0);
  const wanted = resting.filter((name) => {
    const isWholeMissing = ABSENCES[name].restsOn.some((section) =>
      coverage.some((entry) => entry.section === section && entry.rows === null),
    );
    return ABSENCES[name].about === "tenant" || isWholeMissing;
  });
  const outputs = await allOutputs(evidence, { app: "Phone Directory", mailbox: "", brief: true });
  return wanted.flatMap((name) =>
    [...outputs]
      .filter(([, text]) => text.includes(ABSENCES[name].text))
      .map(([place]) => `${name} in ${place}`),
  );
}

describe("a tenant that was scanned with rights that are not enough", () => {
  it.each(SECTIONS)(
    "%s refused: nothing is said not to exist that was not read, and the scan says what to do",
    { timeout: 60_000 },
    async (section) => {
      const unread = { ...walkthrough.unread, [section]: "denied" as const };
      const { evidence, said } = await scan({ ...walkthrough, unread });
      const coverage = coverageOfManifest(await readManifestOf(evidence));
      const entry = coverage.find((one) => one.section === section);
      expect(await saidAnyway(evidence)).toEqual([]);
      // What nobody had a reason to ask for was not refused.
      if (entry?.status !== "denied") return;
      expect(said).toContain(`not read: ${section}: denied`);
      expect(said).toContain("scan --resume reads again what is missing");
      expect(said).toContain(entry.needs);
    },
  );

  it("one group of which the members are refused is named, and so is the permission", async () => {
    const [group = ""] = walkthrough.groups.map(({ key }) => key);
    const unreadParents = { "exchange/groupMembers": { [group]: "denied" as const } };
    const { evidence, said } = await scan({ ...walkthrough, unreadParents });
    expect(said).toContain("exchange/groupMembers");
    expect(await saidAnyway(evidence)).toEqual([]);
  });
});
