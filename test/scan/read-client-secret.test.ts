import { writeFile } from "node:fs/promises";
import { join } from "node:path";

import { afterEach, describe, expect, it } from "vitest";

import { readClientSecret } from "../../src/scan/read-client-secret.ts";
import { createSignIn } from "../../src/scan/sign-in.ts";
import { removeTemporaryFolders, temporaryFolder } from "./support/seed-tenant.ts";

afterEach(removeTemporaryFolders);

describe("readClientSecret", () => {
  it("reads the environment, or the file that is named", async () => {
    const environment = { SCOPEWRIGHT_CLIENT_SECRET: "from environment" };
    const file = join(await temporaryFolder(), "secret");
    await writeFile(file, "from file\n");
    expect(await readClientSecret(environment)).toBe("from environment");
    expect(await readClientSecret(environment, file)).toBe("from file");
  });

  it("says where there is none, without falling back", async () => {
    const missing = join(await temporaryFolder(), "secret");
    const environment = { SCOPEWRIGHT_CLIENT_SECRET: "from environment" };
    await expect(readClientSecret({})).rejects.toMatchObject({ code: "inputMissing" });
    await expect(readClientSecret(environment, missing)).rejects.toMatchObject({
      code: "inputMissing",
    });
    await writeFile(missing, " \n");
    await expect(readClientSecret(environment, missing)).rejects.toMatchObject({
      code: "inputMissing",
    });
  });
});

describe("createSignIn", () => {
  it("refuses a secret without a client id", () => {
    const options = { tenantId: "t", auth: "secret", secret: "s", onPrompt: () => {} } as const;
    expect(() => createSignIn(options)).toThrow(/needs a client id/);
  });
});
