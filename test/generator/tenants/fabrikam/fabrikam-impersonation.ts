import type {
  ImpersonationAssignment,
  ImpersonationDescription,
} from "../../tenant-description.ts";
import { hostileName } from "../hostile-names.ts";
import { EXCLUSIVE_SCOPE } from "./fabrikam-assignments.ts";

const ROLE = "ApplicationImpersonation";
export const ARCHIVE_ROLE = "Archive’s $(Impersonation) </script>";
export const SCANNER_ROLE = "Scanner Impersonation";

function held(
  name: string,
  assignee: string,
  more: Partial<ImpersonationAssignment> = {},
): ImpersonationAssignment {
  return {
    name,
    role: ROLE,
    assigneeType: "User",
    assignee,
    members: [],
    scope: null,
    ...more,
  };
}

/** Remnants of the retired role by every way of holding it, and rows that only look like access. */
export const fabrikamImpersonation: ImpersonationDescription = {
  present: true,
  childRoles: [ARCHIVE_ROLE, SCANNER_ROLE],
  assignments: [
    held("Backup impersonation", "svc-backup"),
    held("Migration impersonation", "Migration Operators", {
      assigneeType: "RoleGroup",
      members: ["svc-migration", hostileName("end a literal by a typographic quote")],
    }),
    held("Devices impersonation", hostileName("end our script and start another"), {
      assigneeType: "SecurityGroup",
      members: ["svc-mdm", "svc-blackberry"],
    }),
    held("Archive impersonation ’; Stop-Computer", "svc-archive", { role: ARCHIVE_ROLE }),
    held("Scanner impersonation\r\nsecond line", "svc-scanner", {
      role: SCANNER_ROLE,
      scope: "Ledger people",
    }),
    held("Audit impersonation", "=svc-audit", {
      scope: EXCLUSIVE_SCOPE,
      scopeKind: "exclusiveScope",
    }),
    held("Plant impersonation", hostileName("write on the terminal"), {
      scope: 'fabrikam.onmicrosoft.com/Plant "West" $(x)',
      scopeKind: "organizationalUnit",
    }),
    held("Fax impersonation", "svc-fax", { disabled: true }),
    held("ApplicationImpersonation-Hygiene Management", "Hygiene Management", {
      assigneeType: "RoleGroup",
    }),
    held("ApplicationImpersonation-Organization Management-Delegating", "Organization Management", {
      assigneeType: "RoleGroup",
      members: ["admin-one"],
      delegating: true,
    }),
  ],
};
