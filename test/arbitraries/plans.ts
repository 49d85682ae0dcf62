import { auditSnapshot, type Audit } from "../../src/audit/audit-snapshot.ts";
import { decideEffectiveAccess, permissionsOf } from "../../src/access/effective-access.ts";
import { knownRows } from "../../src/access/known.ts";
import { resolveTenantAccess } from "../../src/access/resolve-tenant-access.ts";
import type { AppState } from "../../src/mapping/app-state.ts";
import type { AppPlan } from "../../src/model/plan-app.ts";
import type { Step } from "../../src/model/plan-step.ts";
import type { Snapshot } from "../../src/model/snapshot.ts";
import { planApp } from "../../src/plan/plan-app.ts";
import { createSetRegistry } from "../../src/sets/set-registry.ts";
import { appIdOf } from "../generator/ids.ts";
import { appOf, letters } from "./answers.ts";

/** The whole audit of a snapshot, with fixed provenance. */
export const auditOf = (snapshot: Snapshot): Audit =>
  auditSnapshot(snapshot, {
    tool: { name: "scopewright", version: "0.0.0" },
    evidenceSha256: "0".repeat(64),
  });

/** An app with its tenant, as planning takes it. */
export function stateOf(snapshot: Snapshot, number = 1): AppState {
  const tenant = resolveTenantAccess(snapshot);
  const scopes = knownRows(
    snapshot.sections["exchange/managementScopes"],
    "exchange/managementScopes",
  );
  return { facts: tenant.facts, scopes, app: appOf(tenant, number) };
}

/** The plan of one app. */
export function planOf(
  snapshot: Snapshot,
  number = 1,
): { readonly plan: AppPlan; readonly steps: readonly Step[] } {
  const state = stateOf(snapshot, number);
  return planApp(state, createSetRegistry(state.facts.index));
}

/** Whom an app reaches, permission by permission, in letters; permissions that reach nobody are left out. */
export function accessOf(snapshot: Snapshot, number: number): Readonly<Record<string, string>> {
  const { app, facts } = stateOf(snapshot, number);
  const size = facts.index.keys.length;
  const lines = permissionsOf(app).map((key): [string, string] => [
    `${key.resource}/${key.permission}`,
    letters(decideEffectiveAccess(app, key).reach, size),
  ]);
  return Object.fromEntries(lines.filter(([, letter]) => /[a?]/.test(letter)));
}

export const stepsOf = (steps: readonly Step[], number: number): readonly Step[] =>
  steps.filter(({ appId }) => appId === appIdOf(number));

export const actionsOf = (steps: readonly Step[]): readonly string[] =>
  steps.map(({ action }) => action);
