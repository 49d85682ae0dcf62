import type { TenantDescription } from "../tenant-description.ts";

/** A tenant where nothing legacy was ever set up; the small fixtures add to it. */
export const quietTenant: TenantDescription = {
  id: "",
  displayName: "",
  domain: "",
  collectedAt: "2026-11-20T06:00:00Z",
  nestedUnderPolicy: "honoured",
  recipients: [],
  groups: [],
  units: [],
  apps: [],
  policies: [],
  scopes: [],
  assignments: [],
  impersonation: { present: false, childRoles: [], assignments: [] },
  switches: {
    isDehydrated: false,
    ewsEnabled: null,
    ewsAllowedAppIds: null,
    enforceExoAppRbacPermissions: false,
  },
  unread: {
    "exchange/applicationAccessPolicies": "absent",
    "exchange/impersonationEffectiveUsers": "absent",
  },
  unreadParents: {},
};
