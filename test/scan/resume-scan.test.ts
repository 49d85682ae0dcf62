import { cp, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";

import { afterAll, beforeAll, describe, expect, it } from "vitest";

import { hashSnapshot } from "../../src/evidence/hash-snapshot.ts";
import { readEvidence } from "../../src/evidence/read-evidence.ts";
import { SECTION_NAMES } from "../../src/model/sections.ts";
import { EVERY_SECTION } from "../../src/scan/asked-sections.ts";
import { THOROUGH } from "../thorough.ts";
import {
  bytesOf,
  CONTOSO,
  contosoWith,
  hoursLater,
  interruptAfter,
  resume,
  STARTED,
} from "./support/resume-contoso.ts";
import { scanEmulator } from "./support/scan-emulator.ts";
import {
  readBack,
  removeTemporaryFolders,
  statusesOf,
  temporaryFolder,
} from "./support/seed-tenant.ts";

afterAll(removeTemporaryFolders);

/** Several scans for each: the gate tries all, anyone else the longest. */
const CUT = (
  ["exchange/recipients", "exchange/groupMembers", "graph/appRoleAssignedTo"] as const
).slice(0, THOROUGH ? undefined : 1);

let scanned: string;
let whole: Readonly<Record<string, string>>;

beforeAll(async () => {
  scanned = (await scanEmulator(CONTOSO)).folder;
  whole = await bytesOf(scanned);
});

/** The evidence of a scan that read all: a copy, to do with as a test likes. */
async function wholeScan(): Promise<string> {
  const folder = join(await temporaryFolder(), "evidence");
  await cp(scanned, folder, { recursive: true });
  return folder;
}

describe("runScan: a scan that is resumed", () => {
  it("keeps what was finished, shows it as kept, and reads the rest", async () => {
    const folder = await interruptAfter("exchange/groupMembers");
    const { result, progress, asked, messages } = await resume(folder, { now: hoursLater(1) });
    expect(await bytesOf(folder)).toEqual(whole);
    expect(result.incomplete).toBe(false);
    const kept = progress.filter(({ state }) => state === "kept");
    expect(kept.find(({ section }) => section === "exchange/recipients")).toEqual({
      section: "exchange/recipients",
      state: "kept",
      rows: 100,
      requests: 0,
      throttled: 0,
    });
    expect(kept.length).toBeGreaterThan(12);
    expect(kept.some(({ section }) => asked.has(section))).toBe(false);
    expect(kept.length + asked.size).toBe(result.sections.length);
    expect(messages).toEqual([
      expect.stringMatching(
        /^going on with the scan of 2026-11-23T10:00.*: \d+ sections are finished$/,
      ),
    ]);
  });

  it("counts dates from the first try, whatever the second one's clock says", async () => {
    const folder = await interruptAfter("exchange/roles");
    const { folder: other } = await resume(folder, { now: hoursLater(20) });
    const { manifest } = await readBack(other);
    const seed = await readEvidence(CONTOSO);
    expect(Date.parse(manifest.collectedAt)).toBe(Date.parse(seed.collectedAt));
    expect(manifest.scan).toEqual({ startedAt: STARTED, asked: {} });
    expect(manifest.sections["exchange/roles"]?.startedAt).toBe(STARTED);
    expect(manifest.sections["graph/groups"]?.startedAt).toBe("2026-11-24T06:00:00.000Z");
  });

  it.each(CUT)(
    "reads %s again where its file was cut, and keeps what the same rows led to",
    async (name) => {
      const folder = await interruptAfter("graph/applications");
      const path = join(folder, `${name}.ndjson`);
      await writeFile(path, (await readFile(path, "utf8")).slice(0, -40));
      const { asked, progress } = await resume(folder);
      expect(asked.has(name)).toBe(true);
      expect(await bytesOf(folder)).toEqual(whole);
      const kept = progress.filter(({ state }) => state === "kept").map(({ section }) => section);
      expect(kept).toContain("exchange/scopeMembers");
      expect(kept).toContain("graph/servicePrincipals");
    },
  );

  it("asks for what the first try was told to ask for", async () => {
    const asked = { ...EVERY_SECTION, skip: ["exchange/roles"] } as const;
    const { folder: uninterrupted } = await scanEmulator(CONTOSO, { asked });
    const folder = await interruptAfter("exchange/recipients", { asked });
    await resume(folder, { asked });
    expect(await bytesOf(folder)).toEqual(await bytesOf(uninterrupted));
    const statuses = statusesOf(await readBack(folder));
    expect(statuses).toEqual(statusesOf(await readBack(uninterrupted)));
    expect(statuses["exchange/roles"]).toBe("notAsked");
    expect((await resume(folder, { asked })).asked.size).toBe(0);
  });

  it("starts from the beginning where nothing is there, and says so", async () => {
    const folder = join(await temporaryFolder(), "evidence");
    const { messages } = await resume(folder);
    expect(messages).toEqual([`nothing to resume in \`${folder}\`: reading from the start`]);
    expect(await bytesOf(folder)).toEqual(whole);
  });

  it("does nothing, without signing in, where all was read", async () => {
    const folder = await wholeScan();
    const before = await stat(join(folder, "manifest.json"));
    const { messages, requests, result } = await resume(folder, { now: hoursLater(100) });
    expect(messages).toEqual([`nothing to resume in \`${folder}\`: all of it was read`]);
    expect(requests.filter(({ path }) => !path.includes("openid-configuration"))).toEqual([]);
    expect(result).toMatchObject({ incomplete: false, unread: [] });
    expect((await stat(join(folder, "manifest.json"))).mtimeMs).toBe(before.mtimeMs);
  });

  it("reads a section of complete evidence again whose file is gone", async () => {
    const folder = await wholeScan();
    await rm(join(folder, "exchange/roles.ndjson"));
    const { asked } = await resume(folder);
    expect([...asked]).toEqual(["exchange/roles"]);
    expect(await bytesOf(folder)).toEqual(whole);
  });
});

/** Two scans for each section: the gate tries all, anyone else every eighteenth. */
const REFUSED = SECTION_NAMES.filter((name) => name !== "graph/users").filter(
  (_, at) => THOROUGH || at % 18 === 0,
);

describe("runScan: once rights were granted", () => {
  let hash: string;

  beforeAll(async () => {
    hash = hashSnapshot(await readEvidence(scanned));
  });

  it.each(REFUSED)("%s: what was refused is read, and so is what it leads to", async (name) => {
    const { folder } = await scanEmulator(await contosoWith({ [name]: "denied" }));
    const { result } = await resume(folder);
    expect(result.incomplete).toBe(false);
    expect(await bytesOf(folder)).toEqual(whole);
    expect(hashSnapshot(await readEvidence(folder))).toBe(hash);
  });

  it("asks for those alone", async () => {
    const refused = await contosoWith({ "graph/administrativeUnits": "denied" });
    const { folder } = await scanEmulator(refused);
    const { asked } = await resume(folder);
    expect([...asked].toSorted()).toEqual([
      "graph/administrativeUnitMembers",
      "graph/administrativeUnits",
    ]);
  });

  it("stays complete, with its gaps, where they are refused again", async () => {
    const refused = await contosoWith({ "exchange/roles": "denied" });
    const { folder } = await scanEmulator(refused);
    const before = statusesOf(await readBack(folder));
    const { result } = await resume(folder, {}, refused);
    expect(result.unread.map(({ section }) => section)).toContain("exchange/roles");
    expect(statusesOf(await readBack(folder))).toEqual(before);
  });
});

describe("runScan: a try that reads nothing", () => {
  const nothingAnswers = { throttleEvery: 1, retryAfterSeconds: 400 };

  it("leaves no evidence where it was to be replaced", async () => {
    const folder = await wholeScan();
    await writeFile(join(folder, "notes.txt"), "mine");
    const scan = scanEmulator(CONTOSO, { outFolder: folder, force: true }, nothingAnswers);
    await expect(scan).rejects.toMatchObject({ code: "throttled" });
    const files = await readdir(folder, { recursive: true });
    expect(files.toSorted()).toEqual(["exchange", "graph", "notes.txt"]);
  });

  it("loses nothing of an earlier one, and leaves nothing that looks whole", async () => {
    const folder = await interruptAfter("exchange/recipients");
    const before = await bytesOf(folder);
    const scan = scanEmulator(CONTOSO, { outFolder: folder, resume: true }, nothingAnswers);
    await expect(scan).rejects.toMatchObject({
      code: "throttled",
      hint: expect.stringContaining("go on with --resume") as string,
    });
    await expect(readBack(folder)).rejects.toThrow("did not finish");
    expect(await bytesOf(folder)).toEqual(before);
    await resume(folder);
    expect(hashSnapshot(await readEvidence(folder))).toBe(
      hashSnapshot(await readEvidence(CONTOSO)),
    );
  });
});
