import type { ParameterSet } from "../emulator/parameter-set.ts";

/** A Graph cmdlet: what it takes, and the request that it is. */
export interface GraphCmdlet {
  readonly name: string;
  readonly module: string;
  readonly sets: readonly ParameterSet[];
  /** Undefined: it asks the module alone. */
  readonly request?: GraphRequest;
}

export interface GraphRequest {
  readonly method: "GET" | "POST" | "PATCH" | "DELETE";
  /** Under the version; a parameter's name in braces is its value. */
  readonly path: string;
  /** The parameter that asks for one object of the list. */
  readonly item?: string;
  /** Parameters that are properties of the body. */
  readonly body?: readonly string[];
  /** Properties that the answered objects have, filled or not. */
  readonly properties?: readonly string[];
}

const words = (text: string): readonly string[] => text.trim().split(/\s+/);

const COMMON = `Break Headers HttpPipelineAppend HttpPipelinePrepend Proxy ProxyCredential
  ProxyUseDefaultCredentials ResponseHeadersVariable`;
const READ = `${COMMON} ExpandProperty Property`;
const LIST = `${READ} All ConsistencyLevel CountVariable Filter PageSize Search Skip Sort Top`;
const WRITE = `${COMMON} Confirm WhatIf`;

const set = (name: string, required: string, optional: string): ParameterSet => ({
  name,
  required: words(required).filter(Boolean),
  optional: words(optional).filter(Boolean),
});

const APPLICATIONS = "Microsoft.Graph.Applications";
const DIRECTORY = "Microsoft.Graph.Identity.DirectoryManagement";
const AUTHENTICATION = "Microsoft.Graph.Authentication";

const ASSIGNMENT =
  words(`AppRoleId CreatedDateTime DeletedDateTime Id PrincipalDisplayName PrincipalId
  PrincipalType ResourceDisplayName ResourceId`);
const UNIT =
  words(`DeletedDateTime Description DisplayName Id IsMemberManagementRestricted MembershipRule
  MembershipRuleProcessingState MembershipType Visibility`);
const SERVICE_PRINCIPAL = words("AccountEnabled AppId AppRoles DisplayName Id");
const APPLICATION = words("AppId DisplayName Id RequiredResourceAccess");

/**
 * The Graph cmdlets that the scripts call.
 *
 * Of Update-MgApplication's many properties only those that a script could mean are listed: what is not listed is refused.
 *
 * @see https://learn.microsoft.com/powershell/module/microsoft.graph.applications/ one page for each cmdlet
 * @see https://learn.microsoft.com/powershell/module/microsoft.graph.identity.directorymanagement/
 * @see https://learn.microsoft.com/powershell/module/microsoft.graph.authentication/
 */
export const GRAPH_CMDLETS: readonly GraphCmdlet[] = [
  { name: "Get-MgContext", module: AUTHENTICATION, sets: [set("Default", "", "")] },
  { name: "Get-MgEnvironment", module: AUTHENTICATION, sets: [set("Default", "", "Name")] },
  {
    name: "Get-MgServicePrincipal",
    module: APPLICATIONS,
    sets: [set("List", "", LIST), set("Get", "ServicePrincipalId", `${READ} ConsistencyLevel`)],
    request: {
      method: "GET",
      path: "/servicePrincipals",
      item: "ServicePrincipalId",
      properties: SERVICE_PRINCIPAL,
    },
  },
  {
    name: "Get-MgServicePrincipalAppRoleAssignment",
    module: APPLICATIONS,
    sets: [
      set("List", "ServicePrincipalId", LIST),
      set("Get", "ServicePrincipalId AppRoleAssignmentId", `${READ} ConsistencyLevel`),
    ],
    request: {
      method: "GET",
      path: "/servicePrincipals/{ServicePrincipalId}/appRoleAssignments",
      item: "AppRoleAssignmentId",
      properties: ASSIGNMENT,
    },
  },
  {
    name: "New-MgServicePrincipalAppRoleAssignment",
    module: APPLICATIONS,
    sets: [
      set(
        "CreateExpanded",
        "ServicePrincipalId",
        `${WRITE} AdditionalProperties ${ASSIGNMENT.join(" ")}`,
      ),
      set("Create", "ServicePrincipalId BodyParameter", WRITE),
    ],
    request: {
      method: "POST",
      path: "/servicePrincipals/{ServicePrincipalId}/appRoleAssignments",
      body: ASSIGNMENT,
      properties: ASSIGNMENT,
    },
  },
  {
    name: "Remove-MgServicePrincipalAppRoleAssignment",
    module: APPLICATIONS,
    sets: [set("Delete", "ServicePrincipalId AppRoleAssignmentId", `${WRITE} IfMatch PassThru`)],
    request: {
      method: "DELETE",
      path: "/servicePrincipals/{ServicePrincipalId}/appRoleAssignments/{AppRoleAssignmentId}",
    },
  },
  {
    name: "Get-MgApplication",
    module: APPLICATIONS,
    sets: [set("List", "", LIST), set("Get", "ApplicationId", `${READ} ConsistencyLevel`)],
    request: {
      method: "GET",
      path: "/applications",
      item: "ApplicationId",
      properties: APPLICATION,
    },
  },
  {
    name: "Update-MgApplication",
    module: APPLICATIONS,
    sets: [
      set(
        "UpdateExpanded",
        "ApplicationId",
        `${WRITE} AdditionalProperties DisplayName RequiredResourceAccess`,
      ),
      set("Update", "ApplicationId BodyParameter", WRITE),
    ],
    request: {
      method: "PATCH",
      path: "/applications/{ApplicationId}",
      body: ["DisplayName", "RequiredResourceAccess"],
    },
  },
  {
    name: "Get-MgDirectoryDeletedItemAsServicePrincipal",
    module: DIRECTORY,
    sets: [set("List", "", LIST), set("Get", "DirectoryObjectId", `${READ} ConsistencyLevel`)],
    request: {
      method: "GET",
      path: "/directory/deletedItems/microsoft.graph.servicePrincipal",
      properties: SERVICE_PRINCIPAL,
    },
  },
  {
    name: "Get-MgDirectoryAdministrativeUnit",
    module: DIRECTORY,
    sets: [set("List", "", LIST), set("Get", "AdministrativeUnitId", READ)],
    request: {
      method: "GET",
      path: "/directory/administrativeUnits",
      item: "AdministrativeUnitId",
      properties: UNIT,
    },
  },
  {
    name: "New-MgDirectoryAdministrativeUnit",
    module: DIRECTORY,
    sets: [
      set("CreateExpanded", "", `${WRITE} AdditionalProperties ${UNIT.join(" ")}`),
      set("Create", "BodyParameter", WRITE),
    ],
    request: {
      method: "POST",
      path: "/directory/administrativeUnits",
      body: UNIT,
      properties: UNIT,
    },
  },
  {
    name: "Remove-MgDirectoryAdministrativeUnit",
    module: DIRECTORY,
    sets: [set("Delete", "AdministrativeUnitId", `${WRITE} IfMatch PassThru`)],
    request: { method: "DELETE", path: "/directory/administrativeUnits/{AdministrativeUnitId}" },
  },
  {
    name: "Get-MgDirectoryAdministrativeUnitMember",
    module: DIRECTORY,
    sets: [set("List", "AdministrativeUnitId", LIST)],
    request: {
      method: "GET",
      path: "/directory/administrativeUnits/{AdministrativeUnitId}/members",
      properties: ["Id", "DeletedDateTime"],
    },
  },
  {
    name: "New-MgDirectoryAdministrativeUnitMemberByRef",
    module: DIRECTORY,
    sets: [
      set(
        "CreateExpanded",
        "AdministrativeUnitId",
        `${WRITE} AdditionalProperties OdataId PassThru`,
      ),
      set("Create", "AdministrativeUnitId BodyParameter", `${WRITE} PassThru`),
    ],
    request: {
      method: "POST",
      path: "/directory/administrativeUnits/{AdministrativeUnitId}/members/$ref",
      body: [],
    },
  },
];
