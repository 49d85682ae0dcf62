import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { loadTemplates } from "../../src/cli/load-templates.ts";
import {
  startOperator as startPowerShell,
  type Operator,
} from "../../src/rehearsal/start-operator.ts";
import { quoteLiteral as quote } from "../../src/render/powershell/quote.ts";
import { stopOperatorsAfterEach } from "../emulator/writing/operator.ts";
import {
  type Administrator,
  grantThreeScopes,
  type Outcome,
  sendAfterTwoHours,
  sendAtOnce,
  startStory,
} from "../emulator/writing/walkthrough-story.ts";
import type { Row } from "../emulator/tenant-folder.ts";
import { describeWithEngine, theEngine } from "./run-engine.ts";

stopOperatorsAfterEach();

const ROOT = join(import.meta.dirname, "../..");

describeWithEngine("one managed identity, three scopes, one mail: typed in PowerShell", () => {
  let powerShell: Operator;
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "scopewright-walkthrough-"));
    powerShell = await startPowerShell({
      engine: theEngine(),
      templates: await loadTemplates(ROOT),
      environment: process.env,
    });
  });
  afterAll(async () => {
    await powerShell.close();
    await rm(folder, { recursive: true, force: true });
  });

  /** Types one line; every object that comes back is printed as JSON. */
  async function type(emulator: string, line: string): Promise<Outcome> {
    const script = join(folder, "typed.ps1");
    const printed = `@(${line}) | ForEach-Object { ConvertTo-Json -InputObject $_ -Depth 6 -Compress }`;
    await writeFile(script, `\uFEFF${printed}\n`);
    const { failure, records } = await powerShell.run({
      script,
      parameters: {},
      emulator,
      tenant: "",
    });
    const rows = records
      .filter(({ kind }) => kind === "output")
      .map(({ text }) => JSON.parse(text) as Row);
    // The service's errors end nothing where nobody asked for it: they are printed in red.
    const error = records.find(({ kind }) => kind === "error");
    return { rows, refusal: failure?.message ?? error?.text ?? null };
  }

  const inPowerShell = (emulator: string): Administrator => ({
    run: (cmdlet, parameters = {}) => type(emulator, lineOf(cmdlet, parameters)),
    addToUnit: (unit, user) =>
      type(
        emulator,
        `New-MgDirectoryAdministrativeUnitMemberByRef -AdministrativeUnitId ${quote(unit)} ` +
          `-BodyParameter @{ '@odata.id' = ${quote(`https://graph.microsoft.com/v1.0/users/${user}`)} }`,
      ),
  });

  it("is refused at once and sends after two hours where changes take longest", async () => {
    const operator = await startStory("atEnd");
    await grantThreeScopes(inPowerShell(operator.emulator.url));
    await sendAfterTwoHours(operator);
  });

  it("sends at once where changes take no time", async () => {
    const operator = await startStory("atOnce");
    await grantThreeScopes(inPowerShell(operator.emulator.url));
    await sendAtOnce(operator);
  });

  it("reads what it types: a wrong parameter is refused as by the service", async () => {
    const { emulator } = await startStory("atOnce");
    const outcome = await inPowerShell(emulator.url).run("New-ManagementScope", { Nme: "x" });
    expect(outcome.refusal).toContain(
      "parameter cannot be found that matches parameter name 'Nme'",
    );
  });
});

function lineOf(cmdlet: string, parameters: Row): string {
  const typed = Object.entries(parameters).map(([name, value]) =>
    value === true ? ` -${name}` : ` -${name} ${quote(String(value))}`,
  );
  const confirm = /^(?:Get|Test)-/.test(cmdlet) ? "" : " -Confirm:$false";
  return `${cmdlet}${typed.join("")}${confirm}`;
}
