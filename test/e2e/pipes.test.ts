import { spawn } from "node:child_process";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { auditFixture } from "./audited-fixture.ts";
import { FIXTURES, ROOT, runScopewright, workFolder } from "./run-scopewright.ts";

describe("pipes", () => {
  it("a reader that goes away early is no error", async () => {
    const args = ["access", join(FIXTURES, "contoso"), "--json", "--mailboxes", "--explain"];
    const child = spawn(process.execPath, [join(ROOT, "dist", "main.js"), ...args]);
    let said = "";
    child.stderr.on("data", (chunk: Buffer) => (said += chunk.toString("utf8")));
    child.stdout.once("data", () => child.stdout.destroy());
    const exitCode = await new Promise((resolve) => child.on("close", resolve));
    expect(exitCode).toBe(0);
    expect(said).toMatch(/^evidence of contoso\.onmicrosoft\.com, [^\n]*\n$/);
  });

  it("a pack that was made of a plan is the pack that audit makes, byte by byte", async () => {
    const folder = await workFolder();
    const at = (name: string): string => join(folder, name);
    const contoso = join(FIXTURES, "contoso");
    await runScopewright(["plan", contoso, "--out", at("plan")]);
    await runScopewright(["report", at("plan"), "--out", at("one")]);
    const { pack } = await auditFixture("contoso");
    const [one, two] = await Promise.all(
      [at("one"), pack].map((made) => readFile(join(made, "manifest.json"), "utf8")),
    );
    expect(one).toBe(two);
  });
});

describe("what a user is told", () => {
  it("carries no escape sequence to the terminal", async () => {
    const wanted = "Robot\u001B[31m\u202E";
    const ran = await runScopewright(["access", join(FIXTURES, "northwind"), "--app", wanted]);
    expect(ran.exitCode).toBe(64);
    expect(ran.stderr).toContain("no app `Robot\\u001b[31m\\u202e`");
    expect(ran.stderr).not.toContain("\u001B");
  });

  it.runIf(process.platform === "linux")("ends where no folder can be made", async () => {
    const args = ["plan", join(FIXTURES, "northwind"), "--out", "/proc/scopewright/plan"];
    const ran = await runScopewright(args);
    expect(ran.exitCode).toBe(73);
    expect(ran.stderr).toContain("cannot write to `/proc/scopewright/plan`");
  });
});
