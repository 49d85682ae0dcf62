import type { CandidateKind, Candidate } from "../../src/model/plan-candidate.ts";
import type { AppDecision } from "../../src/model/decisions.ts";
import type { Snapshot } from "../../src/model/snapshot.ts";
import { planApp, type PlannedApp } from "../../src/plan/plan-app.ts";
import { createSetRegistry } from "../../src/sets/set-registry.ts";
import { planOf, stateOf } from "../arbitraries/plans.ts";
import { decodeTenant } from "../fuzz/decode-evidence.ts";
import { appIdOf } from "../generator/ids.ts";
import type { PolicyDescription } from "../generator/tenant-description.ts";
import { CHOICE_TENANT } from "./choice-tenant.ts";

/** The tenant with RestrictAccess policies of its app on these scopes. */
export const restricted = (...scopes: readonly string[]): Snapshot =>
  decodeTenant({
    ...CHOICE_TENANT,
    policies: scopes.map((scope): PolicyDescription => ({
      app: appIdOf(1),
      accessRight: "RestrictAccess",
      scope,
    })),
  });

/** The first candidate of a kind. */
export function candidateOf(snapshot: Snapshot, kind: CandidateKind): Candidate {
  const found = planOf(snapshot).plan.candidates.find((one) => one.kind === kind);
  if (found === undefined) throw new Error(`no candidate ${kind}`);
  return found;
}

/** The plan of the app, decided so. */
export function decided(snapshot: Snapshot, decision: AppDecision): PlannedApp {
  const state = { ...stateOf(snapshot), decision };
  return planApp(state, createSetRegistry(state.facts.index));
}

/** The plan of the app for the first candidate of a kind. */
export const chosen = (snapshot: Snapshot, kind: CandidateKind): PlannedApp =>
  decided(snapshot, { scope: candidateOf(snapshot, kind).id });
