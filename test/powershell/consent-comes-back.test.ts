import { join } from "node:path";
import { readFile, writeFile } from "node:fs/promises";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { Emulator } from "../../src/emulator/start-emulator.ts";
import { failures, startChangeLab, type ChangeLab } from "./change-lab.ts";
import { describeWithEngine } from "./run-engine.ts";

/** An app whose two groups become one scope. */
const ARCHIVE = "c0000000-0000-4000-8000-000000000005";
const UNTIL_THE_CUT_OVER = ["1-prepare", "2-test", "3-cutover"];

/** A grant as Graph shows it, and takes it. */
interface Grant {
  readonly principalId: string;
  readonly resourceId: string;
  readonly appRoleId: string;
}

const grantsUrl = ({ url }: Emulator, principal: string): string =>
  `${url}/v1.0/servicePrincipals/${principal}/appRoleAssignments`;
const HEADERS = { Authorization: "Bearer any", "Content-Type": "application/json" };

async function listGrants(emulator: Emulator, principal: string): Promise<readonly Grant[]> {
  const answer = await fetch(grantsUrl(emulator, principal), { headers: HEADERS });
  return ((await answer.json()) as { readonly value: readonly Grant[] }).value;
}

async function consent(emulator: Emulator, grant: Grant): Promise<void> {
  const { principalId, resourceId, appRoleId } = grant;
  const body = JSON.stringify({ principalId, resourceId, appRoleId });
  const answer = await fetch(grantsUrl(emulator, principalId), {
    method: "POST",
    headers: HEADERS,
    body,
  });
  expect(answer.status).toBe(201);
}

/** A change up to some phase, and a grant that the cut-over took away. */
async function startCutOver(more: readonly string[]): Promise<{ lab: ChangeLab; gone: Grant }> {
  const lab = await startChangeLab(ARCHIVE);
  const principal = lab.app.servicePrincipalId ?? "";
  const before = await listGrants(lab.emulator, principal);
  expect(failures(await lab.run(...UNTIL_THE_CUT_OVER, ...more))).toEqual([]);
  const left = new Set((await listGrants(lab.emulator, principal)).map((one) => one.appRoleId));
  const gone = before.find(({ appRoleId }) => !left.has(appRoleId));
  if (gone === undefined) throw new Error("the cut-over took no grant away");
  return { lab, gone };
}

/** From the end of the look that is in the result. */
const minutesAgo =
  (minutes: number) =>
  (ended: string): string =>
    new Date(Date.parse(ended) - minutes * 60_000).toISOString();

const policiesNaming = async (lab: ChangeLab): Promise<number> =>
  (await lab.planAgain())?.assumptions.filter(({ kind }) => kind === "policy").length ?? 0;

describeWithEngine("a consent that comes back after the cut-over", () => {
  let lab: ChangeLab;
  let gone: Grant;
  beforeAll(async () => {
    ({ lab, gone } = await startCutOver([]));
  });
  afterAll(() => lab.emulator.close());

  it("is named by 5-confirm, and 6-retire leaves the policy where it is", async () => {
    await consent(lab.emulator, gone);
    const [confirm, retire] = await lab.run("5-confirm", "6-retire");
    expect(confirm?.failure?.message).toMatch(/Governed grants are left: .*Mail\.Read/);
    expect(retire?.failure?.message).toMatch(/5-confirm/);
    expect(await policiesNaming(lab)).toBeGreaterThan(0);
  });
});

describeWithEngine("a consent that comes back after 5-confirm", () => {
  let lab: ChangeLab;
  let gone: Grant;
  beforeAll(async () => {
    ({ lab, gone } = await startCutOver(["4-declare", "5-confirm"]));
  });
  afterAll(() => lab.emulator.close());

  const confirmFile = (): string => join(lab.folder, "results", "5-confirm.json");

  it.each([
    ["counts a grant", { details: { governedGrants: 1 } }, /does not say that no governed grant/],
    ["counts nothing", { details: {} }, /does not say that no governed grant/],
    ["did not pass", { outcome: "failed" }, /does not say that no governed grant/],
    ["is 16 minutes old", { ended: minutesAgo(16) }, /older than 15 minutes/],
    ["is of the future", { ended: minutesAgo(-5) }, /older than 15 minutes/],
    ["is of another change", { changeHash: "0".repeat(64) }, /not the result of 5-confirm/],
    ["is of another phase", { phase: "7-after" }, /not the result of 5-confirm/],
  ])("is looked for before 6-retire: a result that %s is refused", async (_, other, why) => {
    const text = await readFile(confirmFile(), "utf8");
    const result = JSON.parse(text) as { readonly ended: string };
    const fields = Object.entries(other).map(([name, value]: readonly [string, unknown]) => [
      name,
      typeof value === "function" ? (value as (ended: string) => string)(result.ended) : value,
    ]);
    try {
      const changed = { ...result, ...(Object.fromEntries(fields) as object) };
      await writeFile(confirmFile(), JSON.stringify(changed));
      const [ending] = await lab.run("6-retire");
      expect(ending?.failure?.message).toMatch(why);
    } finally {
      await writeFile(confirmFile(), text);
    }
  });

  it("is an alarm of 7-after, which names it", async () => {
    await consent(lab.emulator, gone);
    const [retire, after] = await lab.run("6-retire", "7-after");
    expect(failures(retire === undefined ? [] : [retire])).toEqual([]);
    expect(after?.failure?.message).toMatch(/ALARM: a governed grant came back.*Mail\.Read/);
    const text = await readFile(join(lab.folder, "results", "7-after.json"), "utf8");
    expect((JSON.parse(text) as { outcome: unknown }).outcome).toBe("failed");
  });
});
