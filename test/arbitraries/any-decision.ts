import * as fc from "fast-check";
import type { AppDecision } from "../../src/model/decisions.ts";
import type { AppPlan } from "../../src/model/plan-app.ts";
import { mailboxKey, unitId } from "../generator/ids.ts";
import type { TenantDescription, UnitDescription } from "../generator/tenant-description.ts";
import { anyFencedTenant, anyPlainTenant } from "./plain-tenant.ts";

/** A choice in the abstract: which of what can be decided of an app. */
export interface Choice {
  /** Number of the candidate, wrapped around; null = the default. */
  readonly candidate: number | null;
  /** Number of the one permission that stays, wrapped around; null = none. */
  readonly keep: number | null;
}

const anyChoice: fc.Arbitrary<Choice> = fc.record({
  candidate: fc.option(fc.nat({ max: 20 }), { freq: 4 }),
  keep: fc.option(fc.nat({ max: 5 }), { freq: 2 }),
});

/** A unit for each small set of mailboxes: some app's policies may admit just these. */
const UNITS: readonly UnitDescription[] = [[1], [2], [1, 2], [1, 2, 3], [2, 3, 4]].map(
  (members, index) => ({
    id: unitId(index + 1),
    exchangeName: unitId(index + 51),
    displayName: `Unit ${String(index + 1)}`,
    members: members.map((number) => ({ kind: "user", key: mailboxKey(number) })),
  }),
);

const DEPARTMENTS = ["Sales", "Finance", ""];

/** Tenants with units and attributes, an app, and a choice on it. */
export const anyDecidable: fc.Arbitrary<{
  readonly tenant: TenantDescription;
  readonly app: number;
  readonly choice: Choice;
}> = fc.record({
  tenant: fc
    .tuple(
      fc.oneof(anyPlainTenant, anyFencedTenant),
      fc.array(fc.constantFrom(...DEPARTMENTS), { minLength: 6, maxLength: 6 }),
    )
    .map(([tenant, departments]) => ({
      ...tenant,
      units: UNITS,
      recipients: tenant.recipients.map((one, index) => ({
        ...one,
        department: departments[index] ?? "",
      })),
    })),
  app: fc.constantFrom(1, 2),
  choice: anyChoice,
});

/** The decision that a choice comes to for an app; null where there is nothing to decide. */
export function decideFor(
  { candidates, permissions }: AppPlan,
  { candidate, keep }: Choice,
): AppDecision | null {
  const scope = pick(candidates, candidate)?.id;
  const movable = permissions.filter(({ kind }) => kind === "governed");
  const kept = pick(movable, keep)?.permission;
  if (scope === undefined && kept === undefined) return null;
  return {
    ...(scope === undefined ? {} : { scope }),
    ...(kept === undefined ? {} : { keep: [kept] }),
  };
}

const pick = <One>(all: readonly One[], number: number | null): One | undefined =>
  number === null || all.length === 0 ? undefined : all[number % all.length];
