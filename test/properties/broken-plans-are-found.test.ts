import { describe, expect, it } from "vitest";

import { createRandom } from "../generator/random.ts";
import { appIdOf, groupKey, mailboxKey, servicePrincipalIdOf } from "../generator/ids.ts";
import type { TenantDescription } from "../generator/tenant-description.ts";
import { group, mailboxes, recipient } from "../generator/tenants/describe-recipients.ts";
import { quietTenant } from "../generator/tenants/quiet-tenant.ts";
import { CONTRACTS, type Contract } from "../replay/contracts.ts";
import { DOCUMENT_MUTANTS, MUTANTS } from "../replay/mutants.ts";
import { NO_DECISIONS, planTenant, type PlannedTenant } from "../replay/planned-tenant.ts";
import { replayPlan } from "../replay/replay-tenant.ts";
import { THOROUGH } from "../thorough.ts";

/** App 1 reads and sends mail under a policy; nobody can tell whether app 2's reaches the members of a nested group. */
const TENANT: TenantDescription = {
  ...quietTenant,
  id: "10000000-0000-4000-8000-00000000b0b0",
  domain: "broken",
  nestedUnderPolicy: "ignored",
  localisedPolicyChecks: true,
  recipients: [1, 2, 3, 4].map((number) =>
    recipient(number, "UserMailbox", `User ${String(number)}`),
  ),
  groups: [
    group(1, "MailUniversalSecurityGroup", "Plain", { members: mailboxes(1, 2) }),
    group(2, "MailUniversalSecurityGroup", "Nested", { members: [mailboxKey(3)] }),
    group(3, "MailUniversalSecurityGroup", "Nesting", { members: [mailboxKey(1), groupKey(2)] }),
  ],
  apps: [1, 2].map((number) => ({
    appId: appIdOf(number),
    displayName: `App ${String(number)}`,
    servicePrincipalId: servicePrincipalIdOf(number),
    kind: "application" as const,
    grants: ["Mail.Read", "Mail.Send"].map((value) => ({ resource: "graph" as const, value })),
    declared: ["Mail.Read", "Mail.Send"].map((value) => ({ resource: "graph" as const, value })),
  })),
  policies: [
    { app: appIdOf(1), accessRight: "RestrictAccess", scope: groupKey(1) },
    { app: appIdOf(2), accessRight: "RestrictAccess", scope: groupKey(3) },
  ],
  unread: { "exchange/impersonationEffectiveUsers": "absent" },
};
const PLANNED = planTenant(TENANT, NO_DECISIONS);
/** The same by decision: the legacy is observed for a month. */
const DECIDED = planTenant(TENANT, {
  ...NO_DECISIONS,
  apps: { [appIdOf(1)]: { observationDays: 30, owner: "Somebody" } },
});
/** And by another: a group that is made first stands for the policy. */
const COPY = PLANNED.plan.apps[0]?.candidates.find(({ kind }) => kind === "flattenedGroup");
const COPIED = planTenant(TENANT, {
  ...NO_DECISIONS,
  apps: { [appIdOf(1)]: { scope: COPY?.id ?? "" } },
});
/** Worlds are random: a fault that needs a moment of its own shows in some of them. */
const SEEDS = Array.from({ length: 24 }, (_, index) => index + 1);

/** Which of the contracts are found broken in some world; the search ends once those that are wanted were found. */
function brokenContracts(
  planned: PlannedTenant,
  wanted: readonly Contract[] = [],
): readonly Contract[] {
  const broken = new Set<Contract>();
  // Where nothing is wanted, every world is replayed to its end.
  const seeds = wanted.length > 0 || THOROUGH ? SEEDS : SEEDS.slice(0, 8);
  for (const seed of seeds) {
    for (const { contract } of replayPlan(createRandom(seed), planned)) {
      broken.add(contract);
      if (wanted.includes(contract)) return [...broken];
    }
  }
  return [...broken];
}

describe("the replay", () => {
  it("finds nothing broken in the plan as it is", () => {
    expect(PLANNED.plan.apps.map(({ status }) => status)).toEqual(["ready", "blocked"]);
    expect(brokenContracts(PLANNED)).toEqual([]);
  });

  it.each(MUTANTS)("$contract is found broken when $name", ({ contract, steps }) => {
    const plan = { ...PLANNED.plan, steps: steps(PLANNED.plan.steps) };
    expect(brokenContracts({ ...PLANNED, plan }, [contract])).toContain(contract);
  });

  it.each(MUTANTS)(
    "$contract is found broken under decisions when $name",
    ({ contract, steps }) => {
      const plan = { ...DECIDED.plan, steps: steps(DECIDED.plan.steps) };
      expect(brokenContracts({ ...DECIDED, plan }, [contract])).toContain(contract);
    },
  );

  it("finds nothing broken in plans that were decided", () => {
    expect(COPIED.plan.steps.map(({ action }) => action)).toContain("addMembers");
    for (const planned of [DECIDED, COPIED]) {
      expect(planned.wrongDecisions).toEqual([]);
      expect(brokenContracts(planned)).toEqual([]);
    }
  });

  it.each(DOCUMENT_MUTANTS)("$contract is found broken when $name", ({ contract, plan }) => {
    const broken = { ...PLANNED, plan: plan(PLANNED.plan) };
    expect(brokenContracts(broken, [contract])).toContain(contract);
  });

  it("offered_answers_are_good is found broken when a decision is refused", () => {
    const contradictory = { [appIdOf(1)]: { intendedScope: { filter: "Alias -eq 'user.1'" } } };
    const contract = "offered_answers_are_good";
    expect(
      brokenContracts(planTenant(TENANT, { ...NO_DECISIONS, apps: contradictory }), [contract]),
    ).toContain(contract);
  });

  it("knows a broken plan for each contract; access and errors are about no plan", () => {
    const mutants = [...MUTANTS, ...DOCUMENT_MUTANTS].map(({ contract }) => contract);
    const missing = Object.keys(CONTRACTS).filter((name) => !mutants.includes(name as Contract));
    expect(missing).toEqual([
      "access_agrees_with_oracle",
      "offered_answers_are_good",
      "planning_ends_well",
    ]);
  });
});
