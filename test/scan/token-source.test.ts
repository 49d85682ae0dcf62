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
    const reads = [
      source.readToken(),
      source.readToken({ token: "x", claims: "{}" }),
      source.readToken(),
    ];
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
    expect(await source.readToken({ token: "token 1", claims: '{"c":1}' })).toBe("token 2");
    expect(await source.readToken()).toBe("token 3");
    expect(asked).toEqual([
      [SCOPE, {}],
      [SCOPE, { claims: '{"c":1}', enableCae: true }],
      [SCOPE, { enableCae: true }],
    ]);
  });

  it("asks for one other token, however many requests the last one was refused to", async () => {
    let asked = 0;
    const source = createTokenSource(
      {
        getToken: async (_, options) => {
          asked += 1;
          const token = options?.claims === undefined ? "cached" : `fresh ${asked}`;
          return { token, expiresOnTimestamp: 0 };
        },
      },
      SCOPE,
    );
    expect(await source.readToken()).toBe("cached");
    const refusal = { token: "cached", claims: '{"c":1}' };
    const reads = [1, 2, 3].map(() => source.readToken(refusal));
    expect(await Promise.all(reads)).toEqual(["fresh 2", "fresh 2", "fresh 2"]);
    // Its cache still holds the old one, which is never handed out again.
    expect(await source.readToken()).toBe("fresh 2");
    expect(asked).toBe(3);
  });

  it("hands back the refused token when the credential has no other, and asks again next time", async () => {
    const given = ["stale", "stale", "renewed"];
    const source = createTokenSource(
      { getToken: async () => ({ token: given.shift() ?? "none", expiresOnTimestamp: 0 }) },
      SCOPE,
    );
    expect(await source.readToken()).toBe("stale");
    expect(await source.readToken({ token: "stale" })).toBe("stale");
    expect(await source.readToken({ token: "stale" })).toBe("renewed");
  });

  it("ends though the credential goes back and forth between two refused tokens", async () => {
    const given = ["a", "b", "a", "b"];
    const source = createTokenSource(
      { getToken: async () => ({ token: given.shift() ?? "a", expiresOnTimestamp: 0 }) },
      SCOPE,
    );
    await source.readToken();
    expect(await source.readToken({ token: "a" })).toBe("b");
    expect(await source.readToken({ token: "b" })).toBe("a");
    expect(["a", "b"]).toContain(await source.readToken());
  });

  it("says to all what signing in again failed with, and asks nobody twice", async () => {
    let asked = 0;
    const source = createTokenSource(
      {
        getToken: async (_, options) => {
          asked += 1;
          if (options?.claims !== undefined) throw new Error("AADSTS53003: blocked");
          return { token: "old", expiresOnTimestamp: 0 };
        },
      },
      SCOPE,
    );
    await source.readToken();
    const refusal = { token: "old", claims: "{}" };
    for (const read of [1, 2].map(() => source.readToken(refusal))) {
      await expect(read).rejects.toThrow("failed: AADSTS53003: blocked");
    }
    expect(asked).toBe(2);
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
