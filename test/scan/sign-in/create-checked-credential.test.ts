import { describe, expect, it } from "vitest";

import { createAccessToken } from "../../../src/emulator/entra/tokens.ts";
import { createCheckedCredential } from "../../../src/scan/sign-in/create-checked-credential.ts";

const TENANT = "3f9f6c1e-2b7a-4c9d-8e15-0a6b7c8d9e0f";
const context = {
  service: "Microsoft Graph",
  login: "https://login.microsoftonline.com",
  proxy: undefined,
  takeRefusal: () => "",
} as const;

const tokenOf = (tenantId: string): string =>
  createAccessToken({ tenantId, appId: "app", userPrincipalName: null }, "graph.microsoft.com", 0);

const check = (token: string, isNamed: boolean) =>
  createCheckedCredential(
    { getToken: async () => ({ token, expiresOnTimestamp: 0 }) },
    { tenantId: TENANT, isNamed },
    context,
  ).getToken("https://graph.microsoft.com/.default");

describe("createCheckedCredential", () => {
  it("hands on a token of the tenant", async () => {
    expect((await check(tokenOf(TENANT.toUpperCase()), false))?.token).toBe(
      tokenOf(TENANT.toUpperCase()),
    );
  });

  it.each([true, false])("refuses a token of another one, named or not: %s", async (isNamed) => {
    const other = crypto.randomUUID();
    await expect(check(tokenOf(other), isNamed)).rejects.toMatchObject({
      code: "usage",
      message: expect.stringContaining(other) as string,
    });
  });

  it("believes a token that says nothing only where the request named the tenant", async () => {
    expect((await check("opaque", true))?.token).toBe("opaque");
    await expect(check("opaque", false)).rejects.toMatchObject({ code: "accessDenied" });
  });
});
