import type { ImpersonationDescription } from "../../tenant-description.ts";
import { OPERATIONS_SCOPE } from "./contoso-assignments.ts";

const ROLE = "ApplicationImpersonation";
const ARCHIVE_ROLE = "Archive Impersonation";

/** Remnants of the retired impersonation role, and rows that only look like access. */
export const contosoImpersonation: ImpersonationDescription = {
  present: true,
  childRoles: [ARCHIVE_ROLE],
  assignments: [
    {
      name: "Backup service impersonation",
      role: ROLE,
      assigneeType: "User",
      assignee: "svc-backup",
      members: [],
      scope: null,
    },
    {
      name: "ApplicationImpersonation-Migration Operators",
      role: ROLE,
      assigneeType: "RoleGroup",
      assignee: "Migration Operators",
      members: ["svc-migration", "svc-gsuite"],
      scope: null,
    },
    {
      name: "Archive impersonation",
      role: ARCHIVE_ROLE,
      assigneeType: "User",
      assignee: "svc-archive",
      members: [],
      scope: null,
    },
    {
      name: "Mobile device impersonation",
      role: ROLE,
      assigneeType: "User",
      assignee: "svc-mdm",
      members: [],
      scope: OPERATIONS_SCOPE,
    },
    {
      name: "Fax impersonation",
      role: ROLE,
      assigneeType: "User",
      assignee: "svc-fax",
      members: [],
      scope: null,
      disabled: true,
    },
    {
      name: "ApplicationImpersonation-Hygiene Management",
      role: ROLE,
      assigneeType: "RoleGroup",
      assignee: "Hygiene Management",
      members: [],
      scope: null,
    },
    {
      name: "ApplicationImpersonation-Organization Management-Delegating",
      role: ROLE,
      assigneeType: "RoleGroup",
      assignee: "Organization Management",
      members: ["admin-one"],
      scope: null,
      delegating: true,
    },
  ],
};
