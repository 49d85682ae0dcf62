import { appendFile, mkdtemp, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { startEmulator } from "../../src/emulator/start-emulator.ts";
import type { AppError } from "../../src/errors.ts";
import { invoke, send, start, stopAfterEach } from "./clients.ts";
import { CRM, CRM_SP } from "./contoso.ts";
import { writeFolder } from "./tenant-folder.ts";

stopAfterEach();

const failure = async (folder: string, port?: number): Promise<Partial<AppError>> => {
  const options = port === undefined ? { folder } : { folder, port };
  try {
    await (await startEmulator(options)).close();
  } catch (error) {
    return error as AppError;
  }
  return {};
};

describe("startEmulator", () => {
  it("listens on the loopback interface, on any free port", async () => {
    const emulator = await start();
    expect(emulator.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
    expect((await send(emulator, "/nothing/here")).status).toBe(404);
    expect((await send(emulator, "/v1.0/groups/%zz")).status).toBe(400);
  });

  it("says so when the port is taken", async () => {
    const emulator = await start();
    const error = await failure(await writeFolder(), Number(new URL(emulator.url).port));
    expect(error).toMatchObject({ code: "usage" });
  });

  it("needs evidence", async () => {
    expect(await failure(join(tmpdir(), "no-such-folder"))).toMatchObject({ code: "inputMissing" });
    const empty = await mkdtemp(join(tmpdir(), "emulator-empty-"));
    expect(await failure(empty)).toMatchObject({ code: "invalidInput" });
  });

  it("refuses evidence of an on-premises organisation", async () => {
    const folder = await writeFolder({}, { environment: "exchangeOnPremises" });
    expect(await failure(folder)).toMatchObject({
      code: "invalidInput",
      message: "evidence of Exchange on-premises cannot be emulated",
    });
  });

  it("takes a section whose file was changed as failed", async () => {
    const folder = await writeFolder();
    await appendFile(join(folder, "exchange/managementScopes.ndjson"), "\n{}\n");
    const emulator = await startEmulator({ folder });
    const reply = await invoke(emulator, "Get-ManagementScope");
    await emulator.close();
    expect(reply.status).toBe(500);
  });

  it("never serves rows of a parent that the manifest does not list", async () => {
    const emulator = await start({ "graph/administrativeUnitMembers": {} });
    const reply = await invoke(emulator, "Test-ServicePrincipalAuthorization", {
      Identity: CRM_SP,
      Resource: "adele",
    });
    expect(reply.status).toBe(500);
  });
});

describe("emulator.json", () => {
  it.each([
    ["text", "a list"],
    [[], "an object"],
    [{ nestedUnderPolicy: "maybe" }, "honoured or ignored"],
    [{ nestedUnderPolice: "ignored" }, "no such key"],
    [{ userPrincipalNames: { key: 1 } }, "text"],
    [{ witnessOverrides: { policyChecks: { pair: "granted" } } }, "Granted or Denied"],
    [{ witnessOverrides: { scopeMembers: { scope: { plus: [] } } } }, "no such key"],
    [{ witnessOverrides: { authorizations: { [CRM]: {} } } }, "a list"],
  ])("%j is refused", async (settings, expected) => {
    const error = await failure(await writeFolder({}, { settings }));
    expect(error.code).toBe("invalidInput");
    expect(error.message).toContain(
      expected === "a list" && settings === "text" ? "an object" : expected,
    );
  });

  it("that is no JSON is refused", async () => {
    const folder = await writeFolder();
    await writeFile(join(folder, "emulator.json"), "{");
    expect(await failure(folder)).toMatchObject({ message: "`emulator.json` is not JSON" });
  });
});
