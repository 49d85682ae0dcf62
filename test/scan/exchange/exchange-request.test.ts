import { afterEach, describe, expect, it } from "vitest";

import { AccessDeniedError, ServiceUnavailableError, ThrottledError } from "../../../src/errors.ts";
import { detail, rows } from "../support/exchange-answers.ts";
import { exchangeTo } from "../support/exchange-to.ts";
import {
  type Reply,
  type SeenRequest,
  type Service,
  startService,
} from "../support/start-service.ts";
import { testRetry } from "../support/test-retry.ts";

let service: Service | undefined;

async function serve(answer: (request: SeenRequest, turn: number) => Reply): Promise<Service> {
  service = await startService(answer);
  return service;
}

afterEach(async () => {
  await service?.close();
  service = undefined;
});

describe("createExchangeReader: retries", () => {
  it("waits as long as it is asked to, and as long as chance says otherwise", async () => {
    const retry = testRetry();
    const { url, seen } = await serve((_, turn) => {
      if (turn === 1) return { status: 429, headers: { "retry-after": "7.5" } };
      if (turn === 2) return { status: 503 };
      return { body: rows("a") };
    });
    expect(await exchangeTo(url, retry).readRows("Get-ManagementScope")).toHaveLength(1);
    expect(retry.slept).toEqual([7500, 1500]);
    expect(seen).toHaveLength(3);
  });

  it.each<[string, Reply]>([
    ["a timeout", { status: 408 }],
    ["an html page", { status: 502, body: "<html><body>Bad gateway</body></html>" }],
    ["a transient exception", { status: 400, body: detail("DCOverloadedException|busy") }],
    ["a broken connection", "breaksOff"],
    ["half a document", { body: '{"value":[{"Name":"a"}' }],
  ])("repeats after %s", async (_, reply) => {
    const { url } = await serve((__, turn) => (turn === 1 ? reply : { body: rows("a") }));
    expect(await exchangeTo(url).readRows("Get-ManagementScope")).toEqual([{ Name: "a" }]);
  });

  it("does not wait beyond its budget", async () => {
    const retry = testRetry({ budgetMs: 60_000 });
    const { url, seen } = await serve(() => ({ status: 429, headers: { "retry-after": "3600" } }));
    const read = exchangeTo(url, retry).readRows("Get-ManagementScope");
    await expect(read).rejects.toBeInstanceOf(ThrottledError);
    expect(retry.slept).toEqual([]);
    expect(seen).toHaveLength(1);
  });

  it("gives up after its attempts with the service's last words", async () => {
    const { url, seen } = await serve(() => ({ status: 500, body: { Message: "out of order." } }));
    const read = exchangeTo(url).readRows("Get-ManagementScope");
    await expect(read).rejects.toThrow(
      "exchange could not serve `Get-ManagementScope`: out of order (status 500)",
    );
    expect(seen).toHaveLength(4);
  });

  it("ends an attempt that takes too long", async () => {
    const retry = testRetry({ attemptTimeoutMs: 100, maxAttempts: 1 });
    const { url } = await serve(() => "breaksOff");
    const read = exchangeTo(url, retry).readRows("Get-ManagementScope");
    await expect(read).rejects.toBeInstanceOf(ServiceUnavailableError);
  });

  it("answers a challenge for fresh claims once", async () => {
    const claims = Buffer.from('{"access_token":{}}').toString("base64");
    const { url, seen } = await serve(({ headers }) =>
      headers.authorization === "Bearer fresh-token"
        ? { body: rows("a") }
        : { status: 401, headers: { "www-authenticate": `Bearer claims="${claims}"` } },
    );
    expect(await exchangeTo(url).readRows("Get-ManagementScope")).toHaveLength(1);
    expect(seen).toHaveLength(2);
  });

  it("takes the second refusal of a token for one, and says what to do", async () => {
    const claims = Buffer.from('{"access_token":{}}').toString("base64");
    const { url, seen } = await serve(() => ({
      status: 401,
      headers: { "www-authenticate": `Bearer claims="${claims}"` },
    }));
    const read = exchangeTo(url).readRows("Get-ManagementScope");
    await expect(read).rejects.toBeInstanceOf(AccessDeniedError);
    await expect(read).rejects.toThrow(/\(status 401\): the token is refused, .* sign in again/);
    expect(seen).toHaveLength(2);
  });

  it("sends an expired token once when there is no other", async () => {
    const { url, seen } = await serve(() => ({ status: 401 }));
    const read = exchangeTo(url).readRows("Get-ManagementScope");
    await expect(read).rejects.toBeInstanceOf(AccessDeniedError);
    expect(seen).toHaveLength(1);
  });
});
