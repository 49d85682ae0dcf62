import { describe, expect, it } from "vitest";
import type { Emulator } from "../../../src/emulator/start-emulator.ts";
import { graph, start, stopAfterEach } from "../clients.ts";
import type { Reply } from "../clients.ts";
import { keyOf, SALES, TENANT_ID } from "../contoso.ts";
import type { Row } from "../tenant-folder.ts";

stopAfterEach();

const EVENTUAL = { headers: { ConsistencyLevel: "eventual" } };

describe("$batch", () => {
  interface Part {
    id: string;
    status: number;
    headers: Row;
    body: Row;
  }
  const batch = async (emulator: Emulator, requests: readonly object[]): Promise<Reply> =>
    graph(emulator, "$batch", { method: "POST", body: JSON.stringify({ requests }) });
  const partsOf = (reply: Reply): Part[] => reply.body["responses"] as Part[];
  const get = (name: string, url: string, more: object = {}): object => ({
    id: name,
    method: "GET",
    url,
    ...more,
  });

  it("answers each part with a status of its own, in an order of its own", async () => {
    const reply = await batch(await start(), [
      get("a", "/organization"),
      get("b", "/groups/none"),
      get("c", "/organization", { dependsOn: ["b"] }),
      get("d", `/groups/${keyOf(SALES)}/transitiveMembers/$count`, EVENTUAL),
      get("e", "/v1.0/organization"),
    ]);
    expect(reply.status).toBe(200);
    expect(partsOf(reply).map(({ id: part, status }) => [part, status])).toEqual([
      ["e", 400],
      ["d", 200],
      ["c", 424],
      ["b", 404],
      ["a", 200],
    ]);
    expect(partsOf(reply)[4]?.body).toMatchObject({ value: [{ id: TENANT_ID }] });
  });

  it("may hold throttled parts in an answer that is fine", async () => {
    const emulator = await start({}, { faults: { throttleEvery: 2, retryAfterSeconds: 2 } });
    const reply = await batch(emulator, [get("a", "/organization"), get("b", "/organization")]);
    expect(reply.status).toBe(200);
    expect(partsOf(reply).map(({ status }) => status)).toEqual([200, 429]);
    expect(partsOf(reply)[1]?.headers["Retry-After"]).toBe("2");
  });

  it("refuses more than twenty parts, none, and an id that is there twice", async () => {
    const emulator = await start();
    const many = Array.from({ length: 21 }, (_, index) => get(String(index), "/organization"));
    for (const parts of [many, [], [get("a", "/organization"), get("a", "/organization")]]) {
      expect((await batch(emulator, parts)).status).toBe(400);
    }
    expect((await batch(emulator, many.slice(1))).status).toBe(200);
  });
});
