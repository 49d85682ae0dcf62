import { createHash } from "node:crypto";
import { beforeAll, describe, expect, it } from "vitest";
import type { Answer } from "../../../src/emulator/answer.ts";
import type { EntraDirectory } from "../../../src/emulator/entra/entra-directory.ts";
import { createEntra, type Entra } from "../../../src/emulator/entra/route-entra.ts";

const TENANT = "3f9f6c1e-2b7a-4c9d-8e15-0a6b7c8d9e0f";
const GRAPH = "graph.microsoft.com";
const LOGIN = "login.microsoftonline.com";

const directory: EntraDirectory = {
  tenantId: TENANT,
  user: "grace@contoso.com",
  missingServices: ["missing.example"],
  managedIdentity: { appId: "machine", header: "right" },
  now: () => Date.parse("2026-11-23T10:00:00Z"),
  clients: [
    {
      appId: "reader",
      secrets: [{ value: "right" }, { value: "old", hasExpired: true }],
      roles: { [GRAPH]: ["Application.Read.All"] },
    },
    { appId: "person", isPublic: true, consented: [GRAPH] },
    { appId: "guarded", isPublic: true, consented: [GRAPH], refusedWith: 53003 },
    { appId: "federated", federations: [{ issuer: "https://idp.example", subject: "pod" }] },
  ],
};

let entra: Entra;

beforeAll(() => {
  entra = createEntra(directory);
});

type Form = Readonly<Record<string, string>>;

function post(endpoint: string, form: Form, tenant = TENANT): Answer {
  const answer = entra({
    method: "POST",
    url: new URL(`http://127.0.0.1/${tenant}/oauth2/v2.0/${endpoint}`),
    headers: { host: LOGIN },
    body: new URLSearchParams(form).toString(),
  });
  if (answer === undefined) throw new Error("not a path of the sign-in service");
  return answer;
}

const body = (answer: Answer): Record<string, unknown> => answer.body as Record<string, unknown>;
const scope = `https://${GRAPH}/.default openid`;
const claimsOf = (answer: Answer): Record<string, unknown> =>
  JSON.parse(
    Buffer.from(String(body(answer)["access_token"]).split(".")[1] ?? "", "base64url").toString(),
  ) as Record<string, unknown>;

const asApp = (form: Form): Answer =>
  post("token", { grant_type: "client_credentials", client_id: "reader", scope, ...form });

describe("a token of an app", () => {
  it("says whose it is, for which service, and with which application permissions", () => {
    const answer = asApp({ client_secret: "right" });
    expect(answer.status).toBe(200);
    expect(claimsOf(answer)).toMatchObject({
      aud: `https://${GRAPH}`,
      tid: TENANT,
      appid: "reader",
      idtyp: "app",
      roles: ["Application.Read.All"],
      exp: directory.now() / 1_000 + 3_599,
    });
    expect(claimsOf(answer)["upn"]).toBeUndefined();
    expect(body(answer)["refresh_token"]).toBeUndefined();
  });

  it.each<[string, Form, number, string]>([
    ["a wrong secret", { client_secret: "guessed" }, 7000215, "invalid_client"],
    ["an expired secret", { client_secret: "old" }, 7000222, "invalid_client"],
    ["no proof", {}, 7000218, "invalid_client"],
    ["a proof that is no token", { client_assertion: "x" }, 700027, "invalid_client"],
    ["another app", { client_id: "nobody" }, 700016, "unauthorized_client"],
    ["no service", { client_secret: "right", scope: "openid" }, 70011, "invalid_scope"],
    [
      "a service that is not there",
      { client_secret: "right", scope: "https://missing.example/.default" },
      500011,
      "invalid_resource",
    ],
    ["another grant", { grant_type: "password" }, 7000218, "invalid_client"],
    [
      "a token of a stranger",
      { client_id: "federated", client_assertion: assertion({ iss: "https://idp.example" }) },
      70021,
      "invalid_client",
    ],
  ])("is refused for %s", (_, form, code, error) => {
    const answer = asApp(form);
    expect(answer.status).toBe(error === "invalid_client" ? 401 : 400);
    expect(body(answer)).toMatchObject({ error, error_codes: [code] });
    expect(body(answer)["error_description"]).toMatch(new RegExp(`^AADSTS${code}: .* Trace ID: `));
  });

  it("is given to whom it trusts", () => {
    const claims = { iss: "https://idp.example", sub: "pod", aud: "api://AzureADTokenExchange" };
    const form = { client_id: "federated", client_assertion: assertion(claims) };
    expect(claimsOf(asApp(form))).toMatchObject({ appid: "federated", roles: [] });
  });

  it("is refused for another tenant", () => {
    const answer = post("token", { client_id: "reader", scope }, crypto.randomUUID());
    expect(body(answer)).toMatchObject({ error_codes: [90002] });
  });
});

describe("a person's token", () => {
  const start = (clientId: string, service = GRAPH): Answer =>
    post("devicecode", { client_id: clientId, scope: `https://${service}/.default` });
  const redeem = (clientId: string, code: string, form: Form = {}): Answer =>
    post("token", {
      grant_type: "urn:ietf:params:oauth:grant-type:device_code",
      client_id: clientId,
      device_code: code,
      scope,
      ...form,
    });

  it("comes for a device code that somebody typed, and renews", () => {
    const answer = redeem("person", String(body(start("person"))["device_code"]));
    expect(claimsOf(answer)).toMatchObject({ upn: "grace@contoso.com", idtyp: "user" });
    const refresh_token = String(body(answer)["refresh_token"]);
    const renewed = { grant_type: "refresh_token", client_id: "person", refresh_token, scope };
    expect(post("token", renewed).status).toBe(200);
    expect(body(post("token", { ...renewed, refresh_token: "x" }))).toMatchObject({
      error_codes: [700082],
    });
  });

  it.each([
    ["guarded", GRAPH, [53003]],
    ["person", "outlook.office365.com", [65001]],
  ])("is refused to %s for %s", (clientId, service, error_codes) => {
    const code = String(body(start(clientId, service))["device_code"]);
    const answer = redeem(clientId, code, { scope: `https://${service}/.default` });
    expect(body(answer)).toMatchObject({ error_codes });
  });

  it("is never given for a made-up code, nor to an app that keeps secrets", () => {
    expect(body(redeem("person", "made up"))).toMatchObject({ error_codes: [70000] });
    expect(body(start("reader"))).toMatchObject({ error_codes: [7000218] });
  });

  it.each([
    ["declined", "authorization_declined"],
    ["expired", "expired_token"],
  ] as const)(
    "does not come for a code that was %s, once it is no longer pending",
    (ends, error) => {
      entra = createEntra({ ...directory, deviceCode: { pendingPolls: 1, ends } });
      const code = String(body(start("person"))["device_code"]);
      expect(body(redeem("person", code))["error"]).toBe("authorization_pending");
      expect(body(redeem("person", code))["error"]).toBe(error);
    },
  );

  it("comes for the code of a browser only to who asked for it, once", () => {
    const challenge = createHash("sha256").update("verifier").digest("base64url");
    const redirect_uri = "http://localhost:4000";
    const open = (uri: string): Answer => {
      const query = new URLSearchParams({
        client_id: "person",
        scope,
        redirect_uri: uri,
        state: "s",
        code_challenge: challenge,
        code_challenge_method: "S256",
      });
      const url = new URL(`http://127.0.0.1/${TENANT}/oauth2/v2.0/authorize?${query.toString()}`);
      return entra({ method: "GET", url, headers: { host: LOGIN }, body: "" }) ?? { status: 0 };
    };
    const redeemCode = (code: string, code_verifier: string): Answer =>
      post("token", {
        grant_type: "authorization_code",
        client_id: "person",
        code,
        code_verifier,
        redirect_uri,
        scope,
      });
    const codeOf = (answer: Answer): string =>
      new URL(answer.headers?.["location"] ?? "").searchParams.get("code") ?? "";
    expect(body(redeemCode(codeOf(open(redirect_uri)), "guessed"))).toMatchObject({
      error_codes: [501481],
    });
    const code = codeOf(open(redirect_uri));
    expect(redeemCode(code, "verifier").status).toBe(200);
    expect(redeemCode(code, "verifier").status).toBe(400);
    expect(body(open("https://elsewhere.example"))).toMatchObject({ error_codes: [50011] });
  });
});

describe("a machine's token", () => {
  const ask = (header: string, clientId?: string): Answer => {
    const url = new URL(`http://127.0.0.1/msi/token?resource=https://${GRAPH}`);
    if (clientId !== undefined) url.searchParams.set("client_id", clientId);
    const headers = { "x-identity-header": header };
    return entra({ method: "GET", url, headers, body: "" }) ?? { status: 0 };
  };

  it("is given to the machine alone", () => {
    expect(claimsOf(ask("right"))).toMatchObject({ appid: "machine", aud: `https://${GRAPH}` });
    expect(ask("right", "machine").status).toBe(200);
    expect(ask("right", "another").status).toBe(400);
    expect(ask("guessed").status).toBe(401);
  });
});

it("leaves other paths to others", () => {
  const url = new URL("http://127.0.0.1/v1.0/organization");
  expect(entra({ method: "GET", url, headers: {}, body: "" })).toBeUndefined();
});

function assertion(claims: object): string {
  const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString("base64url");
  return [part({}), part(claims), "x"].join(".");
}
