import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { fabrikamPartial } from "../generator/tenants/fabrikam/fabrikam-partial.ts";
import { fabrikam } from "../generator/tenants/fabrikam/fabrikam.ts";
import { compareFolder } from "../properties/compare-emulated.ts";
import { startEmulator } from "../../src/emulator/start-emulator.ts";
import { THOROUGH } from "../thorough.ts";
import { FIXTURES, runScopewright, workFolder } from "./run-scopewright.ts";

/** A plan without what may differ: when and by whom the evidence was taken, and how a section's trouble was worded. */
async function comparablePlan(folder: string): Promise<unknown> {
  const text = await readFile(join(folder, "plan.json"), "utf8");
  return JSON.parse(text, (key, value: unknown) =>
    ["collectedAt", "collector", "message"].includes(key) ? undefined : value,
  );
}

/** The gate scans all of them; anyone else has contoso scanned by the demo and by the tests of scans. */
const SCANNED = ["wildcard", "contoso", "walkthrough", "northwind", "tailspin"].slice(
  0,
  THOROUGH ? undefined : 1,
);
const LONG = { timeout: 180_000 };

describe("an emulated tenant is the tenant of its evidence", () => {
  it.each(SCANNED)("%s: a scan gives the same plan as the folder", async (fixture) => {
    const folder = join(FIXTURES, fixture);
    const manifest = JSON.parse(await readFile(join(folder, "manifest.json"), "utf8")) as {
      tenant: { initialDomain: string };
    };
    const work = await workFolder();
    const emulator = await startEmulator({ folder });
    const scanned = await runScopewright([
      "audit",
      `--tenant=${manifest.tenant.initialDomain}`,
      `--emulator=${emulator.url}`,
      `--evidence-out=${join(work, "evidence")}`,
      `--out=${join(work, "scanned")}`,
    ]);
    await emulator.close();
    const read = await runScopewright(["audit", folder, "--out", join(work, "read")]);
    expect(scanned.exitCode).toBe(read.exitCode);
    expect(await comparablePlan(join(work, "scanned"))).toEqual(
      await comparablePlan(join(work, "read")),
    );
  });

  it.runIf(THOROUGH)("fabrikam: a scan gives the same plan as the folder", LONG, async () => {
    const { read, scanned } = await compareFolder(join(FIXTURES, "fabrikam"), fabrikam.id);
    expect(scanned).toBe(read);
    expect(read).toContain("Remove-Mailbox");
  });

  // Through the command, a service that fails for good is waited for: a minute that shows nothing.
  it.runIf(THOROUGH)(
    "fabrikam-partial: what was refused, failed or not found is so in the scan as well",
    LONG,
    async () => {
      const { id } = fabrikamPartial;
      const { read, scanned } = await compareFolder(join(FIXTURES, "fabrikam-partial"), id);
      expect(scanned).toBe(read);
      expect(read).toContain('"status": "denied"');
      expect(read).toContain('"status": "failed"');
      expect(read).toContain('"status": "notFound"');
    },
  );
});
