import { mkdtemp, readFile, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeAll, expect, it } from "vitest";
import { ask, describeWithEngine, runFile } from "./run-engine.ts";

const MODULE = join(import.meta.dirname, "../../templates/powershell/Scopewright.psm1");

/** As Microsoft pairs them, and as it does not. */
const PAIRS = [
  { module: "3.2.0", powershell: "5.1", fits: true },
  { module: "3.10.0", powershell: "5.1", fits: true },
  { module: "2.0.5", powershell: "5.1", fits: false },
  { module: "3.4.0", powershell: "7.2", fits: true },
  { module: "3.5.0", powershell: "7.2", fits: false },
  { module: "3.4.0", powershell: "7.4", fits: false },
  { module: "3.5.0", powershell: "7.4", fits: true },
  { module: "3.9.2", powershell: "7.4", fits: true },
  { module: "3.10.0", powershell: "7.4", fits: false },
  { module: "3.9.2", powershell: "7.6", fits: false },
  { module: "3.10.0", powershell: "7.6", fits: true },
  { module: "3.9.2", powershell: "7.5", fits: false },
];

const freeze = (from: string, to: string): string =>
  JSON.stringify({ schemaVersion: 1, freezes: [{ from, to, why: "year end" }] });

const given = (changeHash: string, fields: object): object => ({
  changeHash,
  decision: "approved",
  name: "Board",
  date: "2026-01-31",
  ...fields,
});

/** What approvals.json may hold, and which of the two changes it lets pass. */
const APPROVALS = [
  { name: "none", entries: [], passes: [] },
  { name: "first", entries: [given("hash", { change: 1 })], passes: [1] },
  { name: "second", entries: [given("hash", { change: 2 })], passes: [2] },
  {
    name: "both",
    entries: [given("hash", { change: 1 }), given("hash", { change: 2, conditions: "at night" })],
    passes: [1, 2],
  },
  { name: "unsaid", entries: [given("hash", {})], passes: [1] },
  { name: "neither", entries: [given("hash", { change: 3 })], passes: [] },
  { name: "changed", entries: [given("other", { change: 1 })], passes: [] },
  { name: "rejected", entries: [given("hash", { change: 1, decision: "rejected" })], passes: [] },
  {
    name: "contradicted",
    entries: [given("hash", { change: 2 }), given("hash", { change: 2, decision: "rejected" })],
    passes: [],
  },
] as const;

describeWithEngine("the shared module", () => {
  let folder = "";
  let said: Readonly<Record<string, string>> = {};

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "scopewright-guards-"));
    await writeFile(
      join(folder, "freezes.json"),
      freeze("2020-01-01T00:00:00Z", "2999-01-01T00:00:00Z"),
    );
    await writeFile(
      join(folder, "thawed.json"),
      freeze("2020-01-01T00:00:00Z", "2020-01-02T00:00:00Z"),
    );
    for (const { name, entries } of APPROVALS) {
      await writeFile(
        join(folder, `${name}.json`),
        JSON.stringify({ schemaVersion: 1, approvals: entries }),
      );
    }
    const answer = await ask(
      "guards",
      { module: MODULE, folder, pairs: PAIRS, approvals: APPROVALS },
      { input: "n\ny\n" },
    );
    said = answer as Readonly<Record<string, string>>;
  });

  it("lets pass what is as it was, and what the plan itself made or took", () => {
    for (const name of ["same", "empty", "ownThere", "ownGone"]) expect(said[name], name).toBe("");
  });

  it("names what was added and what is gone, and asks for a new plan", () => {
    expect(said["different"]).toBe(
      "Policies: not as the plan assumed. Added: c. Gone: a. Scan the tenant and make the plan again.",
    );
  });

  it("stops at another number of mailboxes where it must be exact, unless that was accepted", () => {
    expect(said["selectedMore"]).toContain("-AcceptedMembers 4");
    expect(said["selectedAccepted"]).toBe("");
    expect(said["selectedFollowing"]).toBe("");
  });

  it.each(PAIRS)("module $module on PowerShell $powershell fits: $fits", (pair) => {
    const text = said[`pair ${pair.module} ${pair.powershell}`];
    if (pair.fits) expect(text).toBe("");
    else expect(text).toMatch(/no supported pair|too old/);
  });

  it("wants the rights of the phase, whichever holds them", () => {
    expect(said["granted"]).toBe("");
    expect(said["notGranted"]).toContain("Connect-MgGraph -Scopes 'Application.Read.All'");
    expect(said["cmdlet"]).toContain("no active right to run New-NothingOfTheKind");
  });

  it("refuses in a freeze alone", () => {
    expect(said["frozen"]).toContain("Changes are frozen until 2999-01-01T00:00:00Z (year end)");
    expect(said["notFrozen"]).toBe("");
  });

  it.each(APPROVALS)("approvals that are $name let pass $passes", ({ name, passes }) => {
    for (const change of [1, 2]) {
      const text = said[`${name} ${String(change)}`];
      if (passes.some((one) => one === change)) expect(text).toBe("");
      else expect(text).toMatch(/^Change \d of hash (?:is not approved|has a decision other)/);
    }
  });

  it.each(APPROVALS)("approvals that are $name open what several apps use: $passes", (one) => {
    const text = said[`${one.name} for one`];
    if (one.passes.some((change) => change === 1)) expect(text).toBe("");
    else expect(text).toContain("None of the 2 changes that use this is approved");
  });

  it("never lets what is in use be removed, nor without a look", () => {
    expect(said["unused"]).toBe("");
    expect(said["used"]).toContain("G: 1 role assignments or scopes name it (one)");
    expect(said["notLooked"]).toContain("There is no result of remove-shared-check that passed");
  });

  it("lets one operator at a time work on an app", () => {
    expect(said["interrupted"]).toBe("1-prepare");
    expect(said["locked"]).toContain("Another script of this app is running");
    expect(said["unlocked"]).toBe("");
  });

  it("records what it began before it is done, and finds it again", () => {
    expect(said["interruptedCreate"]).toContain("the connection was lost");
    expect(said["begun"]).toBe("begun");
    expect(said["failure"]).toBe("the connection was lost");
    expect(said["begunIsNotDone"]).toBe("");
    expect(said["afterwards"]).toBe("created");
    expect(said["kept"]).toBe("two created, one created");
  });

  it("leaves the result of the last run where a guard refused before anything was done", () => {
    expect(said["untouched"]).toBe("incomplete");
  });

  it("asks in an outage: no ends the run, yes goes on", () => {
    expect(said["declined"]).toContain("Declined: Not approved.");
    expect(said["wentOn"]).toBe("");
  });

  it("ends with exit code 75 and the earliest time where a wait is not over", async () => {
    const script = join(folder, "3-cutover.ps1");
    await writeFile(
      script,
      `[CmdletBinding()] param()
Import-Module '${MODULE}'
$run = Start-SwRun -Cmdlet $PSCmdlet -ScriptFolder $PSScriptRoot -Phase '3-cutover' -ChangeHash 'hash' -ResultsFolder '' -Preview $false
Save-SwStep -Run $run -Step 'step' -Outcome 'created' -Started ([datetime]::UtcNow)
Assert-SwWaited -Run $run -Phase '3-cutover' -Step 'step' -Minutes 0 -Why 'nothing to wait for'
Assert-SwWaited -Run $run -Phase '3-cutover' -Step 'step' -Minutes 120 -Why 'roles take a while'
Write-Host 'never reached'
`,
    );
    const { exitCode, stdout } = await runFile(script, []);
    expect(exitCode).toBe(75);
    expect(stdout).toMatch(
      /Not yet: roles take a while\. Earliest: \d{4}-\d\d-\d\dT[\d:]+Z, here /,
    );
    expect(stdout).toContain("3-cutover.ps1");
    expect(stdout).not.toContain("never reached");
    const result = await readFile(join(folder, "results", "3-cutover.json"), "utf8");
    expect(JSON.parse(result)).toMatchObject({ schemaVersion: 1, phase: "3-cutover" });
  });
});
