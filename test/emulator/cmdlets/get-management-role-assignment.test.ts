import { describe, expect, it } from "vitest";
import { invoke, start, stopAfterEach } from "../clients.ts";
import type { Reply } from "../clients.ts";

stopAfterEach();

const names = (reply: Reply): unknown[] => reply.rows.map((row) => row["Name"]);

describe("Get-ManagementRoleAssignment", () => {
  const list = async (parameters: Record<string, unknown>, changes = {}): Promise<unknown> => {
    const reply = await invoke(await start(changes), "Get-ManagementRoleAssignment", parameters);
    return reply.status === 200 ? names(reply) : reply.status;
  };

  it.each([
    [{ Role: "application mail.read" }, ["crm-filter", "delegating"]],
    [{ Role: "Application Mail.Read", Delegating: false }, ["crm-filter"]],
    [{ Role: "Application Mail.Read", Delegating: true }, ["delegating"]],
    [{ RoleAssigneeType: "ServicePrincipal", Enabled: false }, ["crm-off"]],
    [{ RoleAssignee: "svc" }, ["legacy"]],
    [{ AssignmentMethod: ["Direct"], Role: "ApplicationImpersonation" }, ["legacy"]],
    [{ Role: "no such role" }, 404],
    [{ Role: "ApplicationImpersonation", GetEffectiveUsers: true }, ["legacy"]],
    [{ Role: "Gone Role", GetEffectiveUsers: true }, 404],
    [{ Role: "Secret Role", GetEffectiveUsers: true }, 403],
    [{ Role: "Broken Role", GetEffectiveUsers: true }, 500],
    [{ Role: "Child", GetEffectiveUsers: true }, 500],
    [{ GetEffectiveUsers: true }, 500],
  ])("with %j answers %j", async (parameters, expected) => {
    expect(await list(parameters)).toEqual(expected);
  });

  it("does not find a role that was removed from the service", async () => {
    const gone = {
      "exchange/impersonationEffectiveUsers": "absent",
      "exchange/roleAssignments": [],
    } as const;
    const Role = "ApplicationImpersonation";
    expect(await list({ Role, GetEffectiveUsers: true }, gone)).toBe(404);
    expect(await list({ Role }, gone)).toBe(404);
  });
});

describe("Get-ManagementRole", () => {
  it.each([
    [{ Identity: "ApplicationImpersonation" }, ["ApplicationImpersonation"]],
    [{ Identity: "ApplicationImpersonation", GetChildren: true }, ["Child"]],
    [
      { Identity: "ApplicationImpersonation", Recurse: true },
      ["ApplicationImpersonation", "Child", "Grandchild"],
    ],
    [{ Identity: "Application *" }, ["Application Mail.Read"]],
    [{ RoleType: "ApplicationImpersonation" }, ["ApplicationImpersonation"]],
    [{ Identity: "No such role" }, []],
  ])("with %j answers %j", async (parameters, expected) => {
    const reply = await invoke(await start(), "Get-ManagementRole", parameters);
    expect(names(reply)).toEqual(expected);
    expect(reply.status).toBe(expected.length === 0 ? 404 : 200);
  });
});
