/** The sections of an evidence folder (format 1), in the order of the format. Written down here a second time on purpose. */
export const FLAT_SECTIONS = [
  "exchange/applicationAccessPolicies",
  "exchange/roleAssignments",
  "exchange/roles",
  "exchange/managementScopes",
  "exchange/servicePrincipals",
  "exchange/recipients",
  "exchange/dynamicGroups",
  "exchange/administrativeUnits",
  "exchange/organizationConfig",
  "graph/organization",
  "graph/resourceServicePrincipals",
  "graph/appRoleAssignedTo",
  "graph/servicePrincipals",
  "graph/applications",
  "graph/deletedServicePrincipals",
  "graph/groups",
  "graph/administrativeUnits",
  "graph/oauth2PermissionGrants",
  "graph/users",
] as const;

export const PARENTED_SECTIONS = [
  "exchange/policyChecks",
  "exchange/impersonationEffectiveUsers",
  "exchange/scopeMembers",
  "exchange/servicePrincipalAuthorizations",
  "exchange/groupMembers",
  "graph/administrativeUnitMembers",
] as const;

export type FlatSection = (typeof FLAT_SECTIONS)[number];
export type ParentedSection = (typeof PARENTED_SECTIONS)[number];
export type SectionName = FlatSection | ParentedSection;
