import type { StepTarget } from "../../src/model/plan-step.ts";
import { RESOURCES } from "../generator/app-roles.ts";
import { populationOf } from "../generator/sight.ts";
import type { AssignmentScope, TenantDescription } from "../generator/tenant-description.ts";
import { matchesFilter } from "../generator/witnesses/service-answers.ts";
import { kindOf } from "../oracle/permission-kinds.ts";
import { LONGEST_WINDOW, made, type Change } from "./draw-world.ts";
import type { Breach } from "./contracts.ts";
import { refusalOf } from "./run-step.ts";
import { findObject, membersOfObjects, scopeOfObject } from "./run-object-step.ts";
import { isThere } from "./true-access.ts";

/** Runs the steps one by one as scripts would: the service takes each, and what a script looks for is there. */
export function* checkGates(
  tenant: TenantDescription,
  changes: readonly Change[],
): Generator<Breach> {
  for (const [at, { step }] of changes.entries()) {
    const now = made(tenant, changes.slice(0, at));
    const refusal = refusalOf(now, step.target) ?? gateOf(now, step.target);
    if (refusal !== null) yield { contract: "steps_can_run", text: `${step.id}: ${refusal}` };
  }
}

/** Why what a step looks for would not be found; null = it is there. */
function gateOf(tenant: TenantDescription, target: StepTarget): string | null {
  if (target.kind === "authorization") return authorizationGate(tenant, target);
  return target.kind === "governedGrants" ? governedGate(tenant, target) : null;
}

function authorizationGate(
  tenant: TenantDescription,
  target: Extract<StepTarget, { kind: "authorization" }>,
): string | null {
  const isIn = selectorOf(tenant, target);
  if (isIn === null) return `there is no scope ${target.scope}`;
  const members = populationOf(tenant).filter(isIn).length;
  if (members !== target.expectedMembers) return `the scope has ${String(members)} members`;
  if (!target.positive.every(isIn)) return "a mailbox that is to be in the scope is out";
  if (target.negative.some(isIn)) return "a mailbox that is to be out of the scope is in";
  const scopes = scopesOf(tenant, target).map((scope) => JSON.stringify(scope));
  const missing = target.roles.find(
    (role) =>
      !scopes.every((scope) =>
        tenant.assignments.some(
          (one) =>
            one.app === target.appId && one.role === role && JSON.stringify(one.scope) === scope,
        ),
      ),
  );
  return missing === undefined ? null : `${missing} is not assigned in the scope`;
}

/** Tells who is in the scope that is tested; null = there is no such scope. */
function selectorOf(
  tenant: TenantDescription,
  { scope: name, objects }: Extract<StepTarget, { kind: "authorization" }>,
): ((key: string) => boolean) | null {
  if (objects !== undefined) {
    const members = membersOfObjects(tenant, objects);
    const isThere = objects.every((object) => findObject(tenant, object) !== null);
    return isThere ? (key) => members.has(key) : null;
  }
  const scope = tenant.scopes.find((one) => one.name === name);
  const byKey = new Map(tenant.recipients.map((recipient) => [recipient.key, recipient]));
  if (scope === undefined) return null;
  return (key) => {
    const recipient = byKey.get(key);
    return recipient !== undefined && matchesFilter(tenant, recipient, scope.filter);
  };
}

const scopesOf = (
  tenant: TenantDescription,
  { scope, objects }: Extract<StepTarget, { kind: "authorization" }>,
): readonly AssignmentScope[] =>
  objects?.map((object) => scopeOfObject(tenant, object)) ?? [{ kind: "custom", name: scope }];

function governedGate(
  { apps }: TenantDescription,
  { appId, governed }: Extract<StepTarget, { kind: "governedGrants" }>,
): string | null {
  const held = apps.find((app) => app.appId === appId && isThere(app))?.grants ?? [];
  const own = held.filter(({ resource, value }) => kindOf(resource, value) === "governed");
  const unlisted = own.find(
    ({ resource, value }) =>
      !governed.some(({ resourceAppId, appRoleId }) => {
        const { appId: resourceId, appRoles } = RESOURCES[resource];
        const role = appRoles.find(([name]) => name === value)?.[1];
        return resourceId === resourceAppId && role === appRoleId;
      }),
  );
  if (unlisted !== undefined) return `nobody would look for ${unlisted.value}`;
  return own.length === 0 ? null : `${own.map(({ value }) => value).join(", ")} is granted`;
}

/** No policy goes before the longest life of a token that was issued under a deleted grant of its app. */
export function* checkPolicyOutlivesGrant(changes: readonly Change[]): Generator<Breach> {
  for (const retired of changes.filter(({ step }) => step.action === "deleteAccessPolicy")) {
    const early = changes.filter(
      ({ step, madeAt }) =>
        step.action === "deleteAppRoleAssignment" &&
        step.appId === retired.step.appId &&
        madeAt + LONGEST_WINDOW.appRoleAssignment > retired.madeAt,
    );
    for (const { step } of early) {
      const text = `${retired.step.id} runs before the tokens of ${step.id} have expired`;
      yield { contract: "policy_outlives_grant", text };
    }
  }
}
