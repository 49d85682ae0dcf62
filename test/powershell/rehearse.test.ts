import { createHash } from "node:crypto";
import { readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { beforeAll, expect, it } from "vitest";
import { readRehearsal } from "../../src/documents/read-rehearsal.ts";
import type { Rehearsal } from "../../src/model/rehearsal.ts";
import {
  CONTOSO,
  decideContoso,
  runLine,
  writeContosoPack,
} from "../rehearsal/write-contoso-pack.ts";
import { describeWithEngine, theEngine } from "./run-engine.ts";

/** Every script of contoso, in one engine. */
const WHOLE_TENANT_MS = 20 * 60_000;
/** An app whose two groups become one scope, and one that was never in use. */
const WITH_THE_WAY_BACK = ["Two Team Archive", "Forgotten Importer"];

const rehearse = (pack: string, ...more: readonly string[]) =>
  runLine(["rehearse", pack, "--evidence", CONTOSO, ...more], {
    ...(process.env as Record<string, string>),
    SCOPEWRIGHT_POWERSHELL: theEngine().program,
  });

async function rehearsalOf(pack: string): Promise<Rehearsal> {
  const found = await readRehearsal(pack);
  if (found === undefined) throw new Error("there is no rehearsal.json");
  return found;
}

describeWithEngine("rehearse", () => {
  let pack: string;
  beforeAll(async () => {
    pack = await writeContosoPack();
  });

  it(
    "takes every app of contoso, decided, and every retirement from a scan to an empty plan",
    async () => {
      const decisions = ["--decisions", await decideContoso()];
      const pack = await writeContosoPack(...decisions);
      const manifest = await readFile(join(pack, "manifest.json"), "utf8");
      const { exitCode, stdout, stderr } = await rehearse(pack, "--no-rollbacks", ...decisions);
      // One app is blocked.
      expect(exitCode, stdout).toBe(3);
      expect(stdout).toContain("it tests the scripts, not Microsoft's service");
      expect(stderr).toContain("7-after: passed");
      const { passed, apps, notRehearsed, retirements, rollbacksFrom } = await rehearsalOf(pack);
      expect(passed).toBe(true);
      expect(apps.length).toBeGreaterThan(10);
      expect(rollbacksFrom).toStrictEqual([]);
      expect(notRehearsed).toHaveLength(1);
      expect(retirements.map(({ assignment }) => assignment)).toStrictEqual([
        "Backup service impersonation",
        "ApplicationImpersonation-Migration Operators",
        "Archive impersonation",
        "Mobile device impersonation",
      ]);
      for (const { scripts, leftToPlan } of retirements) {
        expect(scripts.map(({ script }) => script)).toStrictEqual(["6-retire"]);
        expect(leftToPlan).toStrictEqual([]);
      }
      for (const { displayName, scripts, access, leftToPlan } of apps) {
        expect(leftToPlan, displayName).toStrictEqual([]);
        // Where an app is narrowed, no policy is there to be retired.
        const last = displayName === "Backup Robot" ? "4-declare" : "7-after";
        expect(scripts.at(-1)?.script, displayName).toBe(last);
        expect(access.moments.at(0)?.moment).toBe("before");
        expect(access.moments.at(-1)?.moment).toBe("after");
      }
      expect(await readFile(join(pack, "manifest.json"), "utf8")).toBe(manifest);
    },
    WHOLE_TENANT_MS,
  );

  it(
    "leads back from every phase before the policy is retired",
    async () => {
      const asked = WITH_THE_WAY_BACK.flatMap((name) => ["--app", name]);
      const { exitCode, stdout } = await rehearse(pack, ...asked, "--json");
      expect(exitCode, stdout).toBe(0);
      const rehearsal = await rehearsalOf(pack);
      expect(JSON.parse(stdout)).toStrictEqual(rehearsal);
      expect(rehearsal.rollbacksFrom).toStrictEqual([
        "1-prepare",
        "2-test",
        "3-cutover",
        "4-declare",
        "5-confirm",
      ]);
      for (const { displayName, rollbacks } of rehearsal.apps) {
        expect(rollbacks.length, displayName).toBeGreaterThan(1);
        for (const { scripts, notRestored, differences } of rollbacks) {
          expect(scripts.at(-1)?.script, displayName).toMatch(/^rollback-/);
          expect(notRestored, displayName).toStrictEqual([]);
          expect(differences, displayName).toStrictEqual([]);
        }
      }
    },
    WHOLE_TENANT_MS,
  );

  it(
    "fails, and says where, for a way back that leads nowhere",
    async () => {
      const broken = await writeContosoPack();
      await breakScript(broken, "two-team-archive", "rollback-1");
      const { exitCode, stdout } = await rehearse(broken, "--app", "Two Team Archive");
      expect(exitCode).toBe(1);
      expect(stdout).toContain("rehearsal FAILED: 0 of 1 changes");
      expect(stdout).toMatch(/back from 1-prepare: role assignments: not as before/);
      const [app] = (await rehearsalOf(broken)).apps;
      expect(app?.scripts.every(({ outcome }) => outcome === "passed")).toBe(true);
      expect(app?.leftToPlan).toStrictEqual([]);
    },
    WHOLE_TENANT_MS,
  );
});

/** Lets a script of a pack end well before it did anything, and the pack's manifest list it as it is then. */
async function breakScript(pack: string, app: string, script: string): Promise<void> {
  const folders = await readdir(join(pack, "scripts"));
  const folder = folders.find((name) => name.startsWith(app)) ?? app;
  const path = `scripts/${folder}/${script}.ps1`;
  const text = await readFile(join(pack, path), "utf8");
  const broken = text.replace(/^Assert-SwNoFreeze .*$/m, "$&\nComplete-SwRun -Run $run\nreturn");
  expect(broken).not.toBe(text);
  await writeFile(join(pack, path), broken);
  const file = join(pack, "manifest.json");
  const manifest = JSON.parse(await readFile(file, "utf8")) as { files: Record<string, string> };
  const sha256 = createHash("sha256").update(broken).digest("hex");
  const files = { ...manifest.files, [path]: sha256 };
  await writeFile(file, JSON.stringify({ ...manifest, files }));
}
