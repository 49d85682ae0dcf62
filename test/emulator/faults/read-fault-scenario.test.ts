import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  decodeFaultScenario,
  readFaultScenario,
} from "../../../src/emulator/faults/read-fault-scenario.ts";

let folder = "";
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "scenario-"));
});
afterAll(async () => {
  await rm(folder, { recursive: true, force: true });
});

async function written(text: string): Promise<string> {
  const path = join(folder, "scenario.json");
  await writeFile(path, text);
  return path;
}

const ROOT = join(import.meta.dirname, "../../..");

describe("readFaultScenario", () => {
  it("reads what the README shows", async () => {
    const readme = await readFile(join(ROOT, "README.md"), "utf8");
    const example = /```json\n(\{\n {2}"seed"[\s\S]*?\n\})\n```/.exec(readme)?.[1] ?? "";
    const faults = await readFaultScenario(await written(example));
    expect(faults).toEqual(JSON.parse(example));
    expect(Object.keys(faults).length).toBeGreaterThan(10);
  });

  it("reads what its type shows", async () => {
    const source = await readFile(join(ROOT, "src/emulator/faults/faults.ts"), "utf8");
    const lines = /```json\n([\s\S]*?)```/.exec(source)?.[1] ?? "";
    const example = lines.replaceAll(/^ \* ?/gm, "");
    expect(await readFaultScenario(await written(example))).toEqual(JSON.parse(example));
  });

  it("takes one rule for a list of one", () => {
    expect(decodeFaultScenario({ htmlError: { status: 200 } }, "x")).toEqual({
      htmlError: [{ status: 200 }],
    });
  });

  it("needs a file of JSON", async () => {
    const missing = readFaultScenario(join(folder, "none.json"));
    await expect(missing).rejects.toMatchObject({ code: "inputMissing" });
    const broken = readFaultScenario(await written("{"));
    await expect(broken).rejects.toMatchObject({
      code: "invalidInput",
      message: "`scenario.json` is not JSON",
    });
  });

  it.each<[object, string]>([
    [[], "`$`"],
    [{ dropConection: [] }, "`dropConection`: no such key"],
    [{ dropConnection: [{ at: 1 }, { wen: "before" }] }, "`dropConnection.1.wen`: no such key"],
    [{ dropConnection: [{ when: "after" }] }, "`dropConnection.0.when`"],
    [{ truncateBody: [{ keep: 1 }] }, "`truncateBody.0.keep`"],
    [{ truncateBody: [{ framing: "gzip" }] }, "`truncateBody.0.framing`"],
    [{ htmlError: [{ status: 99 }] }, "`htmlError.0.status`"],
    [{ failPage: [{ on: "Get-Recipient" }] }, "`failPage.0.page`"],
    [{ failPage: [{ on: "Get-Recipients", page: 2 }] }, "`failPage.0.on`: expected a cmdlet"],
    [{ denyCmdlets: ["Get-Recipient", "Get-Mailbxo"] }, "`denyCmdlets.1`: expected a cmdlet"],
    [{ denyPaths: ["groups"] }, "`denyPaths.0`: expected a path"],
    [{ expireToken: [{ challenge: "claims" }] }, "`expireToken.0.after`"],
    [{ expireCursor: [{ chance: 0 }] }, "`expireCursor.0.chance`"],
    [{ throttleEvery: 0 }, "`throttleEvery`"],
    [{ slow: -1 }, "`slow`"],
    [{ seed: 1.5 }, "`seed`"],
  ])("refuses %j", (value, said) => {
    const decode = () => decodeFaultScenario(value, "s.json");
    expect(decode).toThrow(`\`s.json\`, ${said}`);
  });
});
