import { describe, expect, it } from "vitest";

import { AccessDeniedError } from "../../src/errors.ts";
import { readSignedInAs } from "../../src/scan/read-signed-in-as.ts";
import { createTokenSource } from "../../src/scan/token-source.ts";

const SCOPE = "https://graph.microsoft.com/.default";

describe("createTokenSource", () => {
  it("asks nobody a second time when sign-in failed", async () => {
    let asked = 0;
    const source = createTokenSource(
      {
        getToken: async () => {
          asked += 1;
          throw new Error("AADSTS50059: no tenant.\r\n Trace ID: 1");
        },
      },
      SCOPE,
    );
    const reads = [source.readToken(), source.readToken("{}"), source.readToken()];
    for (const { status } of await Promise.allSettled(reads)) expect(status).toBe("rejected");
    await expect(source.readToken()).rejects.toBeInstanceOf(AccessDeniedError);
    await expect(source.readToken()).rejects.toThrow(
      "sign-in for `graph.microsoft.com` failed: AADSTS50059: no tenant. Trace ID: 1",
    );
    expect(asked).toBe(1);
  });

  it("asks the credential each time after a success, which renews, and hands on claims", async () => {
    const asked: unknown[] = [];
    const source = createTokenSource(
      {
        getToken: async (scope, options) => {
          asked.push([scope, options]);
          return { token: `token ${asked.length}`, expiresOnTimestamp: 0 };
        },
      },
      SCOPE,
    );
    expect(await source.readToken()).toBe("token 1");
    expect(await source.readToken('{"c":1}')).toBe("token 2");
    expect(asked).toEqual([
      [SCOPE, {}],
      [SCOPE, { claims: '{"c":1}', enableCae: true }],
    ]);
  });
});

describe("readSignedInAs", () => {
  const refusing = { readToken: () => Promise.reject(new AccessDeniedError("no")) };
  const giving = {
    readToken: async () => `x.${Buffer.from('{"upn":"a@b.c"}').toString("base64url")}.y`,
  };

  it("goes on with one service when the other refuses", async () => {
    const expected = { identity: "a@b.c", userPrincipalName: "a@b.c" };
    expect(await readSignedInAs({ exchange: refusing, graph: giving })).toEqual(expected);
    expect(await readSignedInAs({ exchange: giving, graph: refusing })).toEqual(expected);
  });

  it("ends when both refuse", async () => {
    const signIn = readSignedInAs({ exchange: refusing, graph: refusing });
    await expect(signIn).rejects.toBeInstanceOf(AccessDeniedError);
  });
});
