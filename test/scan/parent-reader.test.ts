import { afterEach, describe, expect, it } from "vitest";

import { readAuthorizations } from "../../src/scan/gather/read-authorizations.ts";
import { createParentReader } from "../../src/scan/parent-reader.ts";
import { notFound, rows } from "./support/exchange-answers.ts";
import { cmdletOf, gatherFrom, read } from "./support/gather-from.ts";
import { removeTemporaryFolders } from "./support/seed-tenant.ts";
import type { Reply } from "./support/start-service.ts";

afterEach(removeTemporaryFolders);

describe("createParentReader: parents", () => {
  const ask = (answer: (app: unknown) => Reply, apps = ["a", "b", "c", "d"]) =>
    gatherFrom(
      (request) => answer(cmdletOf(request).parameters["Identity"]),
      (context) =>
        readAuthorizations(context, {
          roleAssignments: read(...apps.map((App) => ({ App, Role: "Application Mail.Read" }))),
          exchangeServicePrincipals: read(),
          graphServicePrincipals: read(),
        }),
    );
  const SECTION = "exchange/servicePrincipalAuthorizations";

  it("are each recorded with how it ended; no row of a failed one is kept", async () => {
    const answers: Readonly<Record<string, Reply>> = {
      a: { body: rows("one", "two") },
      b: { status: 403 },
      c: notFound("c"),
      d: { status: 400, body: { Message: "no" } },
    };
    const back = await ask((app) => answers[String(app)] ?? "breaksOff");
    expect(back.parents(SECTION)).toEqual({ a: "read", b: "denied", c: "notFound", d: "failed" });
    expect(await back.rows(SECTION)).toHaveLength(2);
    expect(back.records).toMatchObject([{ status: "read", rows: 2, parentsNotRead: 2 }]);
  });

  it("are not all asked when the first one is refused", async () => {
    const back = await ask(() => ({ status: 403 }));
    expect(back.records).toMatchObject([{ status: "denied" }]);
    expect(back.seen.length).toBeLessThanOrEqual(3);
  });

  it("are not all asked when the service stays throttled", async () => {
    const many = Array.from({ length: 20 }, (_, index) => `app ${String(index).padStart(2, "0")}`);
    const back = await ask((app) => (app === many[0] ? { body: rows() } : { status: 429 }), many);
    const { [many[0] ?? ""]: first, ...others } = back.parents(SECTION);
    expect(first).toBe("read");
    expect(new Set(Object.values(others))).toEqual(new Set(["failed"]));
    expect(back.seen.length).toBeLessThan(12);
  });

  it("that are all gone are an answer", async () => {
    const back = await ask((app) => notFound(String(app)));
    expect(back.records).toMatchObject([{ status: "read", rows: 0, parentsNotRead: 0 }]);
  });

  it("are asked for once, in whatever case", async () => {
    let asked = 0;
    const question = (key: string) => ({
      key,
      ask: async () => {
        asked += 1;
        return [{ Name: key }];
      },
      toLine: (row: object) => ({ appId: key, row }),
    });
    const back = await gatherFrom(
      () => ({ status: 500 }),
      ({ sections }) =>
        sections.read(SECTION, async (section) => {
          const parents = createParentReader(section, 2);
          await parents.read([question("a"), question("A")]);
          await parents.read([question("a"), question("b")]);
          parents.finish();
        }),
    );
    expect(asked).toBe(2);
    expect(back.records).toMatchObject([{ rows: 2 }]);
  });

  it("make the section failed when none of them could be read", async () => {
    const back = await ask(() => ({ status: 400, body: { Message: "no" } }));
    expect(back.records).toMatchObject([{ status: "failed" }]);
    expect(back.manifest.sections[SECTION]?.message).toContain("no (status 400)");
  });
});
