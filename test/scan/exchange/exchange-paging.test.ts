import * as fc from "fast-check";
import { afterEach, describe, expect, it } from "vitest";

import { expired, link, rows } from "../support/exchange-answers.ts";
import { exchangeTo } from "../support/exchange-to.ts";
import {
  type Reply,
  type SeenRequest,
  type Service,
  startService,
} from "../support/start-service.ts";

let service: Service | undefined;

async function serve(answer: (request: SeenRequest, turn: number) => Reply): Promise<Service> {
  service = await startService(answer);
  return service;
}

afterEach(async () => {
  await service?.close();
  service = undefined;
});

describe("createExchangeReader: paging", () => {
  it("any_split_gives_the_same_rows: pages change nothing", async () => {
    let pages: string[][] = [];
    const { url } = await serve(({ path }) => {
      const index = Number(/skiptoken=(\d+)/.exec(path)?.[1] ?? "0");
      const page = rows(...(pages[index] ?? []));
      const isLast = index >= pages.length - 1;
      return { body: isLast ? page : { ...page, "@odata.nextLink": link(String(index + 1)) } };
    });
    const anyPages = fc.array(fc.array(fc.constantFrom("a", "b", "c"), { maxLength: 3 }), {
      minLength: 1,
      maxLength: 6,
    });
    const property = fc.asyncProperty(anyPages, async (given) => {
      pages = given;
      const read = await exchangeTo(url).readRows("Get-ManagementScope");
      expect(read.map((row) => row["Name"])).toEqual(given.flat());
    });
    await fc.assert(property, { numRuns: 40 });
  });

  it("asks for the next page while the rows of one are taken", async () => {
    let sawSecond = (): void => {};
    const second = new Promise<void>((resolve) => (sawSecond = resolve));
    const { url } = await serve(({ path }) => {
      if (!path.includes("skiptoken"))
        return { body: { ...rows("a"), "@odata.nextLink": link("1") } };
      sawSecond();
      return { body: rows("b") };
    });
    const taken: unknown[] = [];
    const sink = {
      add: async (row: Readonly<Record<string, unknown>>) => {
        if (row["Name"] === "a") await second;
        taken.push(row["Name"]);
      },
      restart: async () => void taken.splice(0),
    };
    await exchangeTo(url).readInto(sink, "Get-Recipient");
    expect(taken).toEqual(["a", "b"]);
  });

  it.each([
    ["at the end", (more: object) => ({ ...rows("a", "b"), ...more })],
    ["before the rows", (more: object) => ({ ...more, ...rows("a", "b") })],
    ["inside a row only", () => ({ ...rows("a", "b"), last: { "@odata.nextLink": link("2") } })],
  ])(
    "follows a link wherever the answer has it, and asks for each page once: %s",
    async (_, first) => {
      const asked: string[] = [];
      const { url } = await serve(({ path }) => {
        asked.push(path);
        if (path.includes("skiptoken")) return { body: rows("c") };
        return { body: first({ "@odata.nextLink": link("1") }) };
      });
      const read = await exchangeTo(url).readRows("Get-ManagementScope");
      const isFollowed = JSON.stringify(first({ "@odata.nextLink": "" })).includes('Link":""');
      expect(read.map((row) => row["Name"])).toEqual(["a", "b", ...(isFollowed ? ["c"] : [])]);
      expect(asked.length).toBe(isFollowed ? 2 : 1);
    },
  );

  it("takes no row of an answer that is refused, whatever page was asked for in the meantime", async () => {
    const { url } = await serve(({ path }) =>
      path.includes("skiptoken")
        ? { body: rows("b") }
        : { body: { ...rows("a"), "@adminapi.errors": ["no"], "@odata.nextLink": link("1") } },
    );
    await expect(exchangeTo(url).readRows("Get-ManagementScope")).rejects.toThrow("errors beside");
  });

  it("lost_pages_never_shorten_a_list: a failure on any page gives all rows or an error", async () => {
    let failAt = 0;
    let times = 0;
    const { url } = await serve(({ path }) => {
      const index = Number(/skiptoken=(\d+)/.exec(path)?.[1] ?? "0");
      if (index === failAt && times > 0) {
        times -= 1;
        return { status: 400, body: expired };
      }
      const page = rows(`row ${index}`);
      return { body: index === 4 ? page : { ...page, "@odata.nextLink": link(String(index + 1)) } };
    });
    const property = fc.asyncProperty(fc.nat(4), fc.nat(3), async (page, failures) => {
      failAt = page;
      times = failures;
      const read = await exchangeTo(url)
        .readRows("Get-ManagementScope")
        .catch((cause: unknown) => cause);
      if (read instanceof Error) expect(failures).toBeGreaterThan(0);
      else expect(read).toHaveLength(5);
      if (page > 0 && failures === 1) expect(read).toHaveLength(5);
    });
    await fc.assert(property, { numRuns: 40 });
  });

  it("restarts a lost list once, telling its sink, and names the lost page the second time", async () => {
    const { url, seen } = await serve(({ path }) =>
      path.includes("skiptoken")
        ? { status: 400, body: expired }
        : { body: { ...rows("a"), "@odata.nextLink": link("2") } },
    );
    const told: string[] = [];
    const sink = {
      add: async (row: object) => void told.push(JSON.stringify(row)),
      restart: async () => void told.push("restart"),
    };
    const read = exchangeTo(url).readInto(sink, "Get-Recipient");
    await expect(read).rejects.toThrow(
      /lost page 2 of `Get-Recipient`, twice: .*Expired or Invalid/,
    );
    expect(told).toEqual(['{"Name":"a"}', "restart", '{"Name":"a"}']);
    expect(seen).toHaveLength(4);
  });

  it.each<[string, Reply]>([
    ["empty", { headers: { "content-length": "0" } }],
    ["without content", { status: 204 }],
    ["null", { body: { value: null } }],
  ])(
    "takes a %s answer for no rows on the first page, and for a lost page later",
    async (_, reply) => {
      const { url } = await serve(({ path }) =>
        path.includes("skiptoken") || path.includes("void")
          ? reply
          : { body: { ...rows("a"), "@odata.nextLink": link("2") } },
      );
      await expect(exchangeTo(url).readRows("Get-Recipient")).rejects.toThrow(/lost page 2/);
      await service?.close();
      const second = await serve(() => reply);
      expect(await exchangeTo(second.url).readRows("Get-Recipient")).toEqual([]);
    },
  );

  it("takes no answer for no rows that promised a body and sent none", async () => {
    const { url, seen } = await serve(() => ({ headers: { "transfer-encoding": "chunked" } }));
    const read = exchangeTo(url).readRows("Get-Recipient");
    await expect(read).rejects.toThrow("exchange answered `Get-Recipient` with an empty page");
    expect(seen).toHaveLength(4);
  });

  it("refuses a link that comes twice", async () => {
    const { url } = await serve(() => ({ body: { ...rows("a"), "@odata.nextLink": link("2") } }));
    const read = exchangeTo(url).readRows("Get-Recipient");
    await expect(read).rejects.toThrow(/the same page twice/);
  });

  it("refuses a list that says it was cut short and links to nothing", async () => {
    const warning =
      "There are more results available than are currently displayed. To view them, increase the value for the ResultSize parameter.";
    const { url } = await serve(() => ({
      body: { ...rows("a"), "@adminapi.warnings": [warning] },
    }));
    const read = exchangeTo(url).readRows("Get-ManagementScope");
    await expect(read).rejects.toThrow(/cut short/);
  });

  it("refuses rows that come with errors beside them", async () => {
    const { url } = await serve(() => ({ body: { ...rows("a"), "@adminapi.errors": ["half"] } }));
    const read = exchangeTo(url).readRows("Get-ManagementScope");
    await expect(read).rejects.toThrow(/errors beside the rows/);
  });

  it.each([
    "https://evil.example/adminapi/beta/InvokeCommand",
    "http://outlook.office365.com/adminapi/beta/InvokeCommand",
    "https://outlook.office365.com.evil.example/x",
    "https://outlook.office365.com@evil.example/x",
    "https://outlook.office365.com:8443/x",
    "//evil.example/x",
  ])("foreign_links_get_no_token: %s", async (foreign) => {
    const { url, seen } = await serve(() => ({
      body: { ...rows("a"), "@odata.nextLink": foreign },
    }));
    const read = exchangeTo(url).readRows("Get-ManagementScope");
    await expect(read).rejects.toThrow(/nothing was sent there/);
    expect(seen.every(({ path }) => path.endsWith("/InvokeCommand"))).toBe(true);
    expect(seen).toHaveLength(2);
  });

  it("follows a redirect inside the trusted hosts with the token, and no other", async () => {
    const { url, seen } = await serve((_, turn) =>
      turn === 1
        ? { status: 302, headers: { location: "https://outlook.office365.com/elsewhere" } }
        : { body: rows("a") },
    );
    expect(await exchangeTo(url).readRows("Get-ManagementScope")).toHaveLength(1);
    expect(seen[1]).toMatchObject({ path: "/elsewhere", method: "POST", body: seen[0]?.body });
    await service?.close();

    const foreign = await serve(() => ({
      status: 302,
      headers: { location: "https://evil.example/steal" },
    }));
    const read = exchangeTo(foreign.url).readRows("Get-ManagementScope");
    await expect(read).rejects.toThrow(/`https:\/\/evil.example`; nothing was sent there/);
    expect(foreign.seen).toHaveLength(1);
  });
});
