import { describe, expect, it } from "vitest";

import { readTokenClaims } from "../../src/scan/token-claims.ts";

const token = (claims: object): string =>
  `x.${Buffer.from(JSON.stringify(claims)).toString("base64url")}.y`;

describe("readTokenClaims", () => {
  it.each([
    [{ upn: "adele@contoso.com", appid: "a" }, "adele@contoso.com", "adele@contoso.com"],
    [{ preferred_username: "b@contoso.com" }, "b@contoso.com", "b@contoso.com"],
    [{ unique_name: "c@contoso.com" }, "c@contoso.com", "c@contoso.com"],
    [{ appid: "the-app", idtyp: "app" }, "the-app", null],
    [{ azp: "the-app" }, "the-app", null],
    [{ idtyp: "app", appid: "the-app", unique_name: "x" }, "the-app", null],
    [{}, "unknown", null],
  ])("reads %j", (claims, identity, userPrincipalName) => {
    expect(readTokenClaims(token(claims))).toEqual({ identity, userPrincipalName });
  });

  it("takes a token that cannot be read for an unknown application", () => {
    for (const text of ["emulator", "", "a.b.c", "a.bnVsbA.c"]) {
      expect(readTokenClaims(text)).toEqual({ identity: "unknown", userPrincipalName: null });
    }
  });
});
