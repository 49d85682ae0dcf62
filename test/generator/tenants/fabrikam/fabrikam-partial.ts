import { appIdOf, mailboxKey } from "../../ids.ts";
import type { TenantDescription } from "../../tenant-description.ts";
import { FRONT_DESK, HOSTILE_SCOPE } from "./fabrikam-assignments.ts";
import { BOARD, FIELD_UNIT, HOSTILE_UNITS, NORTH, TEAL } from "./fabrikam-groups.ts";
import { ARCHIVE_ROLE, SCANNER_ROLE } from "./fabrikam-impersonation.ts";
import { fabrikam } from "./fabrikam.ts";

/** The messy fixture as a scan with too few rights, on a bad day of the service, could read it. */
export const fabrikamPartial: TenantDescription = {
  ...fabrikam,
  unread: {
    "exchange/administrativeUnits": "denied",
    "graph/deletedServicePrincipals": "denied",
    "graph/oauth2PermissionGrants": "denied",
    "exchange/organizationConfig": "failed",
    "graph/groups": "failed",
  },
  unreadParents: {
    "exchange/groupMembers": { [NORTH]: "denied", [BOARD]: "failed", [TEAL]: "notFound" },
    "exchange/policyChecks": {
      [`${appIdOf(8)}/${mailboxKey(22)}`]: "failed",
      [`${appIdOf(13)}/${mailboxKey(1)}`]: "denied",
    },
    "exchange/scopeMembers": {
      [FRONT_DESK.toLowerCase()]: "denied",
      [HOSTILE_SCOPE.toLowerCase()]: "failed",
    },
    "exchange/servicePrincipalAuthorizations": {
      [appIdOf(10)]: "notFound",
      [appIdOf(16)]: "denied",
      [appIdOf(24)]: "failed",
    },
    "graph/administrativeUnitMembers": { [FIELD_UNIT]: "failed", [HOSTILE_UNITS[0]]: "notFound" },
    "exchange/impersonationEffectiveUsers": {
      [ARCHIVE_ROLE.toLowerCase()]: "denied",
      [SCANNER_ROLE.toLowerCase()]: "notFound",
    },
  },
};
