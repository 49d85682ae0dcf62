import type { RoleAssignmentRow } from "../model/exchange-rows.ts";
import type { ApplicationRole } from "../model/permission-table.ts";
import type { Membership } from "../sets/membership.ts";
import type { Contribution } from "./contribution.ts";

export type AssignmentScopeKind =
  "organization" | "managementScope" | "administrativeUnit" | "group" | "unclear";

/** The mailboxes that an assignment's scope reaches, and the rules that say so. */
export interface ResourceScope {
  readonly kind: AssignmentScopeKind;
  /** The scope as printed, or null for the organisation. */
  readonly name: string | null;
  readonly members: Membership;
  readonly contributions: readonly Contribution[];
}

/** A regular, enabled assignment of an application role to an app. */
export interface ResolvedAssignment {
  readonly id: string;
  readonly row: RoleAssignmentRow;
  readonly roleName: string;
  /** Null when the role is not in the table of application roles: what it opens is not known. */
  readonly role: ApplicationRole | null;
  readonly scope: ResourceScope;
}

/** Stable id of an assignment row: its Guid, else its name. */
export const assignmentId = (row: RoleAssignmentRow): string =>
  row.guid ?? row.identity ?? row.name;

const blank = (value: string | null | undefined): boolean =>
  value === undefined || value === null || value.trim() === "";

/** The first of the texts that says something. */
export const firstFilled = (...values: readonly (string | null | undefined)[]): string | null =>
  values.find((value) => !blank(value))?.trim() ?? null;
