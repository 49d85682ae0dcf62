import { appendFile, cp, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeEach, describe, expect, it } from "vitest";
import { checkPack } from "../../src/rehearsal/check-pack.ts";
import { copyAuditedFixture } from "../e2e/audited-fixture.ts";
import { CONTOSO, runLine } from "./write-contoso-pack.ts";

/** Nothing that runs: whoever comes as far as to look for an engine says so. */
const NO_ENGINE = { SCOPEWRIGHT_POWERSHELL: join(tmpdir(), "no-such-powershell") };

let pack: string;
beforeEach(async () => {
  pack = await copyAuditedFixture("contoso");
});

const rehearse = (...more: readonly string[]) =>
  runLine(["rehearse", pack, "--evidence", CONTOSO, ...more], NO_ENGINE);

async function firstScript(): Promise<string> {
  const files = await readdir(join(pack, "scripts"), { recursive: true });
  const script = files.toSorted().find((path) => path.endsWith("1-prepare.ps1"));
  return join(pack, "scripts", script ?? "");
}

describe("rehearse, before anything runs", () => {
  it("names the PowerShell that does not run, and what to install: exit code 69", async () => {
    const { exitCode, stderr, stdout } = await rehearse();
    expect(exitCode).toBe(69);
    expect(stderr).toMatch(/error: no PowerShell to rehearse with: SCOPEWRIGHT_POWERSHELL names/);
    expect(stderr).toContain("hint: install PowerShell 7.6");
    expect(stdout).toBe("");
    expect(await readdir(pack)).not.toContain("rehearsal.json");
  });

  it("refuses a script that is not the one that was written", async () => {
    await appendFile(await firstScript(), "\r\nRemove-ManagementScope 'x'\r\n");
    const { exitCode, stderr } = await rehearse();
    expect(exitCode).toBe(65);
    expect(stderr).toMatch(/error: `scripts\/.*1-prepare\.ps1` is not the file/);
  });

  it("refuses a pack that lacks a file, or is none", async () => {
    await rm(await firstScript());
    expect((await rehearse()).exitCode).toBe(66);
    await rm(join(pack, "manifest.json"));
    const { exitCode, stderr } = await rehearse();
    expect(exitCode).toBe(66);
    expect(stderr).toContain("there is no pack at");
  });

  it("refuses a manifest that points out of the pack", async () => {
    const file = join(pack, "manifest.json");
    const manifest = JSON.parse(await readFile(file, "utf8")) as { files: object };
    const files = { ...manifest.files, "../outside.ps1": "0".repeat(64) };
    await writeFile(file, JSON.stringify({ ...manifest, files }));
    await expect(checkPack(pack)).rejects.toThrow(/which is no path in it/);
  });

  it("takes a pack whose changes were approved, that was rehearsed, and whose scripts left results", async () => {
    await writeFile(join(pack, "scripts", "approvals.json"), "{}");
    await writeFile(join(pack, "rehearsal.json"), "{}");
    await writeFile(join(pack, "scripts", "results.json"), "{}");
    expect((await checkPack(pack)).scripts.length).toBeGreaterThan(50);
  });

  it("refuses evidence that the plan was not made from", async () => {
    const other = join(await mkdtemp(join(tmpdir(), "other-")), "evidence");
    await cp(CONTOSO, other, { recursive: true });
    await appendFile(join(other, "exchange", "managementScopes.ndjson"), "{}\n");
    const { exitCode, stderr } = await runLine(["rehearse", pack, "--evidence", other], NO_ENGINE);
    expect(exitCode).toBe(65);
    expect(stderr).toMatch(/error: `.*` is not the evidence of this pack/);
  });

  it("refuses decisions that the plan was not made with", async () => {
    const file = join(pack, "..", "decisions.json");
    const tenantId = "10000000-0000-4000-8000-0000000000c1";
    const apps = { "c0000000-0000-4000-8000-000000000005": { keep: ["Mail.Read"] } };
    await writeFile(file, JSON.stringify({ schemaVersion: 1, tenantId, apps }));
    const { exitCode, stderr } = await rehearse("--decisions", file);
    expect(exitCode).toBe(65);
    expect(stderr).toContain("gives another plan than the pack's");
  });

  it("does not know an app that the plan does not know, and says who may be meant", async () => {
    const { exitCode, stderr } = await rehearse("--app", "Two Team Archve");
    expect(exitCode).toBe(64);
    expect(stderr).toContain("did you mean `Two Team Archive`?");
  });
});
