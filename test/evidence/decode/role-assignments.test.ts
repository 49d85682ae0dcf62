import { describe, expect, it } from "vitest";

import { readOne } from "./read-one.ts";

const object = "3B000000-0000-4000-8000-00000000000B";
const low = (text: string): string => text.toLowerCase();

describe("exchange/roleAssignments", () => {
  const row = {
    Name: "Application Mail.Read-3b000000",
    Role: "Application Mail.Read",
    Guid: `{${object}}`,
    RoleAssignee: object,
    RoleAssigneeName: "Robot",
    RoleAssigneeType: "ServicePrincipal",
    RoleAssignmentDelegationType: "Regular",
    RecipientWriteScope: "CustomRecipientScope",
    CustomResourceScope: "Invoice Robots",
    CustomRecipientWriteScope: "",
    User: null,
    App: object,
    Enabled: "True",
    WhenCreatedUTC: "2026-01-02T03:04:05Z",
    WhenChanged: "2026-01-02T04:04:05.0000000+01:00",
  };

  it("keeps null, blank and absent apart", async () => {
    expect(await readOne("exchange/roleAssignments", row)).toEqual({
      name: "Application Mail.Read-3b000000",
      role: "Application Mail.Read",
      guid: low(object),
      roleAssignee: low(object),
      roleAssigneeName: "Robot",
      roleAssigneeType: "ServicePrincipal",
      roleAssignmentDelegationType: "Regular",
      recipientWriteScope: "CustomRecipientScope",
      customResourceScope: "Invoice Robots",
      customRecipientWriteScope: "",
      user: null,
      app: low(object),
      enabled: true,
      whenCreated: "2026-01-02T03:04:05.000Z",
      whenChanged: "2026-01-02T03:04:05.000Z",
    });
  });

  it.each([
    [0, "User"],
    [2, "SecurityGroup"],
    [4, "RoleAssignmentPolicy"],
    [6, "MailboxPlan"],
    [8, "ForeignSecurityPrincipal"],
    [10, "RoleGroup"],
    [11, "PartnerLinkedRoleGroup"],
    [12, "LinkedRoleGroup"],
    [14, "Computer"],
    [{ value: 0, Value: "User" }, "User"],
    [{ value: 10 }, "RoleGroup"],
    [{ value: "RoleGroup" }, "RoleGroup"],
    [null, null],
  ])("reads the assignee type %j as %s", async (type, expected) => {
    expect(
      await readOne("exchange/roleAssignments", { ...row, RoleAssigneeType: type }),
    ).toMatchObject({ roleAssigneeType: expected });
  });

  it.each([
    [true, true],
    ["true", true],
    ["True", true],
    [false, false],
    ["False", false],
    ["", undefined],
    [null, undefined],
    [undefined, undefined],
  ])("reads Enabled %j as %s", async (enabled, expected) => {
    const decoded = await readOne("exchange/roleAssignments", { ...row, Enabled: enabled });
    expect(decoded).toMatchObject({ name: row.Name });
    expect((decoded as { enabled?: boolean }).enabled).toBe(expected);
  });

  it.each([
    [{ Name: undefined }, "`Name`: expected string"],
    [{ Role: undefined }, "`Role`: expected string"],
    [{ RoleAssigneeType: true }, "`RoleAssigneeType`: expected string"],
    [{ RecipientWriteScope: [] }, "`RecipientWriteScope`: expected string"],
    [{ Enabled: "yes" }, "`Enabled`: expected boolean"],
  ])("refuses %j", async (change, message) => {
    expect(await readOne("exchange/roleAssignments", { ...row, ...change })).toBe(
      `exchange/roleAssignments line 1, ${message}`,
    );
  });

  it("reads effective users as assignments of a role", async () => {
    const line = {
      role: "ApplicationImpersonation",
      row: { Name: "Archiver", Role: "ApplicationImpersonation", EffectiveUserName: "svc" },
    };
    expect(await readOne("exchange/impersonationEffectiveUsers", line)).toEqual({
      role: "ApplicationImpersonation",
      assignment: {
        name: "Archiver",
        role: "ApplicationImpersonation",
        effectiveUserName: "svc",
      },
    });
  });
});
