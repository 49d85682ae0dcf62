import { isGuid } from "../../model/ids.ts";
import type { RawRow } from "../row-values.ts";
import { isRecord } from "../row-values.ts";

const ROLE_ASSIGNEE_TYPES: Readonly<Record<number, string>> = {
  0: "User",
  2: "SecurityGroup",
  4: "RoleAssignmentPolicy",
  6: "MailboxPlan",
  8: "ForeignSecurityPrincipal",
  10: "RoleGroup",
  11: "PartnerLinkedRoleGroup",
  12: "LinkedRoleGroup",
  14: "Computer",
};

/**
 * Writes a row as the admin REST does: sidecar keys beside typed values, enums as their display names, and GUIDs whose
 * casing is not the same everywhere.
 *
 * @param position place of the row in the whole answer; every third row has its ids in upper case.
 */
export function decorateRow(row: RawRow, position: number): RawRow {
  // A page has a thousand rows of two kilobytes: one object is filled, without lists of entries in between.
  const decorated: Record<string, unknown> = Object.create(null) as Record<string, unknown>;
  for (const key of Object.keys(row)) {
    if (key.includes("@")) continue;
    const shown = recase(key, displayValue(key, row[key]), position);
    addSidecars(decorated, key, shown);
    decorated[key] = shown;
  }
  return decorated;
}

function displayValue(key: string, value: unknown): unknown {
  if (isRecord(value) && typeof value["Value"] === "string") return value["Value"];
  if (key === "RoleAssigneeType" && typeof value === "number") {
    return ROLE_ASSIGNEE_TYPES[value] ?? value;
  }
  return value;
}

function recase(key: string, value: unknown, position: number): unknown {
  const isId = key === "ExternalDirectoryObjectId" || key === "Guid";
  return isId && typeof value === "string" && position % 3 === 2 ? value.toUpperCase() : value;
}

function addSidecars(to: Record<string, unknown>, key: string, value: unknown): void {
  if (Array.isArray(value)) {
    to[`${key}@odata.type`] = "#Collection(String)";
    return;
  }
  if (typeof value !== "string") return;
  if (key.endsWith("Guid") && isGuid(value)) {
    to[`${key}@data.type`] = "System.Guid";
    to[`${key}@odata.type`] = "#Guid";
  } else if (key.startsWith("When") && value !== "") {
    to[`${key}@data.type`] = "System.DateTime";
    to[`${key}@odata.type`] = "#DateTimeOffset";
  }
}
