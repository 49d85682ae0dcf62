/**
 * The sections of an evidence folder (format 1), each with what it holds and the least right that reads it.
 *
 * `parents`: `null` for a flat section; else the field of a line that names its parent. A parented section's
 * manifest entry lists the status of each parent: an empty group is not an unread one.
 */
export interface SectionInfo {
  readonly parents: string | null;
  /** `false` = every scan asks; `whenNeeded` = where a filter in use names what it holds; `whenAsked` = on demand only. */
  readonly optional: false | "whenNeeded" | "whenAsked";
  /** What the section holds, for people. */
  readonly holds: string;
  /** The least permission or role that lets an identity read it. */
  readonly needs: string;
}

const viewOnlyConfiguration =
  "Exchange role `View-Only Configuration` (role group View-Only Organization Management; Entra role Global Reader)";
const viewOnlyRecipients =
  "Exchange role `View-Only Recipients` (role group View-Only Organization Management; Entra role Global Reader)";
const roleManagement =
  "Exchange role `Role Management` where `View-Only Configuration` is refused (sources disagree)";
const applicationRead = "Microsoft Graph `Application.Read.All`";

export const SECTIONS = {
  "exchange/applicationAccessPolicies": section(
    "Application Access Policies",
    viewOnlyConfiguration,
  ),
  "exchange/policyChecks": section(
    "the service's own policy checks",
    viewOnlyConfiguration,
    "policyCheck",
  ),
  "exchange/roleAssignments": section("management role assignments", viewOnlyConfiguration),
  "exchange/impersonationEffectiveUsers": section(
    "effective users of the impersonation roles",
    viewOnlyConfiguration,
    "role",
  ),
  "exchange/roles": section("application and impersonation roles", viewOnlyConfiguration),
  "exchange/managementScopes": section("management scopes", viewOnlyConfiguration),
  "exchange/scopeMembers": section(
    "recipients that the service finds in each scope in use",
    viewOnlyRecipients,
    "scope",
  ),
  "exchange/servicePrincipals": section("service principals that Exchange knows", roleManagement),
  "exchange/servicePrincipalAuthorizations": section(
    "the service's own answer on each app's roles",
    roleManagement,
    "appId",
  ),
  "exchange/recipients": section("recipients", viewOnlyRecipients),
  "exchange/groupMembers": section(
    "direct members of the groups in use",
    viewOnlyRecipients,
    "group",
  ),
  "exchange/dynamicGroups": {
    ...section("filters of dynamic distribution groups", viewOnlyRecipients),
    optional: "whenNeeded",
  },
  "exchange/administrativeUnits": section(
    "administrative units as Exchange sees them",
    viewOnlyConfiguration,
  ),
  "exchange/organizationConfig": section("tenant switches", viewOnlyConfiguration),
  // Which role has the cmdlet is not on its page: `Get-ManagementRole -Cmdlet Get-MailboxPermission` tells it.
  "exchange/mailboxPermissions": {
    ...section("Full Access to each mailbox", viewOnlyRecipients, "mailbox"),
    optional: "whenAsked",
  },
  "graph/organization": section("the tenant", "Microsoft Graph `Organization.Read.All`"),
  "graph/resourceServicePrincipals": section(
    "Microsoft Graph and Office 365 Exchange Online",
    applicationRead,
  ),
  "graph/appRoleAssignedTo": section("application permissions granted in Entra", applicationRead),
  "graph/servicePrincipals": section("enterprise applications", applicationRead),
  "graph/applications": section("app registrations", applicationRead),
  "graph/deletedServicePrincipals": section("deleted enterprise applications", applicationRead),
  "graph/groups": section(
    "who may change the groups in use",
    "Microsoft Graph `GroupMember.Read.All`",
  ),
  "graph/administrativeUnits": section(
    "administrative units",
    "Microsoft Graph `AdministrativeUnit.Read.All`",
  ),
  "graph/administrativeUnitMembers": section(
    "members of the administrative units",
    "Microsoft Graph `AdministrativeUnit.Read.All`",
    "administrativeUnit",
  ),
  "graph/oauth2PermissionGrants": section(
    "delegated grants",
    "Microsoft Graph `DelegatedPermissionGrant.Read.All`",
  ),
  "graph/users": {
    ...section("user principal names", "Microsoft Graph `User.ReadBasic.All`"),
    optional: "whenNeeded",
  },
  "graph/signInActivities": {
    ...section(
      "last recorded sign-in of each app",
      "Microsoft Graph `AuditLog.Read.All`, in a tenant with Microsoft Entra ID P1 or P2",
    ),
    optional: "whenAsked",
  },
  "graph/tokenLifetimePolicies": {
    ...section(
      "token lifetime policies and what they apply to",
      "Microsoft Graph `Policy.Read.All` and `Application.Read.All`",
    ),
    optional: "whenAsked",
  },
} as const satisfies Record<string, SectionInfo>;

export type SectionName = keyof typeof SECTIONS;

export const SECTION_NAMES: readonly SectionName[] = Object.keys(SECTIONS) as SectionName[];

export const isSectionName = (name: string): name is SectionName => Object.hasOwn(SECTIONS, name);

/**
 * `absent` = the service said that there is no such thing, which is neither an empty list nor a refusal.
 * `notAsked` = nobody tried.
 */
export type SectionStatus = "read" | "denied" | "failed" | "absent" | "notAsked";
export type ParentStatus = "read" | "denied" | "failed" | "notFound";

function section(holds: string, needs: string, parents: string | null = null): SectionInfo {
  return { parents, optional: false, holds, needs };
}
