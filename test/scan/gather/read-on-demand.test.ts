import { afterEach, describe, expect, it } from "vitest";

import type { GatherContext } from "../../../src/scan/gather/gather-context.ts";
import { readMailboxPermissions } from "../../../src/scan/gather/read-mailbox-permissions.ts";
import { readSignInActivities } from "../../../src/scan/gather/read-sign-in-activities.ts";
import { readTokenLifetimePolicies } from "../../../src/scan/gather/read-token-lifetime-policies.ts";
import { notFound } from "../support/exchange-answers.ts";
import { cmdletOf, gatherFrom } from "../support/gather-from.ts";
import { removeTemporaryFolders } from "../support/seed-tenant.ts";
import type { Reply, SeenRequest } from "../support/start-service.ts";

afterEach(removeTemporaryFolders);

const refusal = (code: string): Reply => ({
  status: 403,
  body: {
    error: { code, message: "Neither tenant is B2C or tenant doesn't have premium license" },
  },
});

describe("readSignInActivities", () => {
  const PATH = "/beta/reports/servicePrincipalSignInActivities";
  const messageAfter = async (reply: Reply): Promise<string> => {
    const back = await gatherFrom(() => reply, readSignInActivities);
    expect(back.records).toMatchObject([{ status: "denied" }]);
    return back.manifest.sections["graph/signInActivities"]?.message ?? "";
  };

  it("asks beta, page after page", async () => {
    const back = await gatherFrom(
      (_, turn) =>
        turn === 1
          ? {
              body: {
                value: [{ appId: "a" }],
                "@odata.nextLink": `https://graph.microsoft.com${PATH}?$skiptoken=2`,
              },
            }
          : { body: { value: [{ appId: "b" }] } },
      readSignInActivities,
    );
    expect(back.seen.map(({ path }) => path)).toEqual([PATH, `${PATH}?$skiptoken=2`]);
    expect(await back.rows("graph/signInActivities")).toEqual([{ appId: "a" }, { appId: "b" }]);
  });

  it("keeps nothing of a list that lost its second page", async () => {
    const back = await gatherFrom(
      (_, turn) =>
        turn === 1
          ? {
              body: {
                value: [{ appId: "a" }],
                "@odata.nextLink": `https://graph.microsoft.com${PATH}?$skiptoken=2`,
              },
            }
          : { status: 500 },
      readSignInActivities,
    );
    expect(back.records).toMatchObject([{ status: "failed", rows: 0 }]);
    expect(back.manifest.sections["graph/signInActivities"]?.file).toBeUndefined();
  });

  it("says that the tenant has no licence where that is why it was refused", async () => {
    const unlicensed = await messageAfter(
      refusal("Authentication_RequestFromNonPremiumTenantOrB2CTenant"),
    );
    expect(unlicensed).toMatch(/^this tenant has no Microsoft Entra ID P1 or P2/);
    expect(unlicensed).toContain("NonPremiumTenantOrB2CTenant");
    expect(unlicensed).toContain("needs Microsoft Graph `AuditLog.Read.All`");
    const other = await messageAfter(refusal("Authorization_RequestDenied"));
    expect(other).toMatch(/^graph refused to read/);
  });
});

describe("readTokenLifetimePolicies", () => {
  /** Two policies; what the second one applies to is answered as told. */
  const tenant =
    (second: object) =>
    ({ path, body }: SeenRequest): Reply => {
      if (path === "/v1.0/policies/tokenLifetimePolicies") {
        return { body: { value: [{ id: "p1" }, { id: "p2" }] } };
      }
      if (path.includes("$skiptoken")) return { body: { value: [{ id: "app2" }] } };
      const { requests } = JSON.parse(body) as { requests: { id: string; url: string }[] };
      const responses = requests.map(({ id, url }) =>
        url.includes("/p1/appliesTo")
          ? { id, status: 200, body: { value: [] } }
          : { id, ...second },
      );
      return { body: { responses } };
    };

  it("keeps what each policy applies to, all pages of it", async () => {
    const next = "https://graph.microsoft.com/v1.0/policies/tokenLifetimePolicies/p2/appliesTo";
    const page = { value: [{ id: "app1" }], "@odata.nextLink": `${next}?$skiptoken=2` };
    const back = await gatherFrom(tenant({ status: 200, body: page }), readTokenLifetimePolicies);
    expect(await back.rows("graph/tokenLifetimePolicies")).toEqual([
      { id: "p1", appliesTo: [] },
      { id: "p2", appliesTo: [{ id: "app1" }, { id: "app2" }] },
    ]);
  });

  it.each([
    [403, "denied"],
    [404, "failed"],
    [500, "failed"],
  ])("keeps no policy when one does not say what it applies to: %i", async (status, expected) => {
    const back = await gatherFrom(tenant({ status, body: {} }), readTokenLifetimePolicies);
    expect(back.records).toMatchObject([{ status: expected, rows: 0 }]);
    const entry = back.manifest.sections["graph/tokenLifetimePolicies"];
    expect(entry?.message).toContain("/p2/appliesTo");
    expect(entry?.file).toBeUndefined();
  });
});

describe("readMailboxPermissions", () => {
  const of =
    (...mailboxes: string[]) =>
    (context: GatherContext) =>
      readMailboxPermissions(context, {
        status: "read",
        value: { groups: new Map(), mailboxes: new Set(mailboxes) },
      });
  const granted = (User: string, more: object = {}): object => ({
    Identity: "adele",
    User,
    AccessRights: ["FullAccess"],
    IsInherited: false,
    Deny: false,
    ...more,
  });

  it("asks once for each mailbox, all of its rows", async () => {
    const back = await gatherFrom(() => ({ body: { value: [] } }), of("m2", "m1"));
    expect(back.seen.map(cmdletOf)).toEqual(
      ["m1", "m2"].map((Identity) => ({
        cmdlet: "Get-MailboxPermission",
        parameters: { Identity, ResultSize: "Unlimited" },
      })),
    );
    expect(back.parents("exchange/mailboxPermissions")).toEqual({ m1: "read", m2: "read" });
    expect(back.records).toMatchObject([{ status: "read", rows: 0 }]);
  });

  it("keeps Full Access of others, denied or given, and what does not say which it is", async () => {
    const kept = [
      granted("svc@contoso.com"),
      granted("S-1-5-21-1", { AccessRights: "FullAccess, ReadPermission" }),
      granted("denied@contoso.com", { Deny: true }),
      granted("silent@contoso.com", { IsInherited: undefined }),
      granted("unclear@contoso.com", { AccessRights: undefined }),
    ].map((row) => JSON.parse(JSON.stringify(row)) as object);
    const dropped = [
      granted("NT AUTHORITY\\SELF", { AccessRights: ["FullAccess", "ReadPermission"] }),
      granted("nt authority\\self"),
      granted("S-1-5-10"),
      granted("CONTOSO\\Organization Management", { IsInherited: true, Deny: true }),
      granted("CONTOSO\\Exchange Servers", { IsInherited: "True" }),
      granted("reader@contoso.com", { AccessRights: ["ReadPermission"] }),
    ];
    const back = await gatherFrom(() => ({ body: { value: [...dropped, ...kept] } }), of("m1"));
    expect(await back.rows("exchange/mailboxPermissions")).toEqual(
      kept.map((row) => ({ mailbox: "m1", row })),
    );
  });

  it("records each mailbox on its own", async () => {
    const back = await gatherFrom(
      (request) => {
        switch (cmdletOf(request).parameters["Identity"]) {
          case "m2":
            return notFound("m2");
          case "m3":
            return { status: 403 };
          case "m4":
            return { status: 500 };
          default:
            return { body: { value: [granted("svc@contoso.com")] } };
        }
      },
      of("m1", "m2", "m3", "m4"),
    );
    expect(back.parents("exchange/mailboxPermissions")).toEqual({
      m1: "read",
      m2: "notFound",
      m3: "denied",
      m4: "failed",
    });
    expect(back.records).toMatchObject([{ status: "read", rows: 1, parentsNotRead: 2 }]);
  });

  it("does not go on asking whoever is refused the first time", async () => {
    const back = await gatherFrom(() => ({ status: 403 }), of("m1", "m2", "m3", "m4", "m5"));
    expect(back.records).toMatchObject([{ status: "denied" }]);
    expect(back.seen.length).toBeLessThan(5);
  });

  it("leaves no mailbox out where there are more than are made ready at once", async () => {
    const many = Array.from({ length: 1003 }, (_, index) => `m${index}`);
    const back = await gatherFrom(() => ({ body: { value: [] } }), of(...many));
    expect(Object.keys(back.parents("exchange/mailboxPermissions")).toSorted()).toEqual(
      many.toSorted(),
    );
    expect(back.seen).toHaveLength(many.length);
  });

  it("asks nobody when the mailboxes are not known", async () => {
    const back = await gatherFrom(
      () => ({ status: 500 }),
      (context) => readMailboxPermissions(context, { status: "denied", message: "no" }),
    );
    expect(back.records).toMatchObject([{ status: "failed" }]);
    expect(back.seen).toHaveLength(0);
  });
});
