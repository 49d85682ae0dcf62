import { createHash } from "node:crypto";
import { request } from "node:http";
import { describe, expect, it } from "vitest";
import type { Faults, TruncateBody } from "../../../src/emulator/faults/faults.ts";
import type { Emulator } from "../../../src/emulator/start-emulator.ts";
import {
  ANCHOR,
  errorTextOf,
  graph,
  invoke,
  pathOf,
  send,
  start,
  stopAfterEach,
} from "../clients.ts";
import { TENANT_ID } from "../contoso.ts";

stopAfterEach();

const under = (faults: Faults): Promise<Emulator> => start({}, { faults });
const LOOKUP = `/${TENANT_ID}/v2.0/.well-known/openid-configuration`;
const UNLIMITED = { ResultSize: "Unlimited" };
const recipients = (emulator: Emulator) => invoke(emulator, "Get-Recipient", UNLIMITED);

/** What an answer is known by: the same answer, the same digest. */
const digest = (text: string): string => createHash("sha256").update(text).digest("hex");

describe("dropConnection", () => {
  it.each(["before", "midway"] as const)("breaks %s an answer, of every service", async (when) => {
    const emulator = await under({ dropConnection: [{ when }] });
    await expect(recipients(emulator)).rejects.toThrow();
    await expect(graph(emulator, "organization")).rejects.toThrow();
    await expect(send(emulator, LOOKUP)).rejects.toThrow();
  });
});

describe("truncateBody", () => {
  const whole = async (): Promise<string> => (await recipients(await start())).text;

  /** What arrives, whatever the runtime thinks of its end: some clients take it for whole, others notice. */
  const arriving = (emulator: Emulator): Promise<{ status: number; text: string }> =>
    new Promise((resolve, reject) => {
      const body = { CmdletInput: { CmdletName: "Get-Recipient", Parameters: UNLIMITED } };
      const headers = { Authorization: "Bearer any", "X-AnchorMailbox": ANCHOR };
      const url = `${emulator.url}/adminapi/beta/${TENANT_ID}/InvokeCommand`;
      const asked = request(url, { method: "POST", headers }, (answer) => {
        let text = "";
        answer.setEncoding("utf8").on("data", (part: string) => (text += part));
        answer.on("error", () => undefined);
        answer.on("close", () => {
          resolve({ status: answer.statusCode ?? 0, text });
        });
      });
      asked.on("error", reject).end(JSON.stringify(body));
    });

  it("is noticed by the runtime where the head gave a length", async () => {
    for (const keep of [0, 0.5, 0.999]) {
      const emulator = await under({ truncateBody: [{ framing: "contentLength", keep }] });
      await expect(recipients(emulator)).rejects.toThrow("terminated");
    }
  });

  it.each<TruncateBody>([
    { framing: "chunked", keep: 0 },
    { framing: "chunked", keep: 0.7 },
    { framing: "chunked", keep: 0.99999 },
    { framing: "untilClose", keep: 0 },
    { framing: "untilClose", keep: 0.7 },
  ])("%j is a real part of the answer", async (rule) => {
    const emulator = await under({ truncateBody: [rule] });
    const { status, text } = await arriving(emulator);
    expect(status).toBe(200);
    const expected = await whole();
    expect(expected.startsWith(text)).toBe(true);
    expect(text.length).toBeLessThan(expected.length);
    if (rule.keep === 0) expect(text).toBe("");
    else expect(text.length).toBeGreaterThan(0.5 * expected.length);
  });

  it("cuts where the seed says", async () => {
    const cut = async (seed: number): Promise<string> => {
      const emulator = await under({ seed, truncateBody: [{ framing: "chunked" }] });
      return digest((await arriving(emulator)).text);
    };
    expect(await cut(1)).toBe(await cut(1));
    expect(await cut(1)).not.toBe(await cut(2));
  });
});

describe("htmlError", () => {
  it.each([200, 403, 404, 502, 503])("answers a page with status %d", async (status) => {
    const emulator = await under({ htmlError: [{ status }] });
    const asked = [recipients(emulator), graph(emulator, "organization"), send(emulator, LOOKUP)];
    for (const reply of await Promise.all(asked)) {
      expect(reply.status).toBe(status);
      expect(reply.headers.get("content-type")).toMatch(/^text\/html/);
      expect(reply.text).toMatch(/^<!DOCTYPE html>/);
    }
  });
});

describe("denyCmdlets and denyPaths", () => {
  it("are refused as each service refuses", async () => {
    const emulator = await under({ denyCmdlets: ["Get-Recipient"], denyPaths: ["/users"] });
    const refused = await recipients(emulator);
    expect(refused.status).toBe(403);
    expect(refused.headers.get("x-ms-diagnostics")).toMatch(/^2000003;/);
    expect((await invoke(emulator, "Get-ManagementScope")).status).toBe(200);
    const users = await graph(emulator, "users");
    expect([users.status, errorTextOf(users)]).toEqual([
      403,
      expect.stringContaining("Authorization_RequestDenied"),
    ]);
    expect((await graph(emulator, "organization")).status).toBe(200);
  });
});

describe("failPage and expireCursor", () => {
  it("hit the page that they name, and no other", async () => {
    const emulator = await under({
      pageSize: 2,
      failPage: [{ page: 3 }],
      expireCursor: [{ page: 2, at: 1 }],
    });
    const first = await recipients(emulator);
    const link = String(first.body["@odata.nextLink"]);
    const follow = () => invoke(emulator, "Get-Recipient", { ResultSize: "Unlimited" }, { link });
    const expired = await follow();
    expect([expired.status, errorTextOf(expired)]).toEqual([
      400,
      expect.stringContaining("Expired or Invalid pagination request"),
    ]);
    const second = await follow();
    expect(second.rows).toHaveLength(2);
    const third = { link: String(second.body["@odata.nextLink"]) };
    const all = { ResultSize: "Unlimited" };
    expect((await invoke(emulator, "Get-Recipient", all, third)).status).toBe(500);
    expect((await invoke(emulator, "Get-Recipient", all, third)).status).toBe(500);
  });

  it("hit the pages of Graph too", async () => {
    const emulator = await under({
      pageSize: 1,
      failPage: [{ on: "/servicePrincipals", page: 3 }],
      expireCursor: [{ on: "/servicePrincipals", page: 2, at: 1 }],
    });
    const first = await graph(emulator, "servicePrincipals");
    const next = pathOf(String(first.body["@odata.nextLink"]));
    const expired = await graph(emulator, next);
    expect([expired.status, errorTextOf(expired)]).toEqual([
      400,
      expect.stringContaining("Directory_ExpiredPageToken"),
    ]);
    const second = await graph(emulator, next);
    expect(second.rows).toHaveLength(1);
    const third = pathOf(String(second.body["@odata.nextLink"]));
    expect((await graph(emulator, third)).status).toBe(500);
  });
});

describe("expireToken", () => {
  const claimsIn = (challenge: string | null): unknown => {
    const encoded = /claims="([^"]+)"/.exec(challenge ?? "")?.[1] ?? "";
    return JSON.parse(Buffer.from(encoded, "base64").toString("utf8"));
  };

  it("asks for claims, and takes another token", async () => {
    const emulator = await under({ expireToken: [{ after: 1 }] });
    expect((await graph(emulator, "organization")).status).toBe(200);
    const refused = await graph(emulator, "organization");
    expect(refused.status).toBe(401);
    expect(claimsIn(refused.headers.get("www-authenticate"))).toMatchObject({
      access_token: { nbf: { essential: true } },
    });
    const headers = { Authorization: "Bearer another" };
    expect((await graph(emulator, "organization", { headers })).status).toBe(200);
    // Exchange counts its own.
    expect((await recipients(emulator)).status).toBe(200);
    const second = await recipients(emulator);
    expect(second.status).toBe(401);
    expect(claimsIn(second.headers.get("www-authenticate"))).toHaveProperty("access_token");
  });

  it("says that a token has expired, without claims", async () => {
    const emulator = await under({ expireToken: [{ after: 0, challenge: "expired" }] });
    const refused = await graph(emulator, "organization");
    expect(refused.headers.get("www-authenticate")).toMatch(/error="invalid_token"/);
    expect(refused.headers.get("www-authenticate")).not.toMatch(/claims=/);
  });
});

describe("parts of a batch", () => {
  const parts = (reply: { readonly body: Readonly<Record<string, unknown>> }) =>
    (reply.body["responses"] as { id: string; status: number; body: unknown }[]).toSorted((a, b) =>
      a.id < b.id ? -1 : 1,
    );

  it("of Graph are left out, cut, replaced and refused one by one", async () => {
    const emulator = await under({
      dropConnection: [{ on: "/users" }],
      truncateBody: [{ on: "/organization", keep: 0.5 }],
      htmlError: [{ on: "/applications", status: 200 }],
      denyPaths: ["/groups"],
    });
    const urls = ["/users", "/organization", "/applications", "/groups", "/servicePrincipals"];
    const requests = urls.map((url, index) => ({ id: String(index), method: "GET", url }));
    const body = JSON.stringify({ requests });
    const reply = await graph(emulator, "$batch", { method: "POST", body });
    expect(parts(reply).map(({ id, status, body: text }) => [id, status, typeof text])).toEqual([
      ["1", 200, "string"],
      ["2", 200, "string"],
      ["3", 403, "object"],
      ["4", 200, "object"],
    ]);
    expect(() => JSON.parse(String(parts(reply)[0]?.body))).toThrow();
  });

  it("of Exchange too", async () => {
    const emulator = await under({
      dropConnection: [{ on: "Get-ManagementScope" }],
      htmlError: [{ on: "Get-ManagementRole", status: 502 }],
      failPage: [{ on: "Get-ServicePrincipal", page: 1 }],
    });
    const url = `https://outlook.office365.com/adminapi/beta/${TENANT_ID}/InvokeCommand`;
    const cmdlets = ["Get-ManagementScope", "Get-ManagementRole", "Get-ServicePrincipal"];
    const requests = cmdlets.map((CmdletName, index) => ({
      id: String(index),
      method: "POST",
      url,
      body: { CmdletInput: { CmdletName, Parameters: {} } },
    }));
    const path = `/adminapi/beta/${TENANT_ID}/$batch`;
    const body = JSON.stringify({ requests });
    const reply = await send(emulator, path, { method: "POST", body });
    expect(parts(reply).map(({ id, status, body: text }) => [id, status, typeof text])).toEqual([
      ["1", 502, "string"],
      ["2", 500, "object"],
    ]);
  });
});

describe("slow", () => {
  it("delays each http request", async () => {
    const emulator = await under({ slow: 40 });
    const startedAt = performance.now();
    expect((await graph(emulator, "organization")).status).toBe(200);
    // Timers may be early by less than a millisecond.
    expect(performance.now() - startedAt).toBeGreaterThan(39);
  });
});
