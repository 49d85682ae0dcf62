import { join } from "node:path";
import { readFile } from "node:fs/promises";
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

  it("is an alarm of 7-after, which names it", async () => {
    await consent(lab.emulator, gone);
    const [retire, after] = await lab.run("6-retire", "7-after");
    expect(failures(retire === undefined ? [] : [retire])).toEqual([]);
    expect(after?.failure?.message).toMatch(/ALARM: a governed grant came back.*Mail\.Read/);
    const text = await readFile(join(lab.folder, "results", "7-after.json"), "utf8");
    expect((JSON.parse(text) as { outcome: unknown }).outcome).toBe("failed");
  });
});
