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
  const entries = Object.entries(row).filter(([key]) => !key.includes("@"));
  return Object.fromEntries(
    entries.flatMap(([key, value]) => {
      const shown = recase(key, displayValue(key, value), position);
      return [...sidecarsOf(key, shown), [key, shown] as const];
    }),
  );
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

type Entry = readonly [string, unknown];

function sidecarsOf(key: string, value: unknown): readonly Entry[] {
  if (Array.isArray(value)) return [[`${key}@odata.type`, "#Collection(String)"]];
  if (typeof value !== "string") return [];
  if (key.endsWith("Guid") && isGuid(value)) return typed(key, "System.Guid", "#Guid");
  return key.startsWith("When") && value !== ""
    ? typed(key, "System.DateTime", "#DateTimeOffset")
    : [];
}

const typed = (key: string, dotNet: string, odata: string): readonly Entry[] => [
  [`${key}@data.type`, dotNet],
  [`${key}@odata.type`, odata],
];
