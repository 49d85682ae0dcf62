import { cp, mkdir, readFile, rm, truncate, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { startEmulator } from "../../src/emulator/start-emulator.ts";
import { runCli } from "../../src/cli/run-cli.ts";
import { FIXTURES, runScopewright, workFolder, writeTenant } from "./run-scopewright.ts";
import { readyTenant, refusingTenant } from "./tenants.ts";

const contoso = join(FIXTURES, "contoso");
const northwind = join(FIXTURES, "northwind");

describe("exit codes", () => {
  it("0: a tenant without legacy", async () => {
    const ran = await runScopewright(["access", northwind]);
    expect(ran.exitCode).toBe(0);
    expect(ran.stdout).toContain("no app reaches a mailbox");
    expect(ran.stdout).toContain(
      "no Application Access Policy and no impersonation assignment was found",
    );
  });

  it("2: there is something to change, with --detailed-exitcode alone", async () => {
    const evidence = await writeTenant(readyTenant);
    const out = join(await workFolder(), "plan");
    const first = await runScopewright(["plan", evidence, "--out", out]);
    expect(first).toMatchObject({ exitCode: 0, stdout: `${out}/plan.json\n` });
    const again = ["plan", evidence, "--out", out, "--force", "--detailed-exitcode"];
    expect((await runScopewright(again)).exitCode).toBe(2);
  });

  it("3: an app is blocked", async () => {
    const out = join(await workFolder(), "plan");
    const ran = await runScopewright(["plan", contoso, "--out", out]);
    expect(ran.exitCode).toBe(3);
    expect(ran.stderr).toContain("1 blocked");
  });

  it("3: a tampered section is failed, named, and nothing else is lost", async () => {
    const evidence = join(await workFolder(), "evidence");
    await cp(contoso, evidence, { recursive: true });
    const file = join(evidence, "exchange", "applicationAccessPolicies.ndjson");
    const text = await readFile(file, "utf8");
    await writeFile(file, text.replace("RestrictAccess", "DenyAccess"));
    const ran = await runScopewright(["access", evidence, "--json"]);
    expect(ran.exitCode).toBe(3);
    expect(ran.stderr).toContain("not read: exchange/applicationAccessPolicies: failed");
    expect(ran.stderr).toContain("sha256");
    expect(ran.stdout.split("\n").length).toBeGreaterThan(20);
  });

  it("3: a section was left out: the scan is done, what is made of it is incomplete", async () => {
    const emulator = await startEmulator({ folder: northwind });
    const out = join(await workFolder(), "evidence");
    const tenant = ["--tenant", "northwind.onmicrosoft.com", "--emulator", emulator.url];
    const skip = ["--skip", "recipients,graph/groups", "--out", out];
    const scan = await runScopewright(["scan", ...tenant, ...skip]);
    await emulator.close();
    expect(scan).toMatchObject({ exitCode: 0, stdout: `${out}\n` });
    expect(scan.stderr).toContain(
      "not asked: exchange/recipients, graph/groups: left out by --skip\n",
    );
    expect(scan.stderr).toMatch(
      /not asked: exchange\/policyChecks, exchange\/groupMembers, exchange\/dynamicGroups: nobody was asked: it builds on/,
    );
    const access = await runScopewright(["access", out]);
    expect(access.exitCode).toBe(3);
    expect(access.stderr).toContain(
      "not asked: exchange/recipients, graph/groups: left out by --skip\n",
    );
    const plan = await runScopewright(["plan", out, "--out", join(await workFolder(), "plan")]);
    expect(plan.exitCode).toBe(3);
  });

  it("64: a section that nobody knows, or that cannot be read without one that is left out", async () => {
    const scan = ["scan", "--tenant", "northwind.onmicrosoft.com"];
    const unknown = await runScopewright([...scan, "--include", "signIns"]);
    expect(unknown).toMatchObject({ exitCode: 64, stdout: "" });
    expect(unknown.stderr).toContain("--include `signIns` is no section of evidence");
    expect(unknown.stderr).toContain("did you mean `signInActivities`?");
    const fence = ["--include", "mailboxPermissions", "--skip", "recipients"];
    const ran = await runScopewright([...scan, "--emulator", "http://127.0.0.1:9", ...fence]);
    expect(ran.exitCode).toBe(64);
    expect(ran.stderr).toContain("`exchange/mailboxPermissions` cannot be read");
  });

  it("64: no command, an unknown flag, no tenant, an unknown app", async () => {
    const nothing = await runScopewright([]);
    expect(nothing).toMatchObject({ exitCode: 64, stdout: "" });
    expect(nothing.stderr).toContain("name a command");
    expect((await runScopewright(["plan", contoso, "--outt", "x"])).exitCode).toBe(64);
    const tenantless = await runScopewright(["scan"]);
    expect(tenantless.exitCode).toBe(64);
    expect(tenantless.stderr).toContain("--tenant");
    const app = await runScopewright(["access", contoso, "--app", "Sales Mail"]);
    expect(app.exitCode).toBe(64);
    expect(app.stderr).toContain("no app `Sales Mail`");
    expect(app.stderr).toContain("did you mean `Sales Mail Reader`");
  });

  it("64: another tenant than the emulated one", async () => {
    const emulator = await startEmulator({ folder: northwind });
    const out = join(await workFolder(), "evidence");
    const args = ["scan", "--tenant", "adatum.onmicrosoft.com", "--emulator", emulator.url];
    const ran = await runScopewright([...args, "--out", out]);
    await emulator.close();
    expect(ran.exitCode).toBe(64);
    expect(ran.stderr).toContain("adatum.onmicrosoft.com");
  });

  it("65: not evidence, half-written evidence, a wrong schemaVersion, a damaged plan", async () => {
    const folder = await workFolder();
    const notEvidence = await runScopewright(["access", folder]);
    expect(notEvidence.exitCode).toBe(65);
    const half = join(folder, "half");
    await cp(northwind, half, { recursive: true });
    await rm(join(half, "manifest.json"));
    await writeFile(join(half, "manifest.json.tmp"), "{");
    expect((await runScopewright(["access", half])).exitCode).toBe(65);
    const future = join(folder, "future");
    await cp(northwind, future, { recursive: true });
    const manifest = await readFile(join(future, "manifest.json"), "utf8");
    await writeFile(
      join(future, "manifest.json"),
      manifest.replace(/"schemaVersion": ?1/, '"schemaVersion":7'),
    );
    const wrong = await runScopewright(["access", future]);
    expect(wrong.exitCode).toBe(65);
    expect(wrong.stderr).toContain("7");
    const plan = join(folder, "plan");
    await runScopewright(["plan", northwind, "--out", plan]);
    await truncate(join(plan, "plan.json"), 200);
    expect((await runScopewright(["report", plan])).exitCode).toBe(65);
  });

  it("66: the input is missing", async () => {
    const folder = await workFolder();
    expect((await runScopewright(["access", join(folder, "nowhere")])).exitCode).toBe(66);
    expect((await runScopewright(["report", join(folder, "nowhere")])).exitCode).toBe(66);
    const args = ["scan", "--tenant", "contoso.onmicrosoft.com", "--auth", "secret"];
    const ran = await runScopewright([...args, "--client-id", "x", "--out", join(folder, "e")], {
      env: { SCOPEWRIGHT_CLIENT_SECRET: "" },
    });
    expect(ran.exitCode).toBe(66);
  });

  it("73: the output exists, and only with --force is it replaced", async () => {
    const out = join(await workFolder(), "plan");
    await runScopewright(["plan", northwind, "--out", out]);
    const again = await runScopewright(["plan", northwind, "--out", out]);
    expect(again.exitCode).toBe(73);
    expect(again.stderr).toContain("--force");
    expect((await runScopewright(["plan", northwind, "--out", out, "--force"])).exitCode).toBe(0);
    const foreign = join(await workFolder(), "mine");
    await mkdir(foreign);
    await writeFile(join(foreign, "thesis.txt"), "years of work");
    const forced = await runScopewright(["plan", northwind, "--out", foreign, "--force"]);
    expect(forced.exitCode).toBe(73);
    expect(await readFile(join(foreign, "thesis.txt"), "utf8")).toBe("years of work");
  });

  it("77: every section is refused", async () => {
    const emulator = await startEmulator({ folder: await writeTenant(refusingTenant) });
    const out = join(await workFolder(), "evidence");
    const args = ["scan", "--tenant", readyTenant.id, "--emulator", emulator.url, "--out", out];
    const ran = await runScopewright(args);
    await emulator.close();
    expect(ran.exitCode).toBe(77);
    expect(ran.stderr).toMatch(/hint: .*(Global Reader|View-Only)/s);
  });

  it("70: a bug of ours asks for a report and prints no stack without --debug", async () => {
    const said: string[] = [];
    const io = {
      stdout: async () => undefined,
      stderr: (text: string) => void said.push(text),
      stderrIsTty: false,
      env: {},
      now: () => new Date(0),
      packageFolder: join(FIXTURES, "nowhere"),
      untilInterrupted: async () => undefined,
      onInterrupt: () => () => undefined,
    };
    expect(await runCli(["access", contoso], io)).toBe(70);
    expect(said.join("")).toContain("a bug of ours");
    expect(said.join("")).not.toContain("    at ");
  });
});
