import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { hashPlan, readRehearsal } from "../../src/documents/read-rehearsal.ts";
import { readPlan } from "../../src/documents/read-plan.ts";
import { writeRehearsal } from "../../src/documents/write-rehearsal.ts";
import { REHEARSAL_STATEMENT } from "../../src/model/rehearsal.ts";
import { checkPack } from "../../src/rehearsal/check-pack.ts";
import { renderReport } from "../../src/render/html/render-report.ts";
import { readTemplates } from "../render/read-templates.ts";
import { SAMPLE_PLAN, sampleMailboxName, sampleMembers } from "../render/sample-plan.ts";
import { SAMPLE_REHEARSAL } from "./sample-rehearsal.ts";
import { runLine, writeContosoPack } from "./write-contoso-pack.ts";

describe("the rehearsal on the page of a plan", () => {
  let pack: string;
  beforeAll(async () => {
    pack = await writeContosoPack();
  });

  it("is shown where it is one of this plan, and stays in the pack, which is still whole", async () => {
    const { data } = await readPlan(pack);
    const own = { ...SAMPLE_REHEARSAL, plan: { sha256: hashPlan(data.plan) } };
    await writeRehearsal(pack, own);
    const { stderr } = await runLine(["report", pack, "--force"]);
    const html = await readFile(join(pack, "index.html"), "utf8");
    expect(stderr).not.toContain("rehearsal.json");
    expect(html).toContain('<h2 id="rehearsal">');
    expect(html).toContain('<a href="#rehearsal">');
    expect(await readRehearsal(pack)).toStrictEqual(own);
    await writeRehearsal(pack, { ...own, passed: true });
    await expect(checkPack(pack)).resolves.toMatchObject({ folder: pack });
  });

  it("is left out, and said so, where it is one of another plan", async () => {
    await writeRehearsal(pack, SAMPLE_REHEARSAL);
    const { stderr } = await runLine(["report", pack, "--force"]);
    expect(stderr).toContain("rehearsal.json is of another plan");
    expect(await readFile(join(pack, "index.html"), "utf8")).not.toContain('id="rehearsal"');
    expect(await readRehearsal(pack)).toBeUndefined();
  });

  it("says what it is worth, what failed, what was left out, and escapes what the tenant named", () => {
    const [app] = SAMPLE_REHEARSAL.apps;
    if (app === undefined) throw new Error("the sample has no app");
    const rehearsal = {
      ...SAMPLE_REHEARSAL,
      apps: [{ ...app, displayName: "<script>alert(1)</script>" }],
    };
    const html = renderReport({
      plan: SAMPLE_PLAN,
      templates: readTemplates(),
      scripts: new Map(),
      mailboxName: sampleMailboxName,
      members: sampleMembers,
      rehearsal,
    });
    expect(html).not.toContain("<script>alert(1)");
    const text = html
      .slice(html.indexOf('id="rehearsal"'))
      .replace(/<[^>]*>/g, " ")
      .replaceAll("&#x27;", "'");
    for (const words of [
      REHEARSAL_STATEMENT,
      "2-test: a name is taken",
      "after 1-prepare: messages of m-9 (outside) is open",
      "left to plan: 3-cutover deleteAppRoleAssignment",
      "back from 3-cutover: policies: not as before",
      "EWS.AccessAsApp: the emulation cannot be asked for it",
      "no shape fits",
    ])
      expect(text).toContain(words);
  });
});
