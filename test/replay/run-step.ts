import type { StepTarget } from "../../src/model/plan-step.ts";
import { RESOURCES } from "../generator/app-roles.ts";
import { grantId } from "../generator/rows/grant-rows.ts";
import { policyIdentity } from "../generator/rows/policy-rows.ts";
import { hasPointer } from "../generator/sight.ts";
import type {
  AppDescription,
  GrantDescription,
  TenantDescription,
} from "../generator/tenant-description.ts";
import { readFilter } from "./read-filter.ts";
import {
  findObject,
  scopeOfObject,
  withMembers,
  withObject,
  withoutObject,
} from "./run-object-step.ts";

type Target<Kind extends StepTarget["kind"]> = Extract<StepTarget, { kind: Kind }>;

/** The tenant once somebody ran a step: by what the step says that it acts on, and nothing else of the product. */
export const runStep = (tenant: TenantDescription, target: StepTarget): TenantDescription =>
  deedOf(target).run(tenant, target);

/** The tenant once what a step did was taken back. */
export const undoStep = (tenant: TenantDescription, target: StepTarget): TenantDescription =>
  deedOf(target).undo(tenant, target);

/** Why the service would not do it; null = it would. */
export const refusalOf = (tenant: TenantDescription, target: StepTarget): string | null =>
  deedOf(target).refusal(tenant, target);

interface Deed<Acted> {
  run(tenant: TenantDescription, target: Acted): TenantDescription;
  undo(tenant: TenantDescription, target: Acted): TenantDescription;
  refusal(tenant: TenantDescription, target: Acted): string | null;
}

const deedOf = ({ kind }: StepTarget): Deed<StepTarget> => DEEDS[kind];

/** It looks, and changes nothing. */
const LOOK: Deed<StepTarget> = {
  run: (tenant) => tenant,
  undo: (tenant) => tenant,
  refusal: () => null,
};

const DEEDS: { readonly [Kind in StepTarget["kind"]]: Deed<Target<Kind>> } = {
  authorization: LOOK,
  governedGrants: LOOK,
  scopeObject: {
    run: withObject,
    undo: withoutObject,
    refusal: (tenant, { object }) =>
      findObject(tenant, object) === null ? null : `there is a ${object.kind} ${object.name}`,
  },
  members: {
    run: withMembers,
    // They go with the object.
    undo: (tenant) => tenant,
    refusal: (tenant, { object }) =>
      findObject(tenant, object) === null ? `there is no ${object.kind} ${object.name}` : null,
  },
  impersonationAssignment: {
    run: (tenant, { guid }) => ({
      ...tenant,
      impersonation: {
        ...tenant.impersonation,
        assignments: tenant.impersonation.assignments.filter((one) => one.guid !== guid),
      },
    }),
    undo: () => {
      throw new Error("an impersonation assignment does not come back");
    },
    refusal: ({ impersonation }, { guid }) =>
      impersonation.assignments.some((one) => one.guid === guid) ? null : "there is none",
  },
  servicePrincipal: {
    run: (tenant, { appId }) => ({ ...tenant, pointers: [...(tenant.pointers ?? []), appId] }),
    undo: (tenant, { appId }) => ({
      ...tenant,
      pointers: (tenant.pointers ?? []).filter((id) => id !== appId),
    }),
    refusal: (tenant, { appId }) => (hasPointer(tenant, appId) ? "the pointer exists" : null),
  },
  managementScope: {
    run: (tenant, { name, filter }) => ({
      ...tenant,
      scopes: [...tenant.scopes, { name, filter: readFilter(filter, tenant) }],
    }),
    undo: (tenant, target) => ({
      ...tenant,
      scopes: tenant.scopes.filter(({ name }) => name !== target.name),
    }),
    refusal: ({ scopes }, target) =>
      scopes.some(({ name }) => isSame(name, target.name)) ? "there is such a scope" : null,
  },
  roleAssignment: {
    run: (tenant, target) => {
      const { name, role, servicePrincipalId, object } = target;
      const app = appOfPrincipal(tenant, servicePrincipalId)?.appId ?? "";
      const scope =
        object === undefined
          ? ({ kind: "custom", name: target.scope } as const)
          : scopeOfObject(tenant, object);
      const assignment = { name, role, app, scope };
      return { ...tenant, assignments: [...tenant.assignments, assignment] };
    },
    undo: (tenant, target) => ({
      ...tenant,
      assignments: tenant.assignments.filter(({ name }) => name !== target.name),
    }),
    refusal: refusalOfAssignment,
  },
  appRoleAssignment: {
    run: withoutGrant,
    undo: withGrant,
    refusal: (tenant, target) =>
      withoutGrant(tenant, target) === tenant ? "there is no such grant" : null,
  },
  requiredResourceAccess: {
    run: (tenant, target) =>
      declare(tenant, target, (own, named) => own.filter((one) => !named.includes(one))),
    undo: (tenant, target) =>
      declare(tenant, target, (own, named) => [
        ...own,
        ...named.filter((one) => !own.includes(one)),
      ]),
    refusal: () => null,
  },
  accessPolicy: {
    run: (tenant, { identity }) => ({
      ...tenant,
      policies: tenant.policies.filter((policy) => policyIdentity(tenant, policy) !== identity),
    }),
    undo: () => {
      throw new Error("a policy does not come back");
    },
    refusal: (tenant, { identity }) =>
      tenant.policies.some((policy) => policyIdentity(tenant, policy) === identity)
        ? null
        : "there is no such policy",
  },
};

function refusalOfAssignment(
  tenant: TenantDescription,
  { name, scope, object, servicePrincipalId }: Target<"roleAssignment">,
): string | null {
  const app = appOfPrincipal(tenant, servicePrincipalId);
  if (app === undefined || !hasPointer(tenant, app.appId)) return "Exchange does not know the app";
  const isThere =
    object === undefined
      ? tenant.scopes.some((one) => isSame(one.name, scope))
      : findObject(tenant, object) !== null;
  if (!isThere) return `there is no scope ${scope}`;
  const taken = tenant.assignments.some((one) => one.name !== undefined && isSame(one.name, name));
  return taken ? `there is an assignment ${name}` : null;
}

const isSame = (a: string, b: string): boolean => a.toLowerCase() === b.toLowerCase();

const appOfPrincipal = ({ apps }: TenantDescription, id: string): AppDescription | undefined =>
  apps.find(({ servicePrincipalId }) => servicePrincipalId === id);

/** The same tenant where no such grant was there. */
function withoutGrant(
  tenant: TenantDescription,
  { id }: Target<"appRoleAssignment">,
): TenantDescription {
  const holds = ({ servicePrincipalId }: AppDescription, grant: GrantDescription): boolean =>
    servicePrincipalId !== null && grantId(servicePrincipalId, grant) === id;
  if (!tenant.apps.some((app) => app.grants.some((grant) => holds(app, grant)))) return tenant;
  return mapApps(tenant, (app) => ({
    ...app,
    grants: app.grants.filter((grant) => !holds(app, grant)),
  }));
}

function withGrant(
  tenant: TenantDescription,
  { principalId, resourceAppId, appRoleId }: Target<"appRoleAssignment">,
): TenantDescription {
  const grant = grantOfRole(resourceAppId, appRoleId);
  return mapApps(tenant, (app) => {
    const holds = app.grants.some(
      ({ resource, value }) => resource === grant.resource && value === grant.value,
    );
    return app.servicePrincipalId !== principalId || holds
      ? app
      : { ...app, grants: [...app.grants, grant] };
  });
}

function grantOfRole(resourceAppId: string, appRoleId: string): GrantDescription {
  const resource = resourceAppId === RESOURCES.graph.appId ? "graph" : "exchange";
  const value = RESOURCES[resource].appRoles.find(([, id]) => id === appRoleId)?.[0];
  if (value === undefined) throw new Error(`${resource} offers no appRole ${appRoleId}`);
  return { resource, value };
}

/** Changes what the registration asks for, as `resource/value`. */
function declare(
  tenant: TenantDescription,
  { appId, resourceAppId, appRoleIds }: Target<"requiredResourceAccess">,
  change: (own: readonly string[], named: readonly string[]) => readonly string[],
): TenantDescription {
  const named = appRoleIds.map((id) => textOf(grantOfRole(resourceAppId, id)));
  return mapApps(tenant, (app) => {
    if (app.appId !== appId) return app;
    const declared = change((app.declared ?? app.grants).map(textOf), named).map(grantOfText);
    return { ...app, declared };
  });
}

const textOf = ({ resource, value }: GrantDescription): string => `${resource}/${value}`;

const grantOfText = (text: string): GrantDescription => ({
  resource: text.startsWith("graph/") ? "graph" : "exchange",
  value: text.slice(text.indexOf("/") + 1),
});

const mapApps = (
  tenant: TenantDescription,
  change: (app: AppDescription) => AppDescription,
): TenantDescription => ({ ...tenant, apps: tenant.apps.map(change) });
