import { describe, expect, it } from "vitest";
import { auditSnapshot } from "../../src/audit/audit-snapshot.ts";
import type { AppDecision } from "../../src/model/decisions.ts";
import type { AppPlan } from "../../src/model/plan-app.ts";
import type { Step } from "../../src/model/plan-step.ts";
import { orderSteps } from "../../src/plan/order-steps.ts";
import { planApp } from "../../src/plan/plan-app.ts";
import { createSetRegistry } from "../../src/sets/set-registry.ts";
import { applyStep } from "../arbitraries/apply-step.ts";
import { accessOf, actionsOf, stateOf } from "../arbitraries/plans.ts";
import { decodeTenant } from "../fuzz/decode-evidence.ts";
import { appIdOf, groupKey, mailboxKey, servicePrincipalIdOf } from "../generator/ids.ts";
import type { TenantDescription } from "../generator/tenant-description.ts";
import { group, mailboxes, recipient } from "../generator/tenants/describe-recipients.ts";
import { quietTenant } from "../generator/tenants/quiet-tenant.ts";

const ID = "10000000-0000-4000-8000-00000000dddd";

/** App 1 is tenant-wide, app 2 under an empty group, app 3 under a group beside a denied one. */
const TENANT: TenantDescription = {
  ...quietTenant,
  id: ID,
  domain: "decided",
  recipients: [1, 2, 3, 4].map((number) =>
    recipient(number, "UserMailbox", `User ${String(number)}`, {
      department: number < 3 ? "Sales" : "",
    }),
  ),
  groups: [
    group(1, "MailUniversalSecurityGroup", "Empty"),
    group(2, "MailUniversalSecurityGroup", "Some", { members: mailboxes(1, 3) }),
    group(3, "MailUniversalSecurityGroup", "Others", { members: [mailboxKey(3)] }),
  ],
  apps: [1, 2, 3].map((number) => ({
    appId: appIdOf(number),
    displayName: `App ${String(number)}`,
    servicePrincipalId: servicePrincipalIdOf(number),
    kind: "application" as const,
    grants: [
      { resource: "graph" as const, value: "Mail.Read" },
      ...(number === 1 ? [{ resource: "graph" as const, value: "MailboxItem.Read.All" }] : []),
    ],
  })),
  policies: [
    { app: appIdOf(2), accessRight: "RestrictAccess", scope: groupKey(1) },
    { app: appIdOf(3), accessRight: "RestrictAccess", scope: groupKey(2) },
    { app: appIdOf(3), accessRight: "DenyAccess", scope: groupKey(3) },
  ],
  unread: { "exchange/impersonationEffectiveUsers": "absent" },
};
const SNAPSHOT = decodeTenant(TENANT);
const SALES = { intendedScope: { filter: "Department -eq 'Sales'" } };

function decided(
  number: number,
  decision: AppDecision,
  snapshot = SNAPSHOT,
): { readonly plan: AppPlan; readonly steps: readonly Step[] } {
  const state = { ...stateOf(snapshot, number), decision };
  return planApp(state, createSetRegistry(state.facts.index));
}

const audited = (apps: Readonly<Record<string, AppDecision>>, tenantId = ID, snapshot = SNAPSHOT) =>
  auditSnapshot(snapshot, {
    tool: { name: "scopewright", version: "0.0.0" },
    evidenceSha256: "0".repeat(64),
    decisions: { schemaVersion: 1, tenantId, apps },
  });

describe("intendedScope", () => {
  it("narrows a tenant-wide app to whom it is to reach, and says whom it takes away", () => {
    const { plan, steps } = decided(1, SALES);
    expect(plan.status).toBe("ready");
    expect(plan.reasons.map(({ kind }) => kind)).toEqual(["narrowedByDecision"]);
    expect(
      plan.permissions.map(({ permission, verdict, kept, lost }) => [
        permission,
        verdict,
        kept?.count,
        lost?.count,
      ]),
    ).toEqual([
      ["Mail.Read", "narrower", 2, 2],
      ["MailboxItem.Read.All", "narrower", 2, 2],
    ]);
    expect(new Set(actionsOf(steps))).toEqual(
      new Set([
        "createServicePrincipal",
        "createManagementScope",
        "createRoleAssignment",
        "testAuthorization",
        "deleteAppRoleAssignment",
        "removeRequiredResourceAccess",
      ]),
    );
    const cutover = steps.find(({ action }) => action === "deleteAppRoleAssignment");
    expect(cutover?.hazards.map(({ kind }) => kind)).toContain("interruptsAccess");
    expect(cutover?.rollback?.text).toContain("every mailbox, as before");
  });

  it("ends where it was to end, and nothing is left to do there", () => {
    const { steps } = decided(1, SALES);
    let now = SNAPSHOT;
    for (const [at, step] of steps.entries()) {
      now = applyStep(now, step);
      const again = orderSteps({ ...stateOf(now, 1), decision: SALES }).steps;
      const changing = (list: readonly Step[]) =>
        list.filter(({ action }) => action !== "testAuthorization").map(({ id }) => id);
      expect(changing(again)).toEqual(changing(steps.slice(at + 1)));
    }
    expect(accessOf(now, 1)).toEqual({
      "graph/Mail.Read": "aa--",
      "graph/MailboxItem.Read.All": "aa--",
    });
    expect(decided(1, SALES, now).plan.status).toBe("nothingToDo");
  });

  it("is refused where it cannot be read, with the place, and where policies say whom to reach", () => {
    const broken = { intendedScope: { filter: "Department is 'Sales'" } };
    expect(audited({ [appIdOf(1)]: broken }).wrongDecisions).toEqual([
      expect.stringContaining("Department ⟨here⟩is 'Sales' (offset 11"),
    ]);
    expect(decided(1, broken).plan).toMatchObject({ status: "blocked", steps: [] });
    expect(audited({ [appIdOf(3)]: SALES }).wrongDecisions).toEqual([
      expect.stringContaining("policies say whom it reaches"),
    ]);
  });
});

describe("reachesNobody", () => {
  it("moves the empty scope, or lets grants and policies go", () => {
    expect(decided(2, {}).plan.status).toBe("needsDecision");
    const moved = decided(2, { reachesNobody: "move" });
    expect(moved.plan).toMatchObject({ status: "ready" });
    expect(actionsOf(moved.steps)).toContain("createRoleAssignment");
    const removed = decided(2, { reachesNobody: "remove" });
    expect(removed.plan).toMatchObject({
      status: "deleteOnly",
      permissions: [{ disposition: "remove", verdict: "equivalent" }],
    });
    expect(actionsOf(removed.steps)).not.toContain("createRoleAssignment");
    expect(actionsOf(removed.steps).indexOf("deleteAppRoleAssignment")).toBeLessThan(
      actionsOf(removed.steps).indexOf("deleteAccessPolicy"),
    );
  });

  it("stays good once the grants and policies are gone, and nothing of the app is left to show", () => {
    const decisions = { [appIdOf(2)]: { reachesNobody: "remove" as const } };
    const { steps } = decided(2, { reachesNobody: "remove" });
    const after = audited(decisions, ID, steps.reduce(applyStep, SNAPSHOT));
    expect(after.plan.apps.some(({ appId }) => appId === appIdOf(2))).toBe(false);
    expect(after.wrongDecisions).toEqual([]);
  });

  it("contradicts policies that admit somebody, and grants that no policy fences in", () => {
    const wrongOf = (number: number): readonly string[] =>
      audited({ [appIdOf(number)]: { reachesNobody: "remove" } }).wrongDecisions;
    expect(wrongOf(3)).toEqual([expect.stringContaining("its policies admit mailboxes")]);
    expect(wrongOf(1)).toEqual([expect.stringContaining("no policy names the app")]);
    expect(wrongOf(2)).toEqual([]);
  });

  it("stays good where a grant that stays by decision keeps the policy, whomever a role lets in", () => {
    const sharing = decodeTenant({
      ...TENANT,
      apps: TENANT.apps.map((app) => ({
        ...app,
        grants: [...app.grants, { resource: "graph" as const, value: "Mail.Send" }],
      })),
      assignments: [
        { app: appIdOf(2), role: "Application Mail.Send", scope: { kind: "organization" } },
      ],
    });
    const decision = { reachesNobody: "remove" as const, keep: ["Mail.Send"] };
    const decisions = { [appIdOf(2)]: decision };
    const { steps } = decided(2, decision, sharing);
    const states = steps.map((_, done) => steps.slice(0, done + 1).reduce(applyStep, sharing));
    expect(actionsOf(steps)).toContain("deleteAppRoleAssignment");
    expect(states.map((state) => audited(decisions, ID, state).wrongDecisions)).toEqual(
      steps.map(() => []),
    );
  });
});

describe("a decision on an app that has left", () => {
  const kept = { [appIdOf(1)]: { observationDays: 30 } };
  const withoutIt = { ...TENANT, apps: TENANT.apps.filter(({ appId }) => appId !== appIdOf(1)) };
  const deleted = {
    ...TENANT,
    apps: TENANT.apps.map((app) =>
      app.appId === appIdOf(1) ? { ...app, deletedAt: "2026-11-02T07:45:00Z" } : app,
    ),
  };
  const wrongIn = (tenant: TenantDescription): readonly string[] =>
    audited(kept, ID, decodeTenant(tenant)).wrongDecisions;

  it("is wrong once nothing names it, and says what to do", () => {
    expect(wrongIn(withoutIt)).toEqual([
      expect.stringContaining("take out what was decided of it"),
    ]);
  });

  it("stays good while the app can be restored, or might for all that was read", () => {
    expect(wrongIn(deleted)).toEqual([]);
    const unread = { ...withoutIt.unread, "graph/deletedServicePrincipals": "denied" as const };
    expect(wrongIn({ ...withoutIt, unread })).toEqual([]);
  });
});

describe("reachesNobody, of an app that a role in Exchange lets into mailboxes all the same", () => {
  const reaching = decodeTenant({
    ...TENANT,
    assignments: [
      { app: appIdOf(2), role: "Application Mail.Send", scope: { kind: "organization" } },
      { app: appIdOf(2), role: "Application Mail.Read", scope: { kind: "organization" } },
    ],
  });

  it.each(["move", "remove"] as const)("may be %s: policies are what is decided on", (choice) => {
    const decisions = { [appIdOf(2)]: { reachesNobody: choice } };
    const { plan, wrongDecisions } = audited(decisions, ID, reaching);
    expect(plan.apps.find(({ appId }) => appId === appIdOf(2))?.steps).not.toEqual([]);
    expect(wrongDecisions).toEqual([]);
  });
});

describe("accept", () => {
  const { plan } = decided(3, {});
  const accept = {
    verdict: "equivalent" as const,
    changeHash: plan.changeHash ?? "",
    acceptedBy: "The board",
  };

  it("makes a plan under review ready, and changes nothing else", () => {
    expect(plan.status).toBe("review");
    const accepted = decided(3, { accept });
    expect(accepted.plan).toEqual({
      ...plan,
      status: "ready",
      reasons: [...plan.reasons, { kind: "accepted", text: "accepted as it is by The board" }],
    });
    expect(accepted.steps).toEqual(decided(3, {}).steps);
  });

  it("is void under another change hash, and says so", () => {
    const stale = decided(3, { accept: { ...accept, changeHash: "0".repeat(64) } });
    expect(stale.plan.status).toBe("review");
    expect(stale.plan.reasons.at(-1)?.kind).toBe("acceptanceStale");
  });

  it("is an error where it names another verdict than the proof", () => {
    const wrong = { accept: { ...accept, verdict: "narrower" as const } };
    expect(decided(3, wrong).plan.status).toBe("review");
    expect(audited({ [appIdOf(3)]: wrong }).wrongDecisions).toEqual([
      expect.stringContaining("the proof says equivalent"),
    ]);
  });
});

describe("decisions as a whole", () => {
  it("are refused for another tenant, or an app that nobody knows", () => {
    expect(audited({}, "20000000-0000-4000-8000-000000000000").wrongDecisions).toHaveLength(1);
    expect(audited({ [appIdOf(9)]: {} }).wrongDecisions).toEqual([
      expect.stringContaining("no such app"),
    ]);
  });

  it("that are open are listed with an example that is good as it stands", () => {
    const { openDecisions } = audited({}).plan;
    expect(openDecisions.map(({ appId, decision }) => [appId, decision])).toEqual([
      [appIdOf(1), "intendedScope"],
      [appIdOf(2), "reachesNobody"],
      [appIdOf(3), "accept"],
    ]);
    const examples = Object.fromEntries(
      openDecisions.map(({ appId, example }) => [appId, example]),
    );
    const { plan: then, wrongDecisions } = audited(examples);
    expect(wrongDecisions).toEqual([]);
    expect(then.openDecisions).toEqual([]);
  });
});
