import { describe, expect, it } from "vitest";
import type { Emulator } from "../../../src/emulator/start-emulator.ts";
import { invoke, start, stopAfterEach } from "../clients.ts";
import {
  ADELE,
  ALEX,
  CRM,
  CRM_SP,
  DARK,
  FIELD,
  GHOST,
  id,
  keyOf,
  PAYROLL,
  SALES,
  SELF,
  TENANT_ID,
  UNREAD,
} from "../contoso.ts";

stopAfterEach();

const check = async (emulator: Emulator, AppId: string, Identity: string): Promise<unknown> => {
  const reply = await invoke(emulator, "Test-ApplicationAccessPolicy", { AppId, Identity });
  return reply.status === 200 ? reply.rows[0]?.["AccessCheckResult"] : reply.status;
};

const policiesOf = (emulator: Emulator, app: string): Promise<unknown[]> =>
  Promise.all(["adele", "alex", "bianca"].map((mailbox) => check(emulator, app, mailbox)));

const policy = (AppId: string, AccessRight: string, scope: string): Record<string, unknown> => ({
  Identity: `${TENANT_ID}\\${AppId}:S-1-5-21-1;${scope}`,
  AppId,
  AccessRight,
});

describe("Test-ApplicationAccessPolicy", () => {
  it.each([
    ["only members of a restricting scope", CRM, ["Granted", "Denied", "Granted"]],
    ["all but the members of a denying scope", PAYROLL, ["Denied", "Granted", "Denied"]],
    ["nobody when the restricting scope is deleted", GHOST, ["Denied", "Denied", "Denied"]],
    ["the one mailbox that is the scope", SELF, ["Denied", "Granted", "Denied"]],
    ["everybody without a policy", id("cfff"), ["Granted", "Granted", "Granted"]],
    [
      "everybody under an object id, which no policy names",
      CRM_SP,
      ["Granted", "Granted", "Granted"],
    ],
  ])("grants %s", async (_, app, expected) => {
    expect(await policiesOf(await start(), app)).toEqual(expected);
  });

  it("leaves members of nested groups out where nesting is ignored", async () => {
    const emulator = await start({}, { settings: { nestedUnderPolicy: "ignored" } });
    expect(await policiesOf(emulator, CRM)).toEqual(["Granted", "Denied", "Denied"]);
  });

  it("lets a deny win over a restriction, and unites several restrictions", async () => {
    const policies = [
      policy(CRM, "RestrictAccess", keyOf(SALES)),
      policy(CRM, "RestrictAccess", keyOf(ALEX)),
      policy(CRM, "DenyAccess", keyOf(FIELD)),
    ];
    const emulator = await start({ "exchange/applicationAccessPolicies": policies });
    expect(await policiesOf(emulator, CRM)).toEqual(["Granted", "Granted", "Denied"]);
  });

  it.each(["*", "All"])("obeys a policy of %s for every app", async (every) => {
    const policies = [policy(every, "DenyAccess", keyOf(ALEX))];
    const emulator = await start({ "exchange/applicationAccessPolicies": policies });
    expect(await policiesOf(emulator, id("cfff"))).toEqual(["Granted", "Denied", "Granted"]);
  });

  it("describes app and mailbox, whichever id named the mailbox", async () => {
    const Identity = keyOf(ADELE).toUpperCase();
    const reply = await invoke(await start(), "Test-ApplicationAccessPolicy", {
      AppId: CRM,
      Identity,
    });
    expect(reply.rows).toEqual([
      {
        AppId: CRM,
        Mailbox: "adele",
        MailboxId: keyOf(ADELE),
        MailboxSid: null,
        AccessCheckResult: "Granted",
      },
    ]);
  });

  it("grants everything in a tenant that never had a policy", async () => {
    const emulator = await start({ "exchange/applicationAccessPolicies": "absent" });
    expect(await check(emulator, CRM, "alex")).toBe("Granted");
  });

  it("never guesses: what was not read is a failure", async () => {
    expect(await check(await start(), DARK, "adele")).toBe(500);
    const noPolicies = await start({ "exchange/applicationAccessPolicies": "denied" });
    expect(await check(noPolicies, CRM, "adele")).toBe(500);
    const noGroups = await start({ "exchange/groupMembers": "failed" });
    expect(await check(noGroups, CRM, "adele")).toBe(500);
    expect(await check(noGroups, SELF, "alex")).toBe("Granted");
  });

  it("takes a group that was asked for and not found for deleted", async () => {
    const groups = { [id("bbbb")]: "notFound", [keyOf(UNREAD)]: "notFound" } as const;
    const emulator = await start({ "exchange/groupMembers": groups });
    expect(await policiesOf(emulator, GHOST)).toEqual(["Denied", "Denied", "Denied"]);
    expect(await check(emulator, DARK, "adele")).toBe("Denied");
  });

  it("takes a recorded answer only where it cannot compute one", async () => {
    const recorded = (result: string): Record<string, unknown> => ({ AccessCheckResult: result });
    const emulator = await start({
      "exchange/policyChecks": {
        [`${DARK}/${keyOf(ADELE)}`]: [recorded("Granted")],
        [`${CRM}/${keyOf(ALEX)}`]: [recorded("Granted")],
      },
    });
    expect(await check(emulator, DARK, "adele")).toBe("Granted");
    expect(await check(emulator, CRM, "alex")).toBe("Denied");
  });

  it("answers a pair and a section by their recorded refusals", async () => {
    const pairs = {
      [`${CRM}/${keyOf(ADELE)}`]: "denied",
      [`${CRM}/${keyOf(ALEX)}`]: "failed",
    } as const;
    const emulator = await start({ "exchange/policyChecks": pairs });
    expect(await policiesOf(emulator, CRM)).toEqual([403, 500, "Granted"]);
    for (const [status, code] of [
      ["denied", 403],
      ["failed", 500],
      ["notAsked", 403],
    ] as const) {
      const refusing = await start({ "exchange/policyChecks": status });
      expect(await check(refusing, CRM, "adele")).toBe(code);
    }
  });

  it("can be told to contradict its own policies", async () => {
    const policyChecks = { [`${CRM}/${keyOf(ADELE)}`.toUpperCase()]: "Denied" };
    const emulator = await start({}, { settings: { witnessOverrides: { policyChecks } } });
    expect(await policiesOf(emulator, CRM)).toEqual(["Denied", "Denied", "Granted"]);
  });
});
