import { afterEach, describe, expect, it } from "vitest";

import { readAccessPolicies } from "../../../src/scan/gather/read-access-policies.ts";
import { readEffectiveUsers } from "../../../src/scan/gather/read-effective-users.ts";
import { readOrganizationConfig } from "../../../src/scan/gather/read-organization-config.ts";
import { readPolicyChecks } from "../../../src/scan/gather/read-policy-checks.ts";
import { readRecipients } from "../../../src/scan/gather/read-recipients.ts";
import { readScopeMembers } from "../../../src/scan/gather/read-scope-members.ts";
import type { RowsOutcome } from "../../../src/scan/gather/source.ts";
import { detail, expired, link, notFound, rows } from "../support/exchange-answers.ts";
import { cmdletOf, gatherFrom, read } from "../support/gather-from.ts";
import { removeTemporaryFolders } from "../support/seed-tenant.ts";
import type { Reply } from "../support/start-service.ts";

afterEach(removeTemporaryFolders);

describe("readAccessPolicies", () => {
  it("takes the one text of a tenant that never had a policy for absent, and nothing else", async () => {
    const statusAfter = async (answer: Reply): Promise<string | undefined> => {
      const { records } = await gatherFrom(() => answer, readAccessPolicies);
      return records[0]?.status;
    };
    expect(await statusAfter(notFound("OU=contoso.onmicrosoft.com,DC=prod\\*"))).toBe("absent");
    expect(await statusAfter(notFound("OU=contoso.onmicrosoft.com,DC=prod"))).toBe("failed");
    expect(await statusAfter({ status: 404 })).toBe("failed");
    expect(await statusAfter({ body: rows() })).toBe("read");
    expect(await statusAfter({ status: 403 })).toBe("denied");
  });
});

describe("readOrganizationConfig", () => {
  const row = { Name: "contoso", EwsEnabled: true, EwsAllowedAppIDs: "" };

  it("asks for the list of apps that may use EWS", async () => {
    const back = await gatherFrom(() => ({ body: { value: [row] } }), readOrganizationConfig);
    expect(back.seen.map(cmdletOf)).toEqual([
      {
        cmdlet: "Get-OrganizationConfig",
        parameters: { RetrieveEwsOperationAccessPolicy: true },
      },
    ]);
    expect(await back.rows("exchange/organizationConfig")).toEqual([row]);
  });

  it("leaves the list out, and says so, where the switch is refused: it would look empty", async () => {
    const back = await gatherFrom((request) => {
      const hasSwitch = "RetrieveEwsOperationAccessPolicy" in cmdletOf(request).parameters;
      return hasSwitch
        ? { status: 400, body: detail("A.AmbiguousParameterSetException|unknown parameter") }
        : { body: { value: [row] } };
    }, readOrganizationConfig);
    expect(await back.rows("exchange/organizationConfig")).toEqual([
      { Name: "contoso", EwsEnabled: true },
    ]);
    expect(back.manifest.sections["exchange/organizationConfig"]?.message).toMatch(
      /allowed to use EWS was not read: .*unknown parameter/,
    );
  });

  it("does not ask again after a refusal", async () => {
    const back = await gatherFrom(() => ({ status: 403 }), readOrganizationConfig);
    expect(back.records).toMatchObject([{ status: "denied" }]);
    expect(back.seen).toHaveLength(1);
  });
});

describe("readRecipients", () => {
  it("begins its section anew when a later page is lost", async () => {
    let losses = 1;
    const recipient = (name: string, type: string): object => ({
      Guid: name,
      Name: name,
      RecipientTypeDetails: type,
    });
    const back = await gatherFrom(
      ({ path }) => {
        if (!path.includes("skiptoken")) {
          const value = [recipient("m1", "UserMailbox"), recipient("g1", "GroupMailbox")];
          if (losses > 0) value.push(recipient("m9", "UserMailbox"), recipient("g9", "RoomList"));
          return { body: { value, "@odata.nextLink": link("2") } };
        }
        losses -= 1;
        if (losses >= 0) return { status: 400, body: expired };
        return { body: { value: [recipient("m2", "RoomMailbox"), recipient("c", "MailContact")] } };
      },
      async (context) => {
        const outcome = await readRecipients(context, () => {});
        expect(outcome).toMatchObject({ status: "read" });
        if (outcome.status !== "read") return;
        expect([...outcome.value.mailboxes]).toEqual(["m1", "m2"]);
        expect([...outcome.value.groups.keys()]).toEqual(["g1"]);
      },
    );
    const names = (await back.rows("exchange/recipients")).map((row) => row["Name"]);
    expect(names).toEqual(["m1", "g1", "m2", "c"]);
    expect(back.manifest.sections["exchange/recipients"]).toMatchObject({ rows: 4, requests: 4 });
  });

  it("is failed, with no rows, when the list stays incomplete", async () => {
    const back = await gatherFrom(
      ({ path }) =>
        path.includes("skiptoken")
          ? { status: 400, body: expired }
          : { body: { ...rows("m1"), "@odata.nextLink": link("2") } },
      (context) => readRecipients(context, () => {}),
    );
    const entry = back.manifest.sections["exchange/recipients"];
    expect(entry).toMatchObject({ status: "failed" });
    expect(entry?.file).toBeUndefined();
    expect(entry?.message).toMatch(/lost page 2/);
  });
});

describe("readScopeMembers", () => {
  const sources = (scope: Readonly<Record<string, unknown>>) => ({
    roleAssignments: read({ App: "x", Role: "Application Mail.Read", CustomResourceScope: "S" }),
    managementScopes: read({ Name: "S", ...scope }),
    roles: read(),
  });

  it("asks with the filter, and the root where there is one, and keeps who it is", async () => {
    const member = { Guid: "m1", RecipientTypeDetails: "UserMailbox", Notes: "private" };
    for (const [root, parameters] of [
      ["", {}],
      ["contoso.com/Zurich", { OrganizationalUnit: "contoso.com/Zurich" }],
    ] as const) {
      const back = await gatherFrom(
        () => ({ body: { value: [member] } }),
        (context) =>
          readScopeMembers(
            context,
            sources({ RecipientFilter: "City -eq 'Z'", RecipientRoot: root }),
          ),
      );
      expect(back.seen.map(cmdletOf)).toEqual([
        {
          cmdlet: "Get-Recipient",
          parameters: { Filter: "City -eq 'Z'", ResultSize: "Unlimited", ...parameters },
        },
      ]);
      expect(await back.rows("exchange/scopeMembers")).toEqual([
        { scope: "S", row: { Guid: "m1", RecipientTypeDetails: "UserMailbox" } },
      ]);
    }
  });

  it("does not take everybody for the members of a scope that shows no filter", async () => {
    const back = await gatherFrom(
      () => ({ body: rows("everybody") }),
      (context) => readScopeMembers(context, sources({ RecipientFilter: "" })),
    );
    expect(back.seen).toHaveLength(0);
    expect(back.records).toMatchObject([{ status: "failed" }]);
  });
});

describe("readEffectiveUsers", () => {
  const roles = read(
    { Name: "ApplicationImpersonation" },
    { Name: "Child", Parent: "ApplicationImpersonation" },
  );
  const roleOf = (request: Parameters<typeof cmdletOf>[0]): unknown =>
    cmdletOf(request).parameters["Role"];

  it("asks for each role, and records one that is gone as such", async () => {
    const back = await gatherFrom(
      (request) =>
        roleOf(request) === "Child"
          ? { body: { value: [{ Role: "Child", Name: "a" }] } }
          : notFound("ApplicationImpersonation"),
      (context) => readEffectiveUsers(context, roles),
    );
    expect(back.parents("exchange/impersonationEffectiveUsers")).toEqual({
      applicationimpersonation: "notFound",
      child: "read",
    });
    expect(back.records).toMatchObject([{ status: "read", parentsNotRead: 0 }]);
  });

  it("records the root as gone where only a child is left", async () => {
    const back = await gatherFrom(
      () => ({ body: rows() }),
      (context) =>
        readEffectiveUsers(context, read({ Name: "Child", RoleType: "ApplicationImpersonation" })),
    );
    expect(back.parents("exchange/impersonationEffectiveUsers")).toEqual({
      applicationimpersonation: "notFound",
      child: "read",
    });
  });

  it.each<[string, RowsOutcome, number]>([
    ["known to be gone", read({ Name: "Application Mail.Read" }), 0],
    ["not found", read({ Name: "ApplicationImpersonation" }), 1],
  ])("is absent when all roles are %s", async (_, given, requests) => {
    const back = await gatherFrom(
      () => notFound("ApplicationImpersonation"),
      (context) => readEffectiveUsers(context, given),
    );
    expect(back.records).toMatchObject([{ status: "absent" }]);
    expect(back.seen).toHaveLength(requests);
  });

  it("is not absent where roles derived from the one that is gone may be left", async () => {
    const back = await gatherFrom(
      () => notFound("ApplicationImpersonation"),
      (context) => readEffectiveUsers(context, { status: "denied", message: "no" }),
    );
    expect(back.records).toMatchObject([{ status: "read" }]);
    expect(back.records[0]?.message).toMatch(/roles derived from it were not asked for/);
    expect(back.parents("exchange/impersonationEffectiveUsers")).toEqual({
      applicationimpersonation: "notFound",
    });
  });

  it("does not take the assignments of other roles for an answer", async () => {
    const back = await gatherFrom(
      () => ({ body: { value: [{ Role: "Mail Recipients" }] } }),
      (context) => readEffectiveUsers(context, roles),
    );
    expect(back.records).toMatchObject([{ status: "failed" }]);
    expect(back.records[0]?.message).toMatch(/answered for other roles/);
  });
});

describe("readPolicyChecks", () => {
  const APP = "c0000000-0000-4000-8000-000000000001";
  const sources = {
    policies: read({ AppId: APP, ScopeIdentityRaw: "S-1;a0000000-0000-4000-8000-000000000001" }),
    members: { status: "read", value: new Map() },
    recipients: {
      status: "read",
      value: {
        groups: new Map(),
        mailboxes: new Set(["a0000000-0000-4000-8000-000000000001", "b"]),
      },
    },
  } as const;

  it("does not take the answer about another app", async () => {
    const back = await gatherFrom(
      (request) =>
        cmdletOf(request).parameters["Identity"] === "b"
          ? { body: { value: [{ AppId: "another", AccessCheckResult: "Granted" }] } }
          : { body: { value: [{ AppId: APP.toUpperCase(), AccessCheckResult: "Granted" }] } },
      (context) => readPolicyChecks(context, sources),
    );
    expect(back.parents("exchange/policyChecks")).toEqual({
      [`${APP}/a0000000-0000-4000-8000-000000000001`]: "read",
      [`${APP}/b`]: "failed",
    });
    expect(back.records).toMatchObject([{ status: "read", parentsNotRead: 1 }]);
  });

  it("asks nobody, and is read, when there was never a policy", async () => {
    const back = await gatherFrom(
      () => ({ status: 500 }),
      (context) =>
        readPolicyChecks(context, {
          policies: { status: "absent", message: "" },
          members: { status: "failed", message: "" },
          recipients: { status: "failed", message: "" },
        }),
    );
    expect(back.records).toMatchObject([{ status: "read", rows: 0 }]);
    expect(back.seen).toHaveLength(0);
  });
});
