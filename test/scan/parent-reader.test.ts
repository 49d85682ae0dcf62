import { afterEach, describe, expect, it } from "vitest";

import { readAuthorizations } from "../../src/scan/gather/read-authorizations.ts";
import { notFound, rows } from "./support/exchange-answers.ts";
import { cmdletOf, gatherFrom, read } from "./support/gather-from.ts";
import { removeTemporaryFolders } from "./support/seed-tenant.ts";
import type { Reply } from "./support/start-service.ts";

afterEach(removeTemporaryFolders);

describe("createParentReader: parents", () => {
  const assignments = read(
    ...["a", "b", "c", "d"].map((App) => ({ App, Role: "Application Mail.Read" })),
  );
  const ask = (answer: (app: unknown) => Reply) =>
    gatherFrom(
      (request) => answer(cmdletOf(request).parameters["Identity"]),
      (context) =>
        readAuthorizations(context, {
          roleAssignments: assignments,
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
    const back = await ask((app) => (app === "a" ? { body: rows() } : { status: 429 }));
    expect(back.parents(SECTION)).toEqual({ a: "read", b: "failed", c: "failed", d: "failed" });
  });

  it("make the section failed when none of them could be read", async () => {
    const back = await ask(() => ({ status: 400, body: { Message: "no" } }));
    expect(back.records).toMatchObject([{ status: "failed" }]);
    expect(back.manifest.sections[SECTION]?.message).toContain("no (status 400)");
  });
});
