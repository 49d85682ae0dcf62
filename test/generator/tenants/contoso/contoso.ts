import { appIdOf } from "../../ids.ts";
import type { TenantDescription } from "../../tenant-description.ts";
import { contosoApps } from "./contoso-apps.ts";
import { contosoAssignments, contosoScopes } from "./contoso-assignments.ts";
import { contosoGroups, contosoUnits } from "./contoso-groups.ts";
import { contosoImpersonation } from "./contoso-impersonation.ts";
import { contosoPolicies } from "./contoso-policies.ts";
import { contosoRecipients } from "./contoso-recipients.ts";

/** The large fixture: every pattern that an app can show, in one tenant. */
export const contoso: TenantDescription = {
  id: "10000000-0000-4000-8000-0000000000c1",
  displayName: "Contoso AG",
  domain: "contoso",
  collectedAt: "2026-11-20T06:00:00Z",
  nestedUnderPolicy: "honoured",
  recipients: contosoRecipients,
  groups: contosoGroups,
  units: contosoUnits,
  apps: contosoApps,
  policies: contosoPolicies,
  scopes: contosoScopes,
  assignments: contosoAssignments,
  impersonation: contosoImpersonation,
  switches: {
    isDehydrated: false,
    ewsEnabled: true,
    ewsAllowedAppIds: [appIdOf(2), appIdOf(21)],
    enforceExoAppRbacPermissions: false,
  },
  unread: {},
  unreadParents: {},
};
