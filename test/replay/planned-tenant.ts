import { auditSnapshot, type Audit } from "../../src/audit/audit-snapshot.ts";
import type { AppDecision, OpenDecision } from "../../src/model/decisions.ts";
import type { Plan } from "../../src/model/plan-document.ts";
import type { SetReference } from "../../src/model/plan-permission.ts";
import type { Step } from "../../src/model/plan-step.ts";
import { mailboxIndexes } from "../../src/sets/mailbox-set.ts";
import { decodeTenant } from "../fuzz/decode-evidence.ts";
import type { Variant } from "../fuzz/vary-evidence.ts";
import { printFilter, type FilterTree } from "../generator/filter-tree.ts";
import { groupKey, mailboxKey } from "../generator/ids.ts";
import type { Random } from "../generator/random.ts";
import { groupDn } from "../generator/rows/distinguished-name.ts";
import { isGroup } from "../generator/sight.ts";
import type { TenantDescription } from "../generator/tenant-description.ts";

export type DecisionsByApp = Readonly<Record<string, AppDecision>>;

/** A plan as its reader gets it: the document as it is in plan.json, and the mailboxes of its sets. */
export interface PlannedTenant {
  readonly tenant: TenantDescription;
  readonly decisions: DecisionsByApp;
  readonly plan: Plan;
  readonly wrongDecisions: readonly string[];
  readonly mailboxesOf: (reference: SetReference) => ReadonlySet<string>;
}

/** Scans the tenant, and plans it by the decisions. */
export function planTenant(
  tenant: TenantDescription,
  decisions: DecisionsByApp,
  variant: Variant = "plain",
): PlannedTenant {
  const audit = auditSnapshot(decodeTenant(tenant, variant), {
    tool: { name: "scopewright", version: "0.0.0" },
    evidenceSha256: "0".repeat(64),
    decisions: { schemaVersion: 1, tenantId: tenant.id, apps: decisions },
  });
  return {
    tenant,
    decisions,
    plan: JSON.parse(JSON.stringify(audit.plan)) as Plan,
    wrongDecisions: audit.wrongDecisions,
    mailboxesOf: (reference) => mailboxesOf(audit, reference),
  };
}

/** The registration of each app asks for what it does, whatever becomes of the grants. */
export const withFixedDeclarations = (tenant: TenantDescription): TenantDescription => ({
  ...tenant,
  apps: tenant.apps.map((app) => ({ ...app, declared: app.declared ?? app.grants })),
});

/** Answers some of the questions that a plan asks, in one of the ways that it offers. */
export function answerSome(
  random: Random,
  tenant: TenantDescription,
  open: readonly OpenDecision[],
): DecisionsByApp {
  return Object.fromEntries(
    random.some(open).map((question) => [question.appId, answer(random, tenant, question)]),
  );
}

function answer(random: Random, tenant: TenantDescription, asked: OpenDecision): AppDecision {
  switch (asked.decision) {
    case "intendedScope": {
      const tree = random.pick(INTENDED.filter((one) => namesLiveGroups(tenant, one)));
      return { intendedScope: { filter: printFilter(tree, (key) => groupDn(tenant, key)) } };
    }
    case "reachesNobody":
      return { reachesNobody: random.pick(["move", "remove"] as const) };
    default:
      return asked.example;
  }
}

const [group, other] = [1, 2].map((number): FilterTree => ({
  kind: "memberOf",
  group: groupKey(number),
})) as [FilterTree, FilterTree];
const self: FilterTree = {
  kind: "eq",
  property: "ExternalDirectoryObjectId",
  value: mailboxKey(2),
};

const INTENDED: readonly FilterTree[] = [
  self,
  group,
  { kind: "eq", property: "Department", value: "sales" },
  { kind: "like", property: "CustomAttribute1", prefix: "bo" },
  { kind: "blank", property: "Office" },
  { kind: "or", left: group, right: self },
  { kind: "and", left: group, right: { kind: "not", inner: other } },
  { kind: "ne", property: "RecipientTypeDetails", value: "SharedMailbox" },
];

const namesLiveGroups = (tenant: TenantDescription, tree: FilterTree): boolean => {
  if (tree.kind === "memberOf") return isGroup(tenant, tree.group);
  if (tree.kind === "not") return namesLiveGroups(tenant, tree.inner);
  return !("left" in tree) || [tree.left, tree.right].every((one) => namesLiveGroups(tenant, one));
};

/** Steps that look and change nothing may be repeated. */
const LOOKS: readonly Step["action"][] = [
  "testAuthorization",
  "confirmNoGovernedGrant",
  "watchForReturnedGrant",
];

export const changingIds = (steps: readonly Step[]): readonly string[] =>
  steps.filter(({ action }) => !LOOKS.includes(action)).map(({ id }) => id);

/** The steps of each app that has any, in order. */
export function stepsByApp({ steps }: Plan): ReadonlyMap<string, readonly Step[]> {
  const apps = [...new Set(steps.map(({ appId }) => appId ?? ""))];
  return new Map(apps.map((id) => [id, steps.filter(({ appId }) => (appId ?? "") === id)]));
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
