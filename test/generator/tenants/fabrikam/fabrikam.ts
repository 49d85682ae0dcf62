import { appIdOf } from "../../ids.ts";
import type { TenantDescription } from "../../tenant-description.ts";
import { fabrikamApps } from "./fabrikam-apps.ts";
import { fabrikamAssignments, fabrikamScopes } from "./fabrikam-assignments.ts";
import { fabrikamGroups, fabrikamUnits } from "./fabrikam-groups.ts";
import { fabrikamImpersonation } from "./fabrikam-impersonation.ts";
import { fabrikamPolicies } from "./fabrikam-policies.ts";
import { fabrikamRecipients } from "./fabrikam-recipients.ts";

/** The messy fixture: every case in which other tools go wrong, and names that hurt wherever a name can stand. */
export const fabrikam: TenantDescription = {
  id: "10000000-0000-4000-8000-0000000000fb",
  displayName: "Fabrikam ‘<b>Söhne</b>’ $(x) & Co.",
  domain: "fabrikam",
  collectedAt: "2026-11-20T06:00:00Z",
  nestedUnderPolicy: "honoured",
  recipients: fabrikamRecipients,
  groups: fabrikamGroups,
  units: fabrikamUnits,
  apps: fabrikamApps,
  policies: fabrikamPolicies,
  scopes: fabrikamScopes,
  assignments: fabrikamAssignments,
  impersonation: fabrikamImpersonation,
  switches: {
    isDehydrated: false,
    ewsEnabled: true,
    ewsAllowedAppIds: [appIdOf(32)],
    enforceExoAppRbacPermissions: false,
  },
  unread: {},
  unreadParents: {},
};
