import type {
  RoleAssignmentRow,
  ServicePrincipalAuthorizationRow,
} from "../../src/model/exchange-rows.ts";
import { appId, servicePrincipalId } from "../../src/model/ids.ts";
import type { Step } from "../../src/model/plan-step.ts";
import type {
  ParentedSection,
  Section,
  Snapshot,
  SnapshotSections,
} from "../../src/model/snapshot.ts";

import { withMembers, withNewObject } from "./apply-object-step.ts";

/**
 * The tenant after somebody ran a step, as a new scan would read it: rows come and go. Apart from the product's own
 * simulation, which works on what was resolved.
 */
export function applyStep(snapshot: Snapshot, step: Step): Snapshot {
  return { ...snapshot, sections: { ...snapshot.sections, ...changed(snapshot.sections, step) } };
}

function changed(sections: SnapshotSections, { target }: Step): Partial<SnapshotSections> {
  if (target.kind === "scopeObject") return withNewObject(sections, target);
  return target.kind === "members"
    ? withMembers(sections, target)
    : changedForApp(sections, target);
}

function changedForApp(
  sections: SnapshotSections,
  target: Exclude<Step["target"], { kind: "scopeObject" | "members" }>,
): Partial<SnapshotSections> {
  switch (target.kind) {
    case "servicePrincipal":
      return add(sections, "exchange/servicePrincipals", {
        objectId: servicePrincipalId(target.objectId),
        appId: appId(target.appId),
        displayName: target.displayName,
      });
    case "managementScope":
      return add(sections, "exchange/managementScopes", {
        name: target.name,
        recipientFilter: target.filter,
        recipientRoot: "",
      });
    case "roleAssignment":
      return {
        ...add(sections, "exchange/roleAssignments", {
          name: target.name,
          guid: `guid of ${target.name}`,
          role: target.role,
          app: target.servicePrincipalId,
          roleAssigneeType: "ServicePrincipal",
          roleAssignmentDelegationType: "Regular",
          enabled: true,
          ...readBack(sections, target),
        }),
        "exchange/servicePrincipalAuthorizations": unasked(
          sections["exchange/servicePrincipalAuthorizations"],
          target.appId,
        ),
      };
    case "appRoleAssignment":
      return remove(sections, "graph/appRoleAssignedTo", ({ id }) => id === target.id);
    case "accessPolicy":
      return remove(
        sections,
        "exchange/applicationAccessPolicies",
        ({ identity }) => identity === target.identity,
      );
    case "impersonationAssignment":
      return retire(sections, target.guid);
    case "requiredResourceAccess":
      return undeclare(sections, target.applicationId, target.appRoleIds);
    case "authorization":
    case "governedGrants":
      return {};
  }
}

/** A scope as the service prints it: a group by its Name, a unit by the GUID that Exchange calls it. */
function readBack(
  sections: SnapshotSections,
  { scope, object }: Extract<Step["target"], { kind: "roleAssignment" }>,
): Pick<RoleAssignmentRow, "recipientWriteScope" | "customResourceScope"> {
  if (object === undefined) {
    return { recipientWriteScope: "CustomRecipientScope", customResourceScope: scope };
  }
  if (object.kind === "group") {
    return { recipientWriteScope: "Group", customResourceScope: scope };
  }
  const unit = rowsOf(sections["exchange/administrativeUnits"]).find(
    (row) =>
      row.externalDirectoryObjectId === object.id ||
      (object.id === undefined && row.displayName === object.name),
  );
  return {
    recipientWriteScope: "AdministrativeUnit",
    customResourceScope: unit?.name ?? "no such unit",
  };
}

type Flat = "exchange/servicePrincipals" | "exchange/managementScopes" | "exchange/roleAssignments";
type RowOf<Name extends keyof SnapshotSections> =
  SnapshotSections[Name] extends Section<infer Row> ? Row : never;

const rowsOf = <Row>(section: Section<Row>): readonly Row[] =>
  section.status === "read" ? section.rows : [];

function add<Name extends Flat>(
  sections: SnapshotSections,
  name: Name,
  row: RowOf<Name>,
): Partial<SnapshotSections> {
  const rows: readonly unknown[] = [...rowsOf<unknown>(sections[name]), row];
  return { [name]: { status: "read", rows } };
}

function remove<Name extends "graph/appRoleAssignedTo" | "exchange/applicationAccessPolicies">(
  sections: SnapshotSections,
  name: Name,
  gone: (row: RowOf<Name>) => boolean,
): Partial<SnapshotSections> {
  const rows = rowsOf(sections[name] as Section<RowOf<Name>>).filter((row) => !gone(row));
  return { [name]: { status: "read", rows } };
}

/** The assignment is gone from the list, and from what was told of its users. */
function retire(sections: SnapshotSections, guid: string): Partial<SnapshotSections> {
  const effective = sections["exchange/impersonationEffectiveUsers"];
  const left = rowsOf(sections["exchange/roleAssignments"]).filter((row) => row.guid !== guid);
  if (effective.status !== "read") {
    return { "exchange/roleAssignments": { status: "read", rows: left } };
  }
  const parents = [...effective.parents].map(
    ([role, read]) =>
      [
        role,
        read.status === "read"
          ? { ...read, rows: read.rows.filter(({ assignment }) => assignment.guid !== guid) }
          : read,
      ] as const,
  );
  return {
    "exchange/roleAssignments": { status: "read", rows: left },
    "exchange/impersonationEffectiveUsers": { status: "read", parents: new Map(parents) },
  };
}

function undeclare(
  sections: SnapshotSections,
  applicationId: string,
  roleIds: readonly string[],
): Partial<SnapshotSections> {
  const rows = rowsOf(sections["graph/applications"]).map((row) =>
    row.id === applicationId
      ? {
          ...row,
          requiredResourceAccess: (row.requiredResourceAccess ?? []).map((entry) => ({
            ...entry,
            roleIds: entry.roleIds.filter((id) => !roleIds.includes(id)),
          })),
        }
      : row,
  );
  return { "graph/applications": { status: "read", rows } };
}

/** What the service said of the app before says nothing of it now. */
function unasked(
  section: ParentedSection<ServicePrincipalAuthorizationRow>,
  app: string,
): ParentedSection<ServicePrincipalAuthorizationRow> {
  if (section.status !== "read") return section;
  const parents = new Map([...section.parents].filter(([key]) => key !== app));
  return { status: "read", parents };
}
