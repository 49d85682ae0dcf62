import { describe, expect, it } from "vitest";
import type { Emulator } from "../../../src/emulator/start-emulator.ts";
import { graph, pathOf, start, stopAfterEach } from "../clients.ts";
import type { Reply } from "../clients.ts";
import type { Row } from "../tenant-folder.ts";

stopAfterEach();

const ids = (reply: Reply): unknown[] => reply.rows.map((row) => row["id"]);

const codeOf = (reply: Reply): unknown => (reply.body["error"] as Row | undefined)?.["code"];

describe("paging", () => {
  const many = Array.from({ length: 250 }, (_, index) => ({
    id: `app-${index}`,
    appId: `${index}`,
    displayName: "x",
  }));

  const all = async (emulator: Emulator, path: string): Promise<unknown[]> => {
    const found: unknown[] = [];
    let reply = await graph(emulator, path);
    for (;;) {
      found.push(...ids(reply));
      const link = reply.body["@odata.nextLink"];
      if (typeof link !== "string") return found;
      expect(link).toMatch(/^https:\/\/graph\.microsoft\.com\/v1\.0\/applications\?.*\$skiptoken=/);
      reply = await graph(emulator, pathOf(link));
    }
  };

  it.each(["", "?$top=7", "?$top=100", "?$top=999", "?$select=id&$top=99"])(
    "gives every row once: %s",
    async (query) => {
      const emulator = await start({ "graph/applications": many });
      expect(await all(emulator, `applications${query}`)).toEqual(many.map((row) => row.id));
    },
  );

  it("holds a hundred rows unless more are asked for, and refuses more than 999", async () => {
    const emulator = await start({ "graph/applications": many });
    expect((await graph(emulator, "applications")).rows).toHaveLength(100);
    expect((await graph(emulator, "applications?$top=999")).rows).toHaveLength(250);
    for (const top of ["0", "1000", "x"]) {
      expect((await graph(emulator, `applications?$top=${top}`)).status).toBe(400);
    }
    const counted = await graph(emulator, "applications?$count=true");
    expect(counted.body).not.toHaveProperty("@odata.count");
    const broken = await graph(emulator, "applications?$skiptoken=abc");
    expect(codeOf(broken)).toBe("Directory_ExpiredPageToken");
  });
});
