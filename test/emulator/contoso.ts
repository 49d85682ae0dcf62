import { EXCHANGE_APP_ID, GRAPH_APP_ID } from "../../src/model/permission-table.ts";
import type { Row, TenantContent } from "./tenant-folder.ts";

export const TENANT_ID = "11111111-aaaa-4bbb-8ccc-000000000001";

/** A readable GUID: four hexadecimal digits tell ids apart. */
export const id = (digits: string): string => `${digits}0000-0000-4000-8000-000000000000`;

const ROOT =
  "OU=contoso.onmicrosoft.com,OU=Microsoft Exchange Hosted Organizations,DC=prod,DC=outlook,DC=com";

const recipient = (name: string, digits: string, type: string, more: Row = {}): Row => ({
  Name: name,
  DisplayName: `${name} (Contoso)`,
  Alias: name,
  PrimarySmtpAddress: `${name}@contoso.com`,
  EmailAddresses: [`SMTP:${name}@contoso.com`, `smtp:${name}.old@contoso.com`],
  ExternalDirectoryObjectId: id(digits),
  Guid: id(`e${digits.replace("0", "")}`),
  DistinguishedName: `CN=${name},${ROOT}`,
  RecipientTypeDetails: type,
  WhenCreated: "2024-04-10T08:56:22.0000000+00:00",
  ...more,
});

export const ADELE = recipient("adele", "a001", "UserMailbox", {
  WindowsLiveID: "adele@contoso.com",
});
export const ALEX = recipient("alex", "a002", "UserMailbox");
export const BIANCA = recipient("bianca", "a003", "UserMailbox");
export const SHARED = recipient("shared", "a004", "SharedMailbox");
/** A mail-enabled security group with Adele, and with `field` inside. */
export const SALES = recipient("sales", "b001", "MailUniversalSecurityGroup");
/** Bianca is in it. */
export const FIELD = recipient("field", "b002", "MailUniversalSecurityGroup");
/** A Microsoft 365 group with Alex. */
export const TEAM = recipient("team", "b003", "GroupMailbox");
/** Nobody asked for its members. */
export const UNREAD = recipient("unread", "b004", "MailUniversalSecurityGroup");

export const CRM = id("c001");
export const PAYROLL = id("c002");
export const GHOST = id("c003");
export const SELF = id("c004");
export const DARK = id("c005");
/** Object id of the service principal of CRM. */
export const CRM_SP = id("d001");
export const UNIT = id("f001");
export const GRAPH_SP = id("d00a");
export const EXCHANGE_SP = id("d00b");

export const keyOf = (row: Row): string => String(row["ExternalDirectoryObjectId"]);
const dnOf = (row: Row): string => String(row["DistinguishedName"]);

const policy = (app: string, scope: string, right: string): Row => ({
  ScopeName: "scope",
  Identity: `${TENANT_ID}\\${app}:S-1-5-21-1;${scope}`,
  AppId: app,
  ScopeIdentityRaw: `S-1-5-21-1;${scope}`,
  AccessRight: right,
  ShardType: "All",
  IsValid: true,
});

export const assignment = (name: string, role: string, more: Row = {}): Row => ({
  Name: name,
  Identity: name,
  Guid: id(`9${(name.length + role.length).toString(16).padStart(3, "0")}`),
  Role: role,
  RoleAssignee: CRM_SP,
  RoleAssigneeName: "CRM",
  RoleAssigneeType: "ServicePrincipal",
  RoleAssignmentDelegationType: "Regular",
  AssignmentMethod: "Direct",
  RecipientWriteScope: "Organization",
  Enabled: true,
  ...more,
});

const grant = (digits: string, resourceId: string, appRoleId: string): Row => ({
  id: `grant-${digits}`,
  deletedDateTime: null,
  appRoleId,
  createdDateTime: "2021-02-02T04:22:45.9480566Z",
  principalDisplayName: "CRM",
  principalId: CRM_SP,
  principalType: "ServicePrincipal",
  resourceDisplayName: "resource",
  resourceId,
  appId: CRM,
});

/** The tenant that the tests of this folder share. */
export const CONTOSO: TenantContent = {
  "exchange/applicationAccessPolicies": [
    policy(CRM, keyOf(SALES), "RestrictAccess"),
    policy(PAYROLL, keyOf(SALES), "DenyAccess"),
    policy(GHOST, id("bbbb"), "RestrictAccess"),
    policy(SELF, keyOf(ALEX), "RestrictAccess"),
    policy(DARK, keyOf(UNREAD), "RestrictAccess"),
  ],
  "exchange/policyChecks": {},
  "exchange/roleAssignments": [
    assignment("crm-filter", "Application Mail.Read", {
      RecipientWriteScope: "CustomRecipientScope",
      CustomResourceScope: "Sales only",
    }),
    assignment("crm-unit", "Application Mail.Send", {
      RecipientWriteScope: "AdministrativeUnit",
      CustomResourceScope: id("7001"),
    }),
    assignment("crm-group", "Application Mail Full Access", {
      RecipientWriteScope: "Group",
      CustomResourceScope: "sales",
    }),
    assignment("crm-all", "Application Contacts.Read"),
    assignment("crm-off", "Application Calendars.Read", { Enabled: false }),
    assignment("delegating", "Application Mail.Read", {
      RoleAssigneeType: "RoleGroup",
      RoleAssignee: "Organization Management",
      RoleAssigneeName: "Organization Management",
      RoleAssignmentDelegationType: "DelegatingOrgWide",
    }),
    assignment("legacy", "ApplicationImpersonation", {
      RoleAssigneeType: "User",
      RoleAssignee: "svc",
      RoleAssigneeName: "svc",
    }),
  ],
  "exchange/impersonationEffectiveUsers": {
    applicationimpersonation: [
      assignment("legacy", "ApplicationImpersonation", { EffectiveUserName: "svc" }),
    ],
    "gone role": "notFound",
    "secret role": "denied",
    "broken role": "failed",
  },
  "exchange/roles": [
    { Name: "Application Mail.Read", Identity: "Application Mail.Read", Guid: id("8001") },
    {
      Name: "ApplicationImpersonation",
      Identity: "ApplicationImpersonation",
      RoleType: "ApplicationImpersonation",
    },
    {
      Name: "Child",
      Identity: "ApplicationImpersonation\\Child",
      Parent: "ApplicationImpersonation",
    },
    { Name: "Grandchild", Identity: "ApplicationImpersonation\\Child\\Grandchild" },
  ],
  "exchange/managementScopes": [
    scope("Sales only", `MemberOfGroup -eq '${dnOf(SALES)}'`),
    scope("Department", "Department -eq 'Sales'"),
    scope("Refused", "Alias -eq 'refused'"),
    scope("Broken", "Alias -eq 'broken'"),
    scope("Named", "UserPrincipalName -eq 'alex@contoso.com'"),
  ],
  "exchange/scopeMembers": {
    department: [ALEX],
    refused: "denied",
    broken: "failed",
  },
  "exchange/servicePrincipals": [
    { DisplayName: "CRM", AppId: CRM, ObjectId: CRM_SP, Identity: CRM_SP, Name: CRM_SP },
    { DisplayName: "Payroll", AppId: PAYROLL, ObjectId: id("d002"), Identity: id("d002") },
    { DisplayName: "Ghost", AppId: GHOST, ObjectId: id("d003"), Identity: id("d003") },
  ],
  "exchange/servicePrincipalAuthorizations": { [PAYROLL]: "denied" },
  "exchange/recipients": [ADELE, ALEX, BIANCA, SHARED, SALES, FIELD, TEAM, UNREAD],
  "exchange/groupMembers": {
    [keyOf(SALES)]: [ADELE, FIELD],
    [keyOf(FIELD)]: [BIANCA],
    [keyOf(TEAM)]: [ALEX],
  },
  "exchange/administrativeUnits": [
    { DisplayName: "Canada", Name: id("7001"), ExternalDirectoryObjectId: UNIT, Guid: id("7002") },
  ],
  "exchange/organizationConfig": [
    {
      Name: "contoso.onmicrosoft.com",
      EwsEnabled: true,
      EwsAllowedAppIDs: [CRM],
      IsDehydrated: false,
    },
  ],
  "graph/organization": [
    {
      id: TENANT_ID,
      displayName: "Contoso",
      verifiedDomains: [{ name: "contoso.com", isInitial: false, isDefault: true }],
    },
  ],
  "graph/resourceServicePrincipals": [
    { id: GRAPH_SP, appId: GRAPH_APP_ID, displayName: "Microsoft Graph", appRoles: [] },
    { id: EXCHANGE_SP, appId: EXCHANGE_APP_ID, displayName: "Office 365 Exchange Online" },
  ],
  "graph/appRoleAssignedTo": [
    grant("1", GRAPH_SP, "810c84a8-4a9e-49e6-bf7d-12d183f40d01"),
    grant("2", EXCHANGE_SP, "dc890d15-9560-4a4c-9b7f-a736ec74ec40"),
  ],
  "graph/servicePrincipals": [
    {
      id: CRM_SP,
      appId: CRM,
      displayName: "CRM",
      accountEnabled: true,
      servicePrincipalType: "Application",
      owners: [{ id: keyOf(ADELE), displayName: "Adele", userPrincipalName: "adele@contoso.com" }],
    },
    { id: id("d002"), appId: PAYROLL, displayName: "Payroll" },
  ],
  "graph/applications": [
    {
      id: id("3001"),
      appId: CRM,
      displayName: "CRM",
      requiredResourceAccess: [],
      keyCredentials: [],
      owners: [],
    },
  ],
  "graph/deletedServicePrincipals": [
    {
      id: id("d009"),
      appId: id("c009"),
      displayName: "Old",
      deletedDateTime: "2026-11-01T00:00:00Z",
    },
  ],
  "graph/groups": [
    {
      "@odata.type": "#microsoft.graph.group",
      id: keyOf(SALES),
      displayName: "sales",
      visibility: "Private",
      isAssignableToRole: null,
      owners: [{ id: keyOf(BIANCA), displayName: "Bianca" }],
    },
  ],
  "graph/administrativeUnits": [
    { id: UNIT, displayName: "Canada", membershipType: null, isMemberManagementRestricted: false },
  ],
  "graph/administrativeUnitMembers": {
    [UNIT]: [
      { "@odata.type": "#microsoft.graph.user", id: keyOf(ADELE), displayName: "Adele" },
      { "@odata.type": "#microsoft.graph.group", id: keyOf(FIELD), displayName: "field" },
    ],
  },
  "graph/oauth2PermissionGrants": [
    {
      id: "delegated-1",
      clientId: CRM_SP,
      consentType: "AllPrincipals",
      principalId: null,
      resourceId: EXCHANGE_SP,
      scope: "EWS.AccessAsUser.All",
    },
  ],
};

function scope(name: string, filter: string): Row {
  return {
    Name: name,
    Identity: name,
    RecipientFilter: filter,
    RecipientRoot: "",
    ScopeRestrictionType: "RecipientScope",
    Exclusive: false,
    WhenCreated: "2024-04-10T08:56:22.0000000+00:00",
  };
}
