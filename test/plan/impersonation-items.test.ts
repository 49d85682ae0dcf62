import { describe, expect, it } from "vitest";
import type { Snapshot, SnapshotSections } from "../../src/model/snapshot.ts";
import { applyStep } from "../arbitraries/apply-step.ts";
import { appIdOf } from "../generator/ids.ts";
import {
  NOBODY,
  audited,
  item,
  planned,
  replacedBy,
  retireSteps,
  retirementOf,
  withSections,
} from "./impersonated-plans.ts";
import { IMPERSONATED_SNAPSHOT, itemOf } from "./impersonated-tenant.ts";

describe("an impersonating account that nobody decided", () => {
  const plan = planned({});

  it("is a remnant, and waits for a decision with its choices, unless it came with Exchange", () => {
    expect(new Set(plan.impersonation?.map(({ status }) => status))).toEqual(new Set(["remnant"]));
    const open = plan.openImpersonation.map((one) => one.item);
    expect(open).toContain(itemOf("Everyone"));
    expect(open).not.toContain(itemOf("Hygiene Management", "spam"));
    expect(open).toHaveLength((plan.impersonation?.length ?? 0) - 1);
    const everyone = plan.openImpersonation.find((one) => one.item === itemOf("Everyone"));
    expect(everyone?.choices.join("\n")).toContain(
      "the whole organization is not carried over unasked",
    );
    expect(everyone?.choices.join("\n")).toContain("EWS ends on 2027-04-01");
    expect(everyone?.howToFindTheApp.join("\n")).toMatch(
      /sign-in logs[\s\S]*Graph-FindImpersonation/,
    );
    const scoped = plan.openImpersonation.find((one) => one.item === itemOf("Scoped"));
    expect(scoped?.example.scope).toBe("carryOver");
  });

  it("keeps its assignment, which says who is undecided; what came with Exchange is not spoken of", () => {
    expect(retireSteps(plan)).toEqual([]);
    expect(retirementOf(plan, "Operators")).toMatchObject({
      changeHash: null,
      undecided: ["one", "two"],
      waitsFor: ["one is undecided", "two is undecided"],
    });
    expect(retirementOf(plan, "Hygiene Management")).toBeUndefined();
  });
});

describe("the users of one group", () => {
  const half = planned({ [itemOf("Operators", "one")]: replacedBy(1, { scope: "carryOver" }) });

  it("wait for each other: the assignment stays, and a person may take one of them out", () => {
    expect(retireSteps(half)).toEqual([]);
    expect(retirementOf(half, "Operators")).toMatchObject({
      undecided: ["two"],
      waitsFor: ["two is undecided"],
    });
    const one = item(half, itemOf("Operators", "one"));
    expect(one.status).toBe("decided");
    expect(one.planned.join("\n")).toContain("by hand");
    expect(one.planned.join("\n")).toContain("remove the member one from the role group operators");
    expect(item(half, itemOf("Operators", "two"))).toMatchObject({
      status: "needsDecision",
      planned: [],
    });
  });

  it("let it go together: with an app for one and nobody for the other", () => {
    const plan = planned({
      [itemOf("Operators", "one")]: replacedBy(1, { scope: "carryOver" }),
      [itemOf("Operators", "two")]: NOBODY,
    });
    const [step] = retireSteps(plan);
    expect(step?.target).toMatchObject({
      effectiveUsers: ["one", "two"],
      observationMinutes: 20_160,
    });
    expect(item(plan, itemOf("Operators", "one")).planned.join()).not.toContain("by hand");
  });

  it("taken out by hand leave a decision that is done", () => {
    const { sections } = IMPERSONATED_SNAPSHOT;
    const effective = sections["exchange/impersonationEffectiveUsers"];
    if (effective.status !== "read") throw new Error("not read");
    const parents = [...effective.parents].map(
      ([role, read]) =>
        [
          role,
          read.status === "read"
            ? {
                ...read,
                rows: read.rows.filter(
                  ({ assignment: { effectiveUserName } }) => effectiveUserName !== "two",
                ),
              }
            : read,
        ] as const,
    );
    const without = withSections({
      "exchange/impersonationEffectiveUsers": { status: "read", parents: new Map(parents) },
    });
    const { plan, wrongDecisions } = audited({ [itemOf("Operators", "two")]: NOBODY }, without);
    expect(wrongDecisions).toEqual([]);
    expect(plan.settledImpersonation).toEqual([itemOf("Operators", "two")]);
  });
});

describe("two assignments whose accounts one app replaces within one scope", () => {
  const decisions = {
    [itemOf("Everyone")]: replacedBy(1),
    [itemOf("Rooted")]: replacedBy(1, { permissions: ["Mail.Read", "Mail.Send"] }),
  };
  const rolesOf = (snapshot?: Snapshot): readonly (readonly string[])[] =>
    retireSteps(planned(decisions, snapshot)).map(({ target }) =>
      target.kind === "impersonationAssignment" ? target.replacements.map(({ role }) => role) : [],
    );

  it("each wait for what replaces their own account, whichever goes first", () => {
    const own = ["Application Mail.Read", "Application Mail.Send"];
    expect(rolesOf()).toEqual([["Application Mail.Send"], own]);
    const [first] = retireSteps(planned(decisions));
    if (first === undefined) throw new Error("nothing is retired");
    expect(rolesOf(applyStep(IMPERSONATED_SNAPSHOT, first))).toEqual([own]);
  });
});

describe("evidence of Exchange on-premises", () => {
  it("is inventory: no role, no step, no decision", () => {
    const onPremises: Snapshot = { ...IMPERSONATED_SNAPSHOT, environment: "exchangeOnPremises" };
    const { plan, wrongDecisions } = audited({ [itemOf("Everyone")]: replacedBy(1) }, onPremises);
    expect(new Set(plan.impersonation?.map(({ status }) => status))).toEqual(
      new Set(["inventoryOnly"]),
    );
    expect(plan.retirements).toEqual([]);
    expect(plan.openImpersonation).toEqual([]);
    expect(plan.steps.filter(({ appId }) => appId === appIdOf(1))).toEqual([]);
    expect(wrongDecisions).toEqual([expect.stringContaining("inventory only")]);
  });
});

describe("what else an account may reach", () => {
  it("is told where it was examined, and said where it was not", () => {
    const account = item(planned({}), itemOf("Scoped")).account;
    expect(account.recipient).not.toBeNull();
    expect(account.mailboxPermissions).toEqual({ examined: "not", fullAccess: null });
    expect(item(planned({}), itemOf("Everyone")).account.recipient).toBeNull();
  });

  it("counts delegated grants of its own and of everybody, and Full Access by name", () => {
    const scoped = item(planned({}), itemOf("Scoped")).account.recipient ?? "";
    const { sections } = IMPERSONATED_SNAPSHOT;
    const recipients = sections["exchange/recipients"];
    const keys = recipients.status === "read" ? recipients.rows : [];
    const grants = [
      { clientId: "x", scope: ["Mail.Read"], consentType: "Principal", principalId: scoped },
      { clientId: "x", scope: ["Mail.Read"], consentType: "Principal", principalId: "other" },
      { clientId: "x", scope: ["EWS.AccessAsUser.All"], consentType: "AllPrincipals" },
    ];
    const full = (user: string, more = {}) => ({ user, accessRights: ["FullAccess"], ...more });
    const parents = keys.map(
      ({ key }, at) =>
        [
          key,
          {
            status: "read",
            rows: [
              { mailbox: key, ...full(at === 0 ? "SCOPED" : "somebody") },
              ...(at === 1 ? [{ mailbox: key, ...full("scoped", { deny: true }) }] : []),
            ],
          },
        ] as const,
    );
    const read = withSections({
      "graph/oauth2PermissionGrants": { status: "read", rows: grants },
      "exchange/mailboxPermissions": { status: "read", parents: new Map(parents) },
    } as unknown as Partial<SnapshotSections>);
    expect(item(planned({}, read), itemOf("Scoped")).account).toEqual({
      recipient: scoped,
      delegatedGrants: { examined: true, own: 1, everyUser: 1 },
      mailboxPermissions: { examined: "whole", fullAccess: 1 },
    });
  });
});
