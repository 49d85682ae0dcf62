import * as fc from "fast-check";
import { describe, expect, it } from "vitest";

import { redactSecrets } from "../../src/scan/redact-secrets.ts";
import { runsOf } from "../thorough.ts";

const HEAD = Buffer.from('{"typ":"JWT","alg":"RS256"}').toString("base64url");
const JWT = `${HEAD}.eyJ1cG4iOiJhQGIuYyJ9.c2lnbmF0dXJlLW9mLXRoZS10b2tlbg`;

describe("redactSecrets", () => {
  it.each([
    ["a header", `Authorization: Bearer abc.def-123`, `Authorization: [redacted]`],
    ["another scheme", `authorization=Basic dXNlcjpwYXNz, X: y`, `authorization=[redacted] X: y`],
    ["prose", `the token Bearer opaque~123 is old`, `the token Bearer [redacted] is old`],
    ["a web token", `got ${JWT}!`, `got [redacted]!`],
    ["a web token in a link", `?t=${JWT.replaceAll(".", "%2E")}&a=1`, `?t=[redacted]&a=1`],
    ["json", `{"access_token":"x\\"y","b":1}`, `{"access_token":"[redacted]","b":1}`],
    ["spaces", `{"refresh_token" : "x y" }`, `{"refresh_token" : "[redacted]" }`],
    ["a backslash at the end", `{"pwd":"x\\\\","b":1}`, `{"pwd":"[redacted]","b":1}`],
    ["json in json", `"{\\"password\\":\\"a\\\\\\"b\\"}"`, `"{\\"password\\":\\"[redacted]\\"}"`],
    ["json as .NET writes it", `{\\u0022password\\u0022:\\u0022x\\u0022}`, undefined],
    ["a form", `client_secret=a%26b;c&grant_type=x`, `client_secret=[redacted]&grant_type=x`],
    ["an assertion", `client_assertion=xyz&a=1`, `client_assertion=[redacted]&a=1`],
    ["a single quote", `adminPassword='x y' z`, `adminPassword='[redacted]' z`],
    [
      "html",
      `&quot;password&quot;:&quot;x y&quot;,`,
      `&quot;password&quot;:&quot;[redacted]&quot;,`,
    ],
    ["json in a link", `%22id_token%22%3A%22x%22`, `%22id_token%22%3A%22[redacted]%22`],
    ["a number", `{"password":12345}`, undefined],
    ["a list", `{"password":["x","y"],"b":1}`, `{"password":[redacted],"b":1}`],
    ["an open quote", `{"password":"x y`, `{"password":"[redacted]`],
    ["a signed link", `https://a/b?sv=1&sig=x%2By%3D&se=2`, `https://a/b?sv=1&sig=[redacted]&se=2`],
    [
      "a signed link in json",
      `?sv=1\\u0026sig=xy\\u0026se=2`,
      `?sv=1\\u0026sig=[redacted]\\u0026se=2`,
    ],
  ])("takes out: %s", (_, text, expected) => {
    const redacted = redactSecrets(text);
    if (expected === undefined) expect(redacted).not.toMatch(/x|1/);
    else expect(redacted).toBe(expected);
    expect(redactSecrets(redacted)).toBe(redacted);
  });

  it.each([
    `{"error":{"code":"InvalidAuthenticationToken","message":"Access token has expired."}}`,
    `Bearer client_id="00000002-0000-0ff1-ce00-000000000000", authorization_uri="https://login.microsoftonline.com/common/oauth2/authorize", error="insufficient_claims", claims="eyJhY2Nlc3NfdG9rZW4iOnt9fQ=="`,
    `{"ResetPasswordOnNextLogon":false,"passwordCredentials":[{"keyId":"1"}],"password":null}`,
    `https://outlook.office365.com/adminapi/beta/t/InvokeCommand?$skiptoken=RFNwdAIAAQAAAC`,
    `{"Name":"KeyJohnson.Smith","Mail":"heyJude@contoso.com","Design":"sig"}`,
  ])("leaves alone: %s", (text) => {
    expect(redactSecrets(text)).toBe(text);
  });

  it("takes out secrets that it is told of, without a name; not words", () => {
    const known = ["opaque-0123456789", "emulator"];
    expect(redactSecrets(`a opaque-0123456789,emulator`, known)).toBe("a [redacted],emulator");
  });
});

const anyOf = (characters: string): fc.Arbitrary<string> =>
  fc.constantFrom(...characters.split(""));

/** Characters of tokens (RFC 6750), enough of them that chance does not write them elsewhere. */
const opaque = fc.string({
  unit: anyOf("abcXYZ0189-._~+/"),
  minLength: 24,
  maxLength: 40,
});
const base64 = fc
  .base64String({ minLength: 24, maxLength: 60 })
  .map((text) => text.replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", ""));
const webToken = fc
  .tuple(base64, base64)
  .map(([body, signature]) => `${HEAD}.${body}.${signature}`);
const name = fc.constantFrom(
  "access_token",
  "refresh_token",
  "id_token",
  "client_secret",
  "clientSecret",
  "client_assertion",
  "adminPassword",
  "Authorization",
);

/** A secret, and a text that tells it. */
interface Telling {
  readonly secret: string;
  readonly text: string;
}
const telling: fc.Arbitrary<Telling> = fc.oneof(
  webToken.map((secret) => ({ secret, text: secret })),
  fc.tuple(opaque, fc.constantFrom("Bearer ", "bearer  ", "Bearer%20")).map(([secret, scheme]) => ({
    secret,
    text: `${scheme}${secret}`,
  })),
  fc.tuple(name, opaque).map(([key, secret]) => ({
    secret,
    text: `${key}=${encodeURIComponent(secret)}&grant_type=x`,
  })),
  opaque.map((secret) => ({ secret, text: `?sv=1&sig=${secret}&se=2` })),
  opaque.map((secret) => ({ secret, text: `Authorization: Basic ${secret}\r\nHost: x` })),
);
/** A named secret of any characters whatever, in JSON inside the strings of JSON. */
const nested = fc
  .tuple(name, fc.string({ unit: anyOf("abc\\\"'&; {}[]=:%\n") }), opaque, fc.nat(3))
  .map(([key, noise, secret, depth]) => {
    let text = JSON.stringify({ before: noise, [key]: noise + secret + noise, after: noise });
    for (let level = 0; level < depth; level += 1) text = JSON.stringify({ body: text });
    return { secret, text };
  });
const noise = fc.oneof(
  fc.string(),
  fc.string({ unit: anyOf("\"'\\,:{}[]=& \n?abcEyJ.") }),
  name,
  fc.constant("Bearer "),
);

describe("redactSecrets: whatever stands around", () => {
  it("no_secret_survives: a secret is taken out at any place of any text", () => {
    const property = fc.property(
      noise,
      fc.oneof(telling, nested),
      noise,
      (before, { secret, text }, after) => {
        const redacted = redactSecrets(`${before} ${text} ${after}`);
        for (let at = 0; at + 12 <= secret.length; at += 1) {
          expect(redacted).not.toContain(secret.slice(at, at + 12));
        }
      },
    );
    fc.assert(property, { numRuns: runsOf(2000) });
  });

  it("json_stays_json: what is no secret is still there, unchanged", () => {
    const property = fc.property(nested, fc.string(), ({ text }, other) => {
      const redacted = redactSecrets(JSON.stringify({ other, text: JSON.parse(text) as object }));
      const parsed: unknown = JSON.parse(redacted);
      expect(parsed).toMatchObject({ other });
    });
    fc.assert(property);
  });

  it("total_and_idempotent: any text can be redacted, and again to the same", () => {
    const property = fc.property(fc.oneof(fc.string(), noise), (text) => {
      const once = redactSecrets(text);
      expect(redactSecrets(once)).toBe(once);
    });
    fc.assert(property, { numRuns: runsOf(2000) });
  });
});
