import { appRoleId, RESOURCES } from "../app-roles.ts";
import { registrationId } from "../ids.ts";
import type { AppDescription, TenantDescription } from "../tenant-description.ts";
import { GRAPH_CREATED } from "./dates.ts";
import type { RawRow } from "./raw-row.ts";

const MICROSOFT = "f8cdef31-a31e-4b4a-93e4-5f571e91255a";
const VENDOR = "5f1d2c3b-0000-4000-8000-00000000ad01";

/** The client service principals (enterprise applications), with their owners. */
export function servicePrincipalRows(tenant: TenantDescription): readonly RawRow[] {
  return tenant.apps.flatMap((app) => {
    if (app.servicePrincipalId === null || app.deletedAt !== undefined) return [];
    return [
      {
        id: app.servicePrincipalId,
        appId: app.appId,
        displayName: app.displayName,
        accountEnabled: app.disabled !== true,
        appOwnerOrganizationId: ownerTenant(tenant, app),
        createdDateTime: GRAPH_CREATED,
        disabledByMicrosoftStatus: app.disabledByMicrosoftStatus ?? null,
        servicePrincipalType: app.kind === "managedIdentity" ? "ManagedIdentity" : "Application",
        tags: app.kind === "managedIdentity" ? [] : ["WindowsAzureActiveDirectoryIntegratedApp"],
        owners: owners(tenant, app),
      },
    ];
  });
}

/** App registrations of this tenant. Managed identities, vendors' and Microsoft's apps have none here. */
export function applicationRows(tenant: TenantDescription): readonly RawRow[] {
  const own = tenant.apps.filter(
    ({ kind, servicePrincipalId }) => kind === "application" && servicePrincipalId !== null,
  );
  return own.map((app) => ({
    id: registrationId(app.appId),
    appId: app.appId,
    displayName: app.displayName,
    createdDateTime: GRAPH_CREATED,
    signInAudience: "AzureADMyOrg",
    ...(app.deactivated === undefined ? {} : { isDisabled: app.deactivated }),
    requiredResourceAccess: requiredResourceAccess(app),
    keyCredentials: [
      { startDateTime: "2026-01-15T00:00:00Z", endDateTime: "2028-01-15T00:00:00Z" },
    ],
    passwordCredentials: [],
    owners: owners(tenant, app),
  }));
}

/** `/directory/deletedItems/microsoft.graph.servicePrincipal`. */
export function deletedServicePrincipalRows(tenant: TenantDescription): readonly RawRow[] {
  return tenant.apps.flatMap((app) => {
    if (app.deletedAt === undefined) return [];
    return [
      {
        id: app.servicePrincipalId,
        appId: app.appId,
        displayName: app.displayName,
        deletedDateTime: app.deletedAt,
        servicePrincipalType: "Application",
        appOwnerOrganizationId: ownerTenant(tenant, app),
      },
    ];
  });
}

function requiredResourceAccess({ grants, declared = grants }: AppDescription): RawRow[] {
  return (["graph", "exchange"] as const).flatMap((resource) => {
    const wanted = declared.filter((grant) => grant.resource === resource);
    if (wanted.length === 0) return [];
    return [
      {
        resourceAppId: RESOURCES[resource].appId,
        resourceAccess: wanted.map(({ value }) => ({
          id: appRoleId(resource, value),
          type: "Role",
        })),
      },
    ];
  });
}

function ownerTenant({ id }: TenantDescription, { kind }: AppDescription): string {
  if (kind === "vendor") return VENDOR;
  return kind === "microsoft" ? MICROSOFT : id;
}

function owners({ recipients, domain }: TenantDescription, { owner }: AppDescription): RawRow[] {
  const person = recipients.find(({ key }) => key === owner);
  if (person === undefined) return [];
  return [
    {
      "@odata.type": "#microsoft.graph.user",
      id: person.key,
      displayName: person.displayName,
      userPrincipalName: `${person.alias.toLowerCase()}@${domain}.com`,
    },
  ];
}
