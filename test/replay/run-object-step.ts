import { createHash } from "node:crypto";
import type { ScopeObject, StepTarget } from "../../src/model/plan-step.ts";
import { populationOf } from "../generator/sight.ts";
import type { AssignmentDescription, TenantDescription } from "../generator/tenant-description.ts";
import { mailboxesOfSet } from "./mailboxes-of-set.ts";

type Target<Kind extends StepTarget["kind"]> = Extract<StepTarget, { kind: Kind }>;

/** The tenant with a new group or unit that nobody is in. */
export function withObject(
  tenant: TenantDescription,
  { object, alias }: Target<"scopeObject">,
): TenantDescription {
  const { kind, name } = object;
  const id = idOfNew(object);
  const members = [] as const;
  if (kind === "group") {
    const type = "MailUniversalSecurityGroup" as const;
    const group = { key: id, type, name, alias, displayName: name, members };
    return { ...tenant, groups: [...tenant.groups, group] };
  }
  const exchangeName = idOfNew({ kind, name: `name of ${name}` });
  const unit = { id, exchangeName, displayName: name, members };
  return { ...tenant, units: [...tenant.units, unit] };
}

/** The tenant without the group or unit that a step made. */
export function withoutObject(
  tenant: TenantDescription,
  { object }: Target<"scopeObject">,
): TenantDescription {
  const id = idOfNew(object);
  return {
    ...tenant,
    groups: tenant.groups.filter(({ key }) => key !== id),
    units: tenant.units.filter((unit) => unit.id !== id),
  };
}

/** The tenant once a group or unit holds exactly the mailboxes of a set. */
export function withMembers(
  tenant: TenantDescription,
  { object, set }: Target<"members">,
): TenantDescription {
  const id = findObject(tenant, object);
  const keys = mailboxesOfSet(populationOf(tenant), set);
  return {
    ...tenant,
    groups: tenant.groups.map((one) => (one.key === id ? { ...one, members: keys } : one)),
    units: tenant.units.map((one) =>
      one.id === id ? { ...one, members: keys.map((key) => ({ kind: "user", key })) } : one,
    ),
  };
}

/** The id of a group or unit of the tenant, told by id or by name; null = there is none. */
export function findObject(
  { groups, units }: TenantDescription,
  { kind, id, name }: ScopeObject,
): string | null {
  const all =
    kind === "group"
      ? groups.map((one) => ({ id: one.key, name: one.name }))
      : units.map((one) => ({ id: one.id, name: one.displayName }));
  return all.find((one) => (id === undefined ? one.name === name : one.id === id))?.id ?? null;
}

/** An assignment's scope that is a group or a unit. */
export function scopeOfObject(
  tenant: TenantDescription,
  object: ScopeObject,
): AssignmentDescription["scope"] {
  const id = findObject(tenant, object) ?? object.name;
  return object.kind === "group"
    ? { kind: "group", group: id }
    : { kind: "unit", unit: id, printedAs: "objectId" };
}

/** The mailboxes that a scope of groups or of a unit selects. */
export function membersOfObjects(
  tenant: TenantDescription,
  objects: readonly ScopeObject[],
): ReadonlySet<string> {
  const ids = new Set(objects.map((object) => findObject(tenant, object)));
  const groups = tenant.groups.filter(({ key }) => ids.has(key));
  const units = tenant.units.filter(({ id }) => ids.has(id));
  return new Set([
    ...groups.flatMap(({ members }) => members),
    ...units.flatMap(({ members }) => members.map(({ key }) => key)),
  ]);
}

/** An id made of the name, so that the same object has the same. */
function idOfNew({ kind, name }: ScopeObject): string {
  const hash = createHash("sha256").update(`${kind} ${name}`).digest("hex");
  return `${hash.slice(0, 8)}-0000-4000-8000-${hash.slice(8, 20)}`;
}
