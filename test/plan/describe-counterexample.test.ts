import { describe, expect, it } from "vitest";
import type { Step } from "../../src/model/plan-step.ts";
import type { Snapshot } from "../../src/model/snapshot.ts";
import { mailboxKey } from "../generator/ids.ts";
import { people } from "../arbitraries/snapshot.ts";
import {
  counterexamples,
  first,
  hasty,
  moved,
  STEPS,
  stepsIn,
  TENANT,
  without,
} from "./broken-steps.ts";

describe("a counterexample", () => {
  const textOf = (kind: string, steps: readonly Step[], snapshot?: Snapshot): string | undefined =>
    counterexamples(steps, snapshot).find((one) => one.kind === kind)?.text;

  it("names the mailboxes, the steps between which it is, and the changes that are visible", () => {
    const early = moved("deleteAccessPolicy", "deleteAppRoleAssignment");
    expect(textOf("widensAccess", early)).toBe(
      `Mail.Read would reach 2 mailboxes (User 3 ${mailboxKey(3)}, User 4 ${mailboxKey(4)}), which neither start nor target allow, between \`Remove the RestrictAccess policy on Group 1\` and \`Delete the Entra grant Mail.Read\`, with \`Remove the RestrictAccess policy on Group 1\` visible and with \`Assign Application Mail.Read within the scope\` not visible yet`,
    );
    expect(textOf("interruptsAccess", hasty("createRoleAssignment"))).toBe(
      `Mail.Read would lose 2 mailboxes (User 1 ${mailboxKey(1)}, User 2 ${mailboxKey(2)}), which start and target allow, between \`Delete the Entra grant Mail.Read\` and \`Delete the Entra grant Mail.Send\`, with \`Delete the Entra grant Mail.Read\` visible and with \`Assign Application Mail.Read within the scope\` not visible yet`,
    );
  });

  it("names three mailboxes and counts the others", () => {
    const many = {
      ...TENANT,
      sections: { ...TENANT.sections, ...people(9, { 1: [mailboxKey(1)], 2: [] }) },
    };
    const steps = stepsIn(many).filter(({ action }) => action !== "deleteAppRoleAssignment");
    expect(textOf("widensAccess", steps, many)).toContain(
      `8 mailboxes (User 2 ${mailboxKey(2)}, User 3 ${mailboxKey(3)}, User 4 ${mailboxKey(4)}, 5 more)`,
    );
  });

  it("says on which way back", () => {
    const hurried = STEPS.map((step) =>
      step.rollback === null ? step : { ...step, rollback: { ...step.rollback, waitMinutes: 0 } },
    );
    expect(textOf("interruptsAccess", hurried)).toMatch(
      /, on the way back from `.*`, after taking back `.*`, with .*the way back from `.*` visible and with .* not visible yet$/,
    );
    const kept = STEPS.map((step) =>
      step.action === "deleteAppRoleAssignment" ? { ...step, rollback: null } : step,
    );
    expect(textOf("rollbackIncomplete", kept)).toMatch(
      /^the way back from `Delete the Entra grant Mail\.Read` does not restore Mail\.Read on 2 mailboxes \(User 1 /,
    );
  });

  it("says whom the end misses, and whom it has too many", () => {
    const forgotten = without((step) => step.id === first("createRoleAssignment").id);
    expect(textOf("targetNotReached", forgotten)).toBe(
      `Mail.Read would end with 2 mailboxes (User 1 ${mailboxKey(1)}, User 2 ${mailboxKey(2)}) too few`,
    );
  });

  it("names the policy that would go too early, and the grant", () => {
    expect(textOf("policyBeforeGrant", hasty("deleteAppRoleAssignment"))).toBe(
      "`Remove the RestrictAccess policy on Group 1` would run before the tokens of `Delete the Entra grant Mail.Read` have expired",
    );
  });
});
