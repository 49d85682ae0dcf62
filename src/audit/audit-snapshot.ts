import { resolveImpersonation } from "../access/resolve-impersonation.ts";
import { resolveTenantAccess } from "../access/resolve-tenant-access.ts";
import type { TenantFacts } from "../access/tenant-facts.ts";
import { knownRows } from "../access/known.ts";
import type { Decisions } from "../model/decisions.ts";
import { detectFindings } from "../findings/detect-findings.ts";
import type { Plan } from "../model/plan-document.ts";
import type { Snapshot } from "../model/snapshot.ts";
import { checkDecisions } from "../plan/check-decisions.ts";
import { describeCoverage } from "../plan/describe-coverage.ts";
import { describePopulation } from "../plan/describe-population.ts";
import { summariseLegacy } from "../plan/summarise-legacy.ts";
import { TENANT_ASSUMPTIONS } from "../plan/tenant-assumptions.ts";
import { isOfInterest } from "../plan/is-of-interest.ts";
import { listOpenDecisions } from "../plan/list-open-decisions.ts";
import { assignWaves } from "../plan/assign-waves.ts";
import { scheduleSteps } from "../plan/schedule-steps.ts";
import { describeSharedObjects, planApps, stepsOfApps } from "../plan/share-objects.ts";
import { decideTiming } from "../plan/timing.ts";
import { auditImpersonation } from "./audit-impersonation.ts";
import { createSetRegistry, type SetRegistry } from "../sets/set-registry.ts";

export interface Audit {
  readonly plan: Plan;
  readonly registry: SetRegistry;
  readonly facts: TenantFacts;
  /** What is wrong with the decisions; a plan made from wrong ones is not to be used. */
  readonly wrongDecisions: readonly string[];
}

export interface AuditOptions {
  readonly tool: Plan["tool"];
  /** Hash of the decoded snapshot. */
  readonly evidenceSha256: string;
  readonly decisions?: Decisions | undefined;
}

/** From a snapshot to the plan document: resolves access, plans every app, describes the rest. */
export function auditSnapshot(snapshot: Snapshot, options: AuditOptions): Audit {
  const access = resolveTenantAccess(snapshot);
  const { facts, apps, policies } = access;
  const registry = createSetRegistry(facts.index);
  const scopes = knownRows(
    snapshot.sections["exchange/managementScopes"],
    "exchange/managementScopes",
  );
  const { decisions } = options;
  const coverage = describeCoverage(facts);
  const impersonation = resolveImpersonation(facts);
  const impersonating = auditImpersonation({
    access,
    impersonation,
    scopes,
    coverage,
    decisions: decisions?.impersonation ?? {},
    observationMinutes: decideTiming(decisions, null).observationMinutes,
  });
  const states = apps
    .filter((app) => isOfInterest(app) || impersonating.newAccess.has(app.appId ?? ""))
    .map((app) => {
      const decision = decisions?.apps[app.appId ?? ""];
      const newAccess = impersonating.newAccess.get(app.appId ?? "");
      const timing = decideTiming(decisions, app.appId);
      return { facts, scopes, app, decision, timing, newAccess };
    });
  const planned = planApps(states, registry);
  const described = impersonating.describe(planned, registry);
  const appPlans = planned.map(({ plan }) => plan);
  const steps = [...stepsOfApps(planned), ...described.steps];
  const sharedObjects = describeSharedObjects(planned, snapshot.tenant.id);
  const waves = assignWaves(appPlans, decisions);
  const schedule = scheduleSteps({ apps: appPlans, steps, waves }, decisions);
  const plan: Plan = {
    schemaVersion: 1,
    tool: options.tool,
    evidence: {
      sha256: options.evidenceSha256,
      collectedAt: snapshot.collectedAt,
      tenant: snapshot.tenant,
      environment: snapshot.environment,
      collector: snapshot.collector,
    },
    population: describePopulation(snapshot, facts.index),
    coverage,
    assumptions: TENANT_ASSUMPTIONS,
    legacy: summariseLegacy(snapshot, policies, impersonation),
    apps: appPlans,
    ...described.parts,
    steps,
    ...(sharedObjects.length === 0 ? {} : { sharedObjects }),
    waves,
    ...(schedule === null ? {} : { schedule }),
    openDecisions: planned.flatMap(({ plan: app }) => listOpenDecisions(app, decisions)),
    ...detectFindings(access, impersonation, decisions),
  };
  const wrongDecisions =
    decisions === undefined
      ? []
      : [
          ...checkDecisions(decisions, snapshot.tenant, {
            apps: planned,
            appIds: new Set([...apps.flatMap(({ appId }) => appId ?? []), ...deletedIds(snapshot)]),
            coverage,
          }),
          ...(decisions.tenantId === snapshot.tenant.id ? impersonating.checked.wrong : []),
        ];
  return { plan, registry, facts, wrongDecisions };
}

/** An app that can be restored is one that somebody may have decided on. */
function deletedIds({ sections }: Snapshot): readonly string[] {
  const deleted = sections["graph/deletedServicePrincipals"];
  return deleted.status === "read" ? deleted.rows.map(({ appId }) => appId) : [];
}
