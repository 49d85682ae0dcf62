import * as fc from "fast-check";
import { afterEach, describe, expect, it } from "vitest";

import {
  AccessDeniedError,
  NotFoundError,
  ServiceUnavailableError,
  ThrottledError,
} from "../../../src/errors.ts";
import { graphTo, listItems } from "../support/graph-to.ts";
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

const PATH = "/servicePrincipals?$select=id,appId&$top=999";
const link = (index: number): string =>
  `https://graph.microsoft.com/v1.0/servicePrincipals?$select=id&$skiptoken=${index}`;
const indexOf = ({ path }: SeenRequest): number => Number(/skiptoken=(\d+)/.exec(path)?.[1] ?? "0");

describe("createGraphReader: items", () => {
  it("asks with a token and follows links to their end", async () => {
    const { url, seen } = await serve((request) =>
      indexOf(request) === 0
        ? { body: { value: [{ id: "a" }], "@odata.nextLink": link(1) } }
        : { body: { value: [{ id: "b" }] } },
    );
    expect(await listItems(graphTo(url).items(PATH))).toEqual([{ id: "a" }, { id: "b" }]);
    expect(seen.map(({ path }) => path)).toEqual([
      "/v1.0/servicePrincipals?$select=id,appId&$top=999",
      "/v1.0/servicePrincipals?$select=id&$skiptoken=1",
    ]);
    for (const { headers } of seen) expect(headers.authorization).toBe("Bearer secret-token");
  });

  it("any_split_gives_the_same_rows: pages change nothing, empty ones included", async () => {
    let pages: string[][] = [];
    const { url } = await serve((request) => {
      const index = indexOf(request);
      const value = (pages[index] ?? []).map((id) => ({ id }));
      const isLast = index >= pages.length - 1;
      return { body: isLast ? { value } : { value, "@odata.nextLink": link(index + 1) } };
    });
    const anyPages = fc.array(fc.array(fc.constantFrom("a", "b"), { maxLength: 3 }), {
      minLength: 1,
      maxLength: 5,
    });
    const property = fc.asyncProperty(anyPages, async (given) => {
      pages = given;
      const rows = await listItems(graphTo(url).items(PATH));
      expect(rows.map(({ id }) => id)).toEqual(given.flat());
    });
    await fc.assert(property, { numRuns: 30 });
  });

  it("lost_pages_never_shorten_a_list: a failure on any page throws", async () => {
    for (const lost of [0, 1, 2]) {
      const { url } = await serve((request) => {
        const index = indexOf(request);
        if (index === lost) return { status: 400, body: { error: { message: "expired" } } };
        const value = [{ id: String(index) }];
        return { body: index === 2 ? { value } : { value, "@odata.nextLink": link(index + 1) } };
      });
      await expect(listItems(graphTo(url).items(PATH))).rejects.toThrow(/expired \(status 400\)/);
      await service?.close();
    }
  });

  it.each([
    "https://evil.example/v1.0/servicePrincipals",
    "http://graph.microsoft.com/v1.0/servicePrincipals",
    "https://graph.microsoft.com.evil.example/v1.0/x",
    "https://graph.microsoft.com@evil.example/v1.0/x",
    "https://graph.microsoft.us/v1.0/servicePrincipals",
    "/v1.0/servicePrincipals?$skiptoken=1",
  ])("foreign_links_get_no_token: %s", async (foreign) => {
    const { url, seen } = await serve(() => ({
      body: { value: [{ id: "a" }], "@odata.nextLink": foreign },
    }));
    await expect(listItems(graphTo(url).items(PATH))).rejects.toBeInstanceOf(
      ServiceUnavailableError,
    );
    expect(seen).toHaveLength(1);
  });

  it("does not follow a redirect to another host", async () => {
    const { url, seen } = await serve(() => ({
      status: 302,
      headers: { location: "https://evil.example/steal" },
    }));
    const read = listItems(graphTo(url).items(PATH));
    await expect(read).rejects.toThrow(/`https:\/\/evil.example`; nothing was sent there/);
    expect(seen).toHaveLength(1);
  });

  it("refuses a link that comes twice, and an answer without items", async () => {
    const endless = await serve(() => ({ body: { value: [], "@odata.nextLink": link(1) } }));
    await expect(listItems(graphTo(endless.url).items(PATH))).rejects.toThrow(/without an end/);
    await service?.close();
    const { url } = await serve(() => ({ body: { id: "not a list" } }));
    await expect(listItems(graphTo(url).items(PATH))).rejects.toThrow(/without items/);
  });
});

describe("createGraphReader: retries and errors", () => {
  it.each<[string, Reply]>([
    ["throttling with a wait", { status: 429, headers: { "retry-after": "0" } }],
    ["throttling without one", { status: 429 }],
    ["an html page", { status: 502, body: "<html></html>" }],
    ["a server error", { status: 500, body: { error: { code: "generalException" } } }],
    ["a broken connection", "breaksOff"],
    ["half a document", { body: '{"value":[{"id":' }],
  ])("repeats after %s", async (_, reply) => {
    const { url } = await serve((__, turn) => (turn === 1 ? reply : { body: { value: [] } }));
    expect(await listItems(graphTo(url).items(PATH))).toEqual([]);
  });

  it("does not come back before a long wait is over, nor wait beyond its budget", async () => {
    const retry = testRetry({ budgetMs: 400_000 });
    const asked = (turn: number): string => (turn === 1 ? "300" : "500");
    const { url, seen } = await serve((_, turn) => ({
      status: 429,
      headers: { "retry-after": asked(turn) },
    }));
    const read = listItems(graphTo(url, retry).items(PATH));
    await expect(read).rejects.toBeInstanceOf(ThrottledError);
    expect(retry.slept).toEqual([300_000]);
    expect(seen).toHaveLength(2);
  });

  it("tells refusals, missing objects and other errors apart, in Graph's words", async () => {
    const cases = [
      [403, AccessDeniedError, /graph refused to read `\/users`: Authorization_RequestDenied: no/],
      [401, AccessDeniedError, /status 401/],
      [404, NotFoundError, /graph did not find `\/users`/],
      [400, ServiceUnavailableError, /graph could not serve `\/users`/],
    ] as const;
    for (const [status, type, message] of cases) {
      const body = { error: { code: "Authorization_RequestDenied", message: "no rights." } };
      const { url, seen } = await serve(() => ({ status, body }));
      const read = listItems(graphTo(url).items("/users"));
      await expect(read).rejects.toBeInstanceOf(type);
      await expect(read).rejects.toThrow(message);
      expect(seen).toHaveLength(1);
      await service?.close();
    }
  });
});
