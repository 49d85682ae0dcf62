import { describe, expect, it } from "vitest";

import { ENTRA_ERRORS, MISSING_SERVICE } from "../../../src/scan/sign-in/entra-errors.ts";
import {
  explainSignIn,
  MissingServiceError,
  type SignInContext,
} from "../../../src/scan/sign-in/explain-sign-in.ts";
import { readProxySettings } from "../../../src/scan/proxy/proxy-settings.ts";

const context: SignInContext = {
  service: "Exchange Online",
  login: "https://login.microsoftonline.com",
  proxy: undefined,
  takeRefusal: () => "",
};
const proxy = readProxySettings({ HTTPS_PROXY: "http://user:hidden@proxy.example:8080" });

/** As the sign-in library words an error of the service. */
const said = (code: number): Error =>
  new Error(
    `invalid_client: Error(s): ${code} - Timestamp: 2026-11-23 10:00:00Z - Description: AADSTS${code}: As it is. Trace ID: 1 Correlation ID: 2 Timestamp: 2026-11-23 - Correlation ID: 2 - Trace ID: 1`,
  );

describe("explainSignIn", () => {
  it.each(Object.entries(ENTRA_ERRORS).filter(([code]) => !MISSING_SERVICE.has(Number(code))))(
    "says what AADSTS%s means, what to do, and what the service said",
    (code, { what, todo }) => {
      expect(explainSignIn(said(Number(code)), context)).toMatchObject({
        code: "accessDenied",
        message: `sign-in for Exchange Online failed: ${what} (AADSTS${code}: As it is)`,
        hint: todo,
      });
      expect(what).toMatch(/^[a-z].*[^.]$/);
    },
  );

  it.each([...MISSING_SERVICE])("takes AADSTS%i for a tenant without the service", (code) => {
    const error = explainSignIn(said(code), context);
    expect(error).toBeInstanceOf(MissingServiceError);
    expect(error.message).toMatch(/^the tenant has no Exchange Online, /);
  });

  it("uses the service's words where the library dropped them", () => {
    const dropped = new Error("post_request_failed: invalid_grant");
    const taken = { ...context, takeRefusal: () => "AADSTS50076: More is needed. Trace ID: 1" };
    expect(explainSignIn(dropped, taken).message).toBe(
      "sign-in for Exchange Online failed: a second factor is required (AADSTS50076: More is needed)",
    );
  });

  it.each([
    ["device_code_expired: See https://aka.ms/msal.js.errors", "the code has expired"],
    ["post_request_failed: expired_token", "the code has expired"],
    ["post_request_failed: authorization_declined", "declined the sign-in"],
    ["Azure CLI could not be found. Please visit …", "there is no Azure CLI"],
    ["Please run 'az login' from a command prompt", "nobody is signed in to the Azure CLI"],
    ["ManagedIdentityCredential: Authentication failed. Message x", "no managed identity"],
  ])("knows `%s`", (text, words) => {
    const error = explainSignIn(new Error(text), context);
    expect(error).toMatchObject({ code: "accessDenied" });
    expect(error.message).toContain(words);
  });

  it("tells an unreachable service from a refusal, and names the proxy without its password", () => {
    const cut = new Error("getaddrinfo ENOTFOUND login.microsoftonline.com");
    expect(explainSignIn(cut, context)).toMatchObject({ code: "serviceUnavailable" });
    const error = explainSignIn(cut, { ...context, proxy });
    expect(error.message).toContain("through the proxy `proxy.example:8080`");
    expect(error.message).not.toContain("hidden");
    const refused = explainSignIn(new Error("the status was 407"), { ...context, proxy });
    expect(refused.message).toContain("asks for a user name and a password");
    const opened = explainSignIn(
      new Error("self-signed certificate in certificate chain"),
      context,
    );
    expect(opened).toMatchObject({
      code: "serviceUnavailable",
      hint: expect.stringContaining("NODE_EXTRA_CA_CERTS") as string,
    });
  });

  it("hands on what it does not know, on one line and not without an end", () => {
    const error = explainSignIn(new Error(`AADSTS1: new\r\n${"x".repeat(900)}`), context);
    expect(error).toMatchObject({ code: "accessDenied" });
    expect(error.message).toMatch(/^sign-in for Exchange Online failed: AADSTS1: new x+…$/);
    expect(error.message.length).toBeLessThan(400);
  });
});
