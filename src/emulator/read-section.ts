import type { ParentStatus, SectionName, SectionStatus } from "../model/sections.ts";
import type { RawRow } from "./row-values.ts";
import { notRecorded, objectNotFound, ServiceFault } from "./service-fault.ts";
import type { SectionState, TenantState } from "./tenant-state.ts";

const NOT_ASKED: SectionState = {
  status: "notAsked",
  message: undefined,
  rows: [],
  parents: new Map(),
};

export const sectionOf = (state: TenantState, name: SectionName): SectionState =>
  state.sections.get(name) ?? NOT_ASKED;

/** The rows of a flat section; throws the fault that the recorded status stands for. */
export function readRows(state: TenantState, name: SectionName): readonly RawRow[] {
  const section = sectionOf(state, name);
  assertSectionRead(section, name, state);
  return section.rows;
}

/** The rows of a flat section, or `undefined` when it was not read. */
export function rowsIfRead(state: TenantState, name: SectionName): readonly RawRow[] | undefined {
  const section = sectionOf(state, name);
  return section.status === "read" ? section.rows : undefined;
}

/**
 * The rows of one parent; throws the fault that the recorded status stands for.
 *
 * INVARIANT: a parent that the evidence does not list was not read, and is never answered as empty.
 */
export function readParent(state: TenantState, name: SectionName, key: string): readonly RawRow[] {
  const section = sectionOf(state, name);
  assertSectionRead(section, name, state);
  const parent = section.parents.get(key.toLowerCase());
  if (parent === undefined) throw notRecorded(`${name} of ${key}`);
  if (parent.status !== "read") throw faultOf(parent.status, key, parent.message);
  return parent.rows;
}

/** The rows of one parent, or `undefined` when they were not read. */
export function parentRowsIfRead(
  state: TenantState,
  name: SectionName,
  key: string,
): readonly RawRow[] | undefined {
  const section = sectionOf(state, name);
  const parent = section.parents.get(key.toLowerCase());
  return section.status === "read" && parent?.status === "read" ? parent.rows : undefined;
}

/** Throws when the evidence recorded that asking for this parent was refused, failed or found nothing. */
export function assertParentNotRefused(state: TenantState, name: SectionName, key: string): void {
  const parent = sectionOf(state, name).parents.get(key.toLowerCase());
  if (parent !== undefined && parent.status !== "read")
    throw faultOf(parent.status, key, parent.message);
}

/** Throws when asking for this section at all was refused or failed; an absent section passes. */
export function assertSectionNotRefused(state: TenantState, name: SectionName): void {
  const section = sectionOf(state, name);
  if (section.status !== "absent") assertSectionRead(section, name, state);
}

function assertSectionRead(section: SectionState, name: SectionName, state: TenantState): void {
  if (section.status === "read") return;
  const object = `OU=${state.tenant.initialDomain},OU=Microsoft Exchange Hosted Organizations,DC=emulated,DC=prod,DC=outlook,DC=com\\*`;
  throw faultOf(section.status, object, section.message ?? `${name} is not available`);
}

function faultOf(
  status: Exclude<SectionStatus | ParentStatus, "read">,
  object: string,
  message: string | undefined,
): ServiceFault {
  switch (status) {
    case "denied":
    case "notAsked":
      return new ServiceFault("denied", message ?? "the caller may not read this");
    case "failed":
      return new ServiceFault("failed", message ?? "the service failed");
    case "absent":
    case "notFound":
      return objectNotFound(object);
  }
}
