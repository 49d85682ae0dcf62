import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { openPages } from "../support/open-pages.ts";
import { FIXTURES, runScopewright, workFolder } from "./run-scopewright.ts";

const CONTOSO = join(FIXTURES, "contoso");
const MOBILE_COMPANION = "c0000000-0000-4000-8000-000000000011";
const BACKUP_ROBOT = "c0000000-0000-4000-8000-000000000013";

interface File {
  apps: Record<string, unknown>;
  readonly open: readonly { readonly appId: string; readonly example: unknown }[];
  readonly openImpersonation?: readonly { readonly item: string; readonly example: object }[];
}

const load = async (file: string): Promise<File> =>
  JSON.parse(await readFile(file, "utf8")) as File;

describe("decisions", () => {
  it("are listed, taken, and leave nothing open; a file that is there is kept", async () => {
    const work = await workFolder();
    const [first, second, file] = ["first", "second", "decisions.json"].map((one) =>
      join(work, one),
    );
    if (first === undefined || second === undefined || file === undefined) throw new Error();
    await runScopewright(["plan", CONTOSO, "--out", first]);
    const init = ["decisions", "init", first, "--out", file];
    expect(await runScopewright(init)).toMatchObject({ exitCode: 0, stdout: `${file}\n` });
    expect(await runScopewright(init)).toMatchObject({ exitCode: 73 });

    const decisions = await load(file);
    for (const { appId, example } of decisions.open) decisions.apps[appId] = example;
    decisions.apps[BACKUP_ROBOT] = { intendedScope: { filter: "Department -eq 'Sales'" } };
    await writeFile(file, JSON.stringify(decisions));
    const planned = await runScopewright(["plan", CONTOSO, "--out", second, "--decisions", file]);
    expect(planned.stderr).toContain("13 ready");
    const plan = JSON.parse(await readFile(join(second, "plan.json"), "utf8")) as File & {
      readonly openDecisions: unknown;
    };
    expect(plan.openDecisions).toEqual([]);
  });

  it("name the apps behind impersonating accounts: their examples are told, their steps are scripts", async () => {
    const work = await workFolder();
    const [first, second] = [join(work, "first"), join(work, "second")];
    const file = join(work, "decisions.json");
    await runScopewright(["plan", CONTOSO, "--out", first]);
    await runScopewright(["decisions", "init", first, "--out", file]);
    const decisions = await load(file);
    const { openImpersonation = [], ...rest } = decisions;
    expect(openImpersonation.map(({ item }) => item.split("/")[1])).toEqual([
      "svc-backup",
      "svc-gsuite",
      "svc-migration",
      "svc-archive",
      "svc-mdm",
    ]);
    const mdm = openImpersonation.at(-1) ?? { item: "", example: {} };
    const impersonation = { [mdm.item]: { ...mdm.example, application: MOBILE_COMPANION } };
    await writeFile(file, JSON.stringify({ ...rest, impersonation }));
    const ran = await runScopewright(["audit", CONTOSO, "--out", second, "--decisions", file]);
    expect(ran.exitCode).toBe(3);
    const folder = `impersonation-${mdm.item.replace("/svc-mdm", "")}`;
    const script = join(second, "scripts", folder, "6-retire.ps1");
    expect(await readFile(script, "utf8")).toContain("Remove-ManagementRoleAssignment");
    const page = openPages(await readFile(join(second, "index.html"), "utf8"));
    expect(page).toContain("New access by decision");
    expect(page).toContain("Removal of <bdi>Mobile device impersonation</bdi>");
  });

  it("65: a decision on an app that nobody knows, and one of another tenant", async () => {
    const file = join(await workFolder(), "decisions.json");
    const tenantId = "10000000-0000-4000-8000-0000000000c1";
    const unknown = { schemaVersion: 1, tenantId, apps: { [tenantId]: {} } };
    await writeFile(file, JSON.stringify(unknown));
    const ran = await runScopewright(["plan", CONTOSO, "--decisions", file]);
    expect(ran).toMatchObject({ exitCode: 65, stdout: "" });
    expect(ran.stderr).toContain("no such app in this evidence");
    await writeFile(file, JSON.stringify({ ...unknown, tenantId: BACKUP_ROBOT }));
    expect((await runScopewright(["plan", CONTOSO, "--decisions", file])).stderr).toContain(
      "they are for the tenant",
    );
  });
});
