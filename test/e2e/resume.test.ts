import { access } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Emulator, startEmulator } from "../../src/emulator/start-emulator.ts";
import { FIXTURES, runScopewright, workFolder, writeTenant } from "./run-scopewright.ts";
import { type EndedScan, scanThroughProxy } from "./scan-through-proxy.ts";
import { refusingTenant } from "./tenants.ts";
import { THOROUGH } from "../thorough.ts";

const TENANT = "contoso.onmicrosoft.com";

describe("a scan that is interrupted", () => {
  let emulator: Emulator;
  let folder: string;
  let interrupted: EndedScan;
  const again = (...options: readonly string[]) =>
    runScopewright(["scan", "--tenant", TENANT, "--emulator", emulator.url, ...options]);

  beforeAll(async () => {
    emulator = await startEmulator({ folder: join(FIXTURES, "contoso") });
    folder = join(await workFolder(), "evidence");
    const signalAt = { request: 40, signal: "SIGINT" } as const;
    const scan = { emulatorUrl: emulator.url, tenant: TENANT, folder };
    interrupted = await scanThroughProxy({ ...scan, signalAt });
  });

  afterAll(() => emulator.close());

  it("ends as the signal wants it, and says how to go on", () => {
    expect(interrupted).toMatchObject({ exitCode: null, signal: "SIGINT", stdout: "" });
    expect(interrupted.stderr).toBe(
      `interrupted: what was read is kept; go on within 24 hours with the same options, --out ${folder} and --resume\n`,
    );
  });

  it("is no evidence yet: the hint says how it becomes some", async () => {
    const ran = await runScopewright(["access", folder]);
    expect(ran.exitCode).toBe(65);
    expect(ran.stderr).toContain("did not finish");
    expect(ran.stderr).toMatch(/hint: .*scan --resume/);
  });

  it("is not overwritten", async () => {
    const ran = await again("--out", folder);
    expect(ran.exitCode).toBe(73);
    expect(ran.stderr).toMatch(/hint: .*--resume/);
  });

  it("is gone on with, and then has nothing left to do", async () => {
    const ran = await again("--out", folder, "--resume");
    expect(ran).toMatchObject({ exitCode: 0, stdout: `${folder}\n` });
    expect(ran.stderr).toMatch(/^going on with the scan of .*: 1\d sections are finished\n$/);
    const more = await again("--out", folder, "--resume");
    expect(more).toMatchObject({ exitCode: 0, stdout: `${folder}\n` });
    expect(more.stderr).toBe(`nothing to resume in \`${folder}\`: all of it was read\n`);
  });

  it.runIf(THOROUGH)("is gone on with by audit too", async () => {
    const evidence = join(await workFolder(), "evidence");
    const signalAt = { request: 40, signal: "SIGKILL" } as const;
    await scanThroughProxy({
      emulatorUrl: emulator.url,
      tenant: TENANT,
      folder: evidence,
      signalAt,
    });
    const pack = join(await workFolder(), "pack");
    const tenant = ["--tenant", TENANT, "--emulator", emulator.url];
    const folders = ["--evidence-out", evidence, "--out", pack];
    const ran = await runScopewright(["audit", ...tenant, ...folders, "--resume"]);
    expect(ran).toMatchObject({ exitCode: 3, stdout: `${pack}/index.html\n` });
    expect(ran.stderr).toMatch(/^going on with the scan of /);
    await access(join(evidence, "manifest.json"));
  });
});

describe("--resume", () => {
  it.each([
    [["scan", "--tenant", TENANT, "--resume"], "name the folder with --out"],
    [["scan", "--tenant", TENANT, "--out", "x", "--resume", "--force"], "give one of them"],
    [["audit", "--tenant", TENANT, "--resume"], "name the folder with --evidence-out"],
    [["audit", join(FIXTURES, "northwind"), "--resume"], "--resume goes on with a scan"],
  ])("is refused in %j", async (args, words) => {
    const ran = await runScopewright(args);
    expect(ran).toMatchObject({ exitCode: 64, stdout: "" });
    expect(ran.stderr).toContain(words);
  });

  it("leaves nothing of a first try in which every section is refused", async () => {
    const emulator = await startEmulator({ folder: await writeTenant(refusingTenant) });
    const out = join(await workFolder(), "evidence");
    const tenant = ["--tenant", refusingTenant.id, "--emulator", emulator.url];
    const ran = await runScopewright(["scan", ...tenant, "--out", out, "--resume"]);
    await emulator.close();
    expect(ran.exitCode).toBe(77);
    await expect(access(out)).rejects.toThrow("ENOENT");
  });
});
