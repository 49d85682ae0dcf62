import { rm } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Emulator, startEmulator } from "../../src/emulator/start-emulator.ts";
import { mapInOrder } from "../../src/scan/map-in-order.ts";
import { THOROUGH } from "../thorough.ts";
import { readTool } from "../../src/cli/tool-version.ts";
import { runScan } from "../../src/scan/run-scan.ts";
import { scanOptions } from "../scan/support/scan-emulator.ts";
import { FIXTURES, ROOT, workFolder } from "./run-scopewright.ts";
import { scanThroughProxy } from "./scan-through-proxy.ts";
import {
  readFinishedFiles,
  readIdentities,
  readScannedFolder,
  type ScannedFolder,
} from "./scanned-folder.ts";

/** As many scans at once as a small machine can run. */
const AT_ONCE = 2;
const LONG_MS = 30 * 60_000;
/** The gate tries every request; anyone else every fiftieth, which takes seconds instead of minutes. */
const EVERY = THOROUGH ? 1 : 50;
const TENANT = "contoso.onmicrosoft.com";

interface Interrupted {
  /** The requests of each try at which it was killed; the try after the last one goes on to the end. */
  readonly killedAt: readonly number[];
  readonly result: ScannedFolder;
  /** Sections that the last try found finished. */
  readonly kept: number;
}

/** Goes on with a scan to its end. */
type GoOn = (emulatorUrl: string, folder: string) => Promise<void>;

/** As a process of its own, like those that were killed. */
const goOnAsProcess: GoOn = async (emulatorUrl, folder) => {
  const options = ["--resume"];
  const ended = await scanThroughProxy({ emulatorUrl, tenant: TENANT, folder, options });
  expect(ended).toMatchObject({ exitCode: 0, stdout: `${folder}\n` });
};

/** Here: no process has to start, and so every request can have its turn. */
const goOnHere: GoOn = async (emulatorUrl, folder) => {
  const options = { ...scanOptions(folder), now: () => new Date(), tenant: TENANT };
  const tool = await readTool(ROOT);
  const result = await runScan({ ...options, tool, emulatorUrl, resume: true });
  expect(result.incomplete).toBe(false);
};

/** Kills a scan, goes on with it, kills it again… and lets the last try end. */
async function interruptScan(
  emulatorUrl: string,
  killedAt: readonly number[],
  goOn: GoOn,
): Promise<Interrupted> {
  const folder = join(await workFolder(), "evidence");
  const scan = { emulatorUrl, tenant: TENANT, folder };
  for (const [index, request] of killedAt.entries()) {
    const options = index === 0 ? [] : ["--resume"];
    const signalAt = { request, signal: "SIGKILL" } as const;
    const killed = await scanThroughProxy({ ...scan, options, signalAt });
    // A scan that needs fewer requests than that has ended by itself.
    if (killed.signal !== "SIGKILL") expect(killed).toMatchObject({ exitCode: 0 });
  }
  const finished = await readFinishedFiles(folder);
  await goOn(emulatorUrl, folder);
  const files = Object.keys(finished);
  expect(await readIdentities(folder, files), `killed at ${killedAt.join()}`).toEqual(finished);
  const result = await readScannedFolder(folder);
  await rm(folder, { recursive: true });
  return { killedAt, result, kept: files.length };
}

async function interruptAll(
  emulatorUrl: string,
  kills: readonly (readonly number[])[],
  goOn: GoOn,
): Promise<readonly Interrupted[]> {
  const ends: Interrupted[] = [];
  for await (const end of mapInOrder(
    kills,
    () => AT_ONCE,
    (at) => interruptScan(emulatorUrl, at, goOn),
  )) {
    if (!end.ok) throw end.error;
    ends.push(end.value);
  }
  return ends;
}

describe("a scan that is killed", () => {
  let emulator: Emulator;
  let whole: ScannedFolder;
  let requests: number;

  beforeAll(async () => {
    emulator = await startEmulator({ folder: join(FIXTURES, "contoso") });
    const folder = join(await workFolder(), "evidence");
    const scan = { emulatorUrl: emulator.url, tenant: TENANT, folder };
    const ended = await scanThroughProxy(scan);
    expect(ended).toMatchObject({ exitCode: 0 });
    requests = ended.requests;
    whole = await readScannedFolder(folder);
  });

  afterAll(() => emulator.close());

  it(
    "at any request is gone on with to the same evidence, and nothing that was finished is read again",
    async () => {
      expect(requests).toBeGreaterThan(60);
      expect(Object.keys(whole.files).length).toBeGreaterThan(20);
      const tried = Math.ceil(requests / EVERY);
      const kills = Array.from({ length: tried }, (_, index) => [index * EVERY + 1]);
      const ends = await interruptAll(emulator.url, kills, goOnHere);
      for (const { result, killedAt } of ends) {
        expect(result, `killed at request ${killedAt.join()}`).toEqual(whole);
      }
      expect(ends[0]?.kept).toBe(0);
      expect(Math.max(...ends.map(({ kept }) => kept))).toBeGreaterThan(18);
    },
    LONG_MS,
  );

  it.runIf(THOROUGH)(
    "twice, and three times, likewise",
    async () => {
      const kills = [
        [1, 1],
        [31, 5, 9],
        [9, 3],
        [20, 12],
        [47, 20],
        [60, 2, 2],
        [75, 7],
      ];
      for (const { result, killedAt } of await interruptAll(emulator.url, kills, goOnAsProcess)) {
        expect(result, `killed at requests ${killedAt.join()}`).toEqual(whole);
      }
    },
    LONG_MS,
  );

  it.runIf(THOROUGH)(
    "while the service throttles, likewise",
    async () => {
      const faults = { throttleEvery: 5, retryAfterSeconds: 0 };
      const busy = await startEmulator({ folder: join(FIXTURES, "contoso"), faults });
      try {
        const kills = [[44, 10], [13], [71]];
        for (const { result, killedAt } of await interruptAll(busy.url, kills, goOnAsProcess)) {
          expect(result, `killed at requests ${killedAt.join()}`).toEqual(whole);
        }
      } finally {
        await busy.close();
      }
    },
    LONG_MS,
  );
});
