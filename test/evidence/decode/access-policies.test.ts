import { describe, expect, it } from "vitest";

import { readOne } from "./read-one.ts";

const tenant = "10000000-0000-4000-8000-000000000001";
const app = "2A000000-0000-4000-8000-00000000000A";
const object = "3B000000-0000-4000-8000-00000000000B";
const low = (text: string): string => text.toLowerCase();

describe("exchange/applicationAccessPolicies", () => {
  // The shape that the cmdlet prints for a group; a mailbox as scope has no date behind its name.
  const scope = `S-1-5-21-1000000001-2000000002-300000003-40000004;${low(object)}`;
  const group = {
    ScopeName: "Invoice Robots",
    ScopeIdentity: "Invoice Robots20260102030405",
    Identity: `${tenant}\\${low(app)}:${scope}`,
    AppId: app,
    ScopeIdentityRaw: scope,
    Description: "Only the mailboxes of the invoice robots",
    AccessRight: "RestrictAccess",
    ShardType: "All",
    IsValid: true,
    ObjectState: "Unchanged",
  };
  const decoded = {
    identity: group.Identity,
    appId: low(app),
    accessRight: "RestrictAccess",
    scopeName: "Invoice Robots",
    scopeIdentity: "Invoice Robots20260102030405",
    scopeIdentityRaw: scope,
    description: "Only the mailboxes of the invoice robots",
  };

  it.each([
    { what: "a policy on a group", change: {}, expected: {} },
    {
      what: "a policy on a mailbox, of an old session",
      change: { RunspaceId: tenant, ScopeName: "Alerts", ScopeIdentity: "Alerts" },
      expected: { scopeName: "Alerts", scopeIdentity: "Alerts" },
    },
    {
      what: "a generated description of many lines",
      change: { Description: "AppId: 0;\nScopeIdentitySid: 0;\nAccessRight: RestrictAccess" },
      expected: { description: "AppId: 0;\nScopeIdentitySid: 0;\nAccessRight: RestrictAccess" },
    },
    { what: "all applications", change: { AppId: "*" }, expected: { appId: "*" } },
    {
      what: "an app id in braces",
      change: { AppId: `{${app}}` },
      expected: { appId: low(app) },
    },
    {
      what: "a deny, in another case",
      change: { AccessRight: "denyaccess" },
      expected: { accessRight: "DenyAccess" },
    },
  ])("reads $what", async ({ change, expected }) => {
    const row = { ...group, ...change };
    expect(await readOne("exchange/applicationAccessPolicies", row)).toEqual({
      ...decoded,
      ...expected,
    });
  });

  it("reads a policy with the least it can have", async () => {
    const row = { Identity: "i", AppId: "*", AccessRight: "DenyAccess", Description: null };
    expect(await readOne("exchange/applicationAccessPolicies", row)).toEqual({
      identity: "i",
      appId: "*",
      accessRight: "DenyAccess",
    });
  });

  it.each([
    [{ AccessRight: "AllowAccess" }, "`AccessRight`: expected RestrictAccess or DenyAccess"],
    [{ AccessRight: undefined }, "`AccessRight`: expected RestrictAccess or DenyAccess"],
    [{ AppId: null }, "`AppId`: expected string"],
    [{ AppId: " " }, "`AppId`: expected text that is not blank"],
    [{ Identity: 7 }, "`Identity`: expected string"],
    [{ ScopeIdentityRaw: {} }, "`ScopeIdentityRaw`: expected string"],
  ])("refuses %j", async (change, message) => {
    const row = { ...group, ...change };
    expect(await readOne("exchange/applicationAccessPolicies", row)).toBe(
      `exchange/applicationAccessPolicies line 1, ${message}`,
    );
  });
});

describe("exchange/policyChecks", () => {
  // The shape that the cmdlet prints.
  const row = {
    AppId: app,
    Mailbox: "adele",
    MailboxId: "4c000000-0000-4000-8000-00000000000c",
    MailboxSid: "S-1-5-21-1000000001-2000000002-300000003-50000005",
    AccessCheckResult: "Granted",
  };

  it.each([
    ["Granted", "granted"],
    ["Denied", "denied"],
    ["granted", "granted"],
    ["DENIED", "denied"],
    [true, "granted"],
    [false, "denied"],
    ["Accordé", "indeterminate"],
    ["Grantedish", "indeterminate"],
    ["", "indeterminate"],
    [null, "indeterminate"],
    [1, "indeterminate"],
    [undefined, "indeterminate"],
  ])("reads %j as %s", async (result, expected) => {
    const line = { appId: app, mailbox: object, row: { ...row, AccessCheckResult: result } };
    expect(await readOne("exchange/policyChecks", line)).toEqual({
      appId: low(app),
      mailbox: low(object),
      result: expected,
    });
  });
});
