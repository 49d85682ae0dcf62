import { auditSnapshot, type Audit } from "../../src/audit/audit-snapshot.ts";
import type { AppDecision } from "../../src/model/decisions.ts";
import type { ImpersonationDecision } from "../../src/model/impersonation-decision.ts";
import type { Plan } from "../../src/model/plan-document.ts";
import type { SetReference } from "../../src/model/plan-permission.ts";
import type { Step } from "../../src/model/plan-step.ts";
import { mailboxIndexes } from "../../src/sets/mailbox-set.ts";
import { decodeTenant } from "../fuzz/decode-evidence.ts";
import type { Variant } from "../fuzz/vary-evidence.ts";
import { impersonationGuid } from "../generator/rows/impersonation-rows.ts";
import type { TenantDescription } from "../generator/tenant-description.ts";
import { groupDn } from "../generator/rows/distinguished-name.ts";

/** By app, and by impersonation item. */
export interface DrawnDecisions {
  readonly apps: Readonly<Record<string, AppDecision>>;
  readonly impersonation: Readonly<Record<string, ImpersonationDecision>>;
}

export const NO_DECISIONS: DrawnDecisions = { apps: {}, impersonation: {} };

/** A plan as its reader gets it: the document as it is in plan.json, and the mailboxes of its sets. */
export interface PlannedTenant {
  readonly tenant: TenantDescription;
  readonly decisions: DrawnDecisions;
  readonly plan: Plan;
  readonly wrongDecisions: readonly string[];
  readonly mailboxesOf: (reference: SetReference) => ReadonlySet<string>;
}

/** Scans the tenant, and plans it by the decisions. */
export function planTenant(
  tenant: TenantDescription,
  decisions: DrawnDecisions,
  variant: Variant = "plain",
): PlannedTenant {
  const audit = auditSnapshot(decodeTenant(asScanned(tenant, decisions), variant), {
    tool: { name: "scopewright", version: "0.0.0" },
    evidenceSha256: "0".repeat(64),
    decisions: { schemaVersion: 1, tenantId: tenant.id, ...decisions },
  });
  return {
    tenant,
    decisions,
    plan: JSON.parse(JSON.stringify(audit.plan)) as Plan,
    wrongDecisions: audit.wrongDecisions,
    mailboxesOf: (reference) => mailboxesOf(audit, reference),
  };
}

/** As a scan reads it that is given the decisions: with the members of the groups that they name. */
function asScanned(tenant: TenantDescription, { apps, impersonation }: DrawnDecisions) {
  const filters = [
    ...Object.values(apps).map(({ intendedScope }) => intendedScope?.filter ?? ""),
    ...Object.values(impersonation).map(({ scope }) =>
      typeof scope === "object" ? scope.filter : "",
    ),
  ].map((filter) => filter.replaceAll("''", "'"));
  const decidedGroups = tenant.groups
    .filter(({ key }) => filters.some((filter) => filter.includes(groupDn(tenant, key))))
    .map(({ key }) => key);
  if (decidedGroups.length === 0) return tenant;
  const known = SCANNED.get(tenant) ?? new Map<string, TenantDescription>();
  SCANNED.set(tenant, known);
  const id = decidedGroups.join();
  const scanned = known.get(id) ?? { ...tenant, decidedGroups };
  known.set(id, scanned);
  return scanned;
}

/** Snapshots are kept by tenant. */
const SCANNED = new WeakMap<TenantDescription, Map<string, TenantDescription>>();

/** What stands, whatever becomes of the rest: what each registration asks for, and the Guids of what is deleted. */
export const withFixedFacts = (tenant: TenantDescription): TenantDescription => ({
  ...tenant,
  apps: tenant.apps.map((app) => ({ ...app, declared: app.declared ?? app.grants })),
  impersonation: {
    ...tenant.impersonation,
    assignments: tenant.impersonation.assignments.map((one, index) => ({
      ...one,
      guid: one.guid ?? impersonationGuid(index),
    })),
  },
});

/** Steps that look and change nothing may be repeated. */
const LOOKS: readonly Step["action"][] = [
  "testAuthorization",
  "confirmNoGovernedGrant",
  "watchForReturnedGrant",
];

export const changingIds = (steps: readonly Step[]): readonly string[] =>
  steps.filter(({ action }) => !LOOKS.includes(action)).map(({ id }) => id);

/** The steps of each app that has any, in order; of those that are no app's, by the first word of their ids. */
export function stepsByApp({ steps }: Plan): ReadonlyMap<string, readonly Step[]> {
  const ownerOf = ({ appId, id }: Step): string => appId ?? id.slice(0, id.indexOf("/"));
  const owners = [...new Set(steps.map(ownerOf))];
  return new Map(owners.map((owner) => [owner, steps.filter((step) => ownerOf(step) === owner)]));
}

function mailboxesOf({ facts, registry }: Audit, { set }: SetReference): ReadonlySet<string> {
  if (set === null) return new Set();
  const { keys } = facts.index;
  const listed = (name: string): ReadonlySet<string> => {
    const found = registry.sets.get(name);
    if (found === undefined) throw new Error(`a set that nobody wrote: ${name}`);
    return new Set([...mailboxIndexes(found, keys.length)].map((index) => String(keys[index])));
  };
  if (typeof set === "string") return listed(set);
  const out = listed(set.except);
  return new Set(keys.filter((key) => !out.has(key)));
}
