import { describe, expect, it } from "vitest";
import { prepareSignIn, readSignInOptions } from "../../src/cli/sign-in-options.ts";

type Environment = Readonly<Record<string, string>>;

const prepare = (
  argv: Readonly<Record<string, unknown>>,
  environment: Environment = {},
  isEmulated = false,
) => prepareSignIn(readSignInOptions(argv, environment), environment, isEmulated);

describe("readSignInOptions", () => {
  it("is a device code in the worldwide cloud without anything said", () => {
    expect(readSignInOptions({}, {})).toMatchObject({ mode: "device-code", cloud: "worldwide" });
  });

  it("takes the client id of the variable only where the mode takes one", () => {
    const environment = { SCOPEWRIGHT_CLIENT_ID: "from variable" };
    expect(readSignInOptions({}, environment).clientId).toBe("from variable");
    expect(readSignInOptions({ "client-id": " " }, environment).clientId).toBe("from variable");
    expect(readSignInOptions({ "client-id": "given" }, environment).clientId).toBe("given");
    expect(readSignInOptions({ auth: "azure-cli" }, environment).clientId).toBeUndefined();
  });

  it("refuses an Exchange host that is not one of the cloud's, before anything else", () => {
    const argv = { cloud: "china", "exchange-host": "outlook.office365.com" };
    expect(() => readSignInOptions(argv, {})).toThrow(/is no Exchange host of the cloud `china`/);
  });
});

describe("prepareSignIn", () => {
  it("reads neither secrets nor proxies for an emulator", async () => {
    const environment = { HTTPS_PROXY: "socks5://nowhere" };
    expect(await prepare({ auth: "secret", cloud: "usGovHigh" }, environment, true)).toEqual({
      cloud: "usGovHigh",
      exchangeHost: undefined,
    });
  });

  it("hands on the tenant that the variables name, and the proxy", async () => {
    const environment = {
      AZURE_TENANT_ID: "contoso.com",
      AZURE_CLIENT_ID: "app",
      AZURE_CLIENT_SECRET: "s",
      HTTPS_PROXY: "http://proxy:8080",
    };
    expect(await prepare({ auth: "environment" }, environment)).toMatchObject({
      credentialsTenant: "contoso.com",
      proxy: { shown: "proxy:8080" },
      signIn: { kind: "secret", clientId: "app" },
    });
  });

  it.each<[string, Environment, string]>([
    ["device-code", { ALL_PROXY: "socks5://nowhere" }, "holds no url of an http proxy"],
    ["managed-identity", { HTTP_PROXY: "http://proxy:8080" }, "NO_PROXY does not name"],
    [
      "environment",
      { AZURE_AUTHORITY_HOST: "https://login.microsoftonline.us" },
      "which is another cloud",
    ],
  ])("%s %j: %s", async (auth, environment, message) => {
    await expect(prepare({ auth }, environment)).rejects.toMatchObject({
      code: "usage",
      message: expect.stringContaining(message) as string,
    });
  });
});
