import { rm, stat } from "node:fs/promises";
import { join } from "node:path";
import type { Faults } from "../../src/emulator/faults/faults.ts";
import { startEmulator } from "../../src/emulator/start-emulator.ts";
import { AppError } from "../../src/errors.ts";
import { runScan } from "../../src/scan/run-scan.ts";
import { createRandom } from "../generator/random.ts";
import { scanOptions } from "../scan/support/scan-emulator.ts";
import { askForParent } from "./ask-for-parent.ts";
import { countUnread, listShortfalls } from "./compare-content.ts";
import { type EvidenceContent, readContent } from "./evidence-content.ts";
import { drawTenant, tenantOf, writeTenant } from "./fault-tenants.ts";
import { randomFaults } from "./random-faults.ts";

export interface Scenario {
  readonly seed: number;
  readonly tenant: string;
  readonly faults: Faults;
}

/** The scenario of a seed. */
export function drawScenario(seed: number): Scenario {
  const random = createRandom(seed);
  return { seed, tenant: drawTenant(random), faults: randomFaults(seed, random) };
}

export interface ScenarioOutcome extends Scenario {
  /** How the scan ended; an error's code when nothing could be read. */
  readonly ended: string;
  /** Sections that say that they, or a part of them, were denied or failed. */
  readonly unread: number;
  /** Where the evidence says less than it seems to. */
  readonly shortfalls: readonly string[];
}

/** Tries scenarios in a work folder; each tenant is written, and scanned without faults, once. */
export function createScenarioTrial(
  work: string,
): (scenario: Scenario) => Promise<ScenarioOutcome> {
  const wholes = new Map<string, Promise<EvidenceContent>>();
  const scanWhole = async (tenant: string): Promise<EvidenceContent> => {
    await writeTenant(tenantOf(tenant), join(work, tenant));
    const out = join(work, `${tenant}-whole`);
    const ended = await scan(join(work, tenant), tenantOf(tenant).id, out, {});
    return ended === "read" ? await readContent(out) : new Map();
  };

  return async (scenario) => {
    const { seed, tenant, faults } = scenario;
    const whole = await (wholes.get(tenant) ?? remember(wholes, tenant, scanWhole(tenant)));
    const folder = join(work, tenant);
    const out = join(work, `taken-${seed}`);
    try {
      const description = tenantOf(tenant);
      const asked = seed % 2 === 0 ? description.id : `${description.domain}.onmicrosoft.com`;
      const ended = await scan(folder, asked, out, faults);
      if (ended !== "read") {
        return { ...scenario, ended, unread: 0, shortfalls: await complainOfFolder(out) };
      }
      const taken = await readContent(out);
      const shortfalls = await listShortfalls(whole, taken, askForParent(folder));
      return { ...scenario, ended, unread: countUnread(taken), shortfalls };
    } finally {
      await rm(out, { recursive: true, force: true });
    }
  };
}

function remember<T>(all: Map<string, Promise<T>>, key: string, value: Promise<T>): Promise<T> {
  all.set(key, value);
  return value;
}

/** @returns `read`, or the code of the error when nothing could be read */
async function scan(
  folder: string,
  tenant: string,
  outFolder: string,
  faults: Faults,
): Promise<string> {
  const emulator = await startEmulator({ folder, faults });
  try {
    await runScan({ ...scanOptions(outFolder), tenant, emulatorUrl: emulator.url });
    return "read";
  } catch (error) {
    if (error instanceof AppError && error.code !== "internal") return error.code;
    throw error;
  } finally {
    await emulator.close();
  }
}

/** After a scan that read nothing there is no folder that looks whole. */
async function complainOfFolder(out: string): Promise<readonly string[]> {
  const isThere = await stat(join(out, "manifest.json")).then(
    () => true,
    () => false,
  );
  return isThere ? ["nothing was read, and there is a manifest"] : [];
}
