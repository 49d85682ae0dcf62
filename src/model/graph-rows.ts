import type { AppId, ServicePrincipalId } from "./ids.ts";

/** Rows of Microsoft Graph, decoded: only what the rules use, ids lower-cased. `undefined` = not in the row. */
export interface OrganizationRow {
  readonly id: string;
  readonly displayName?: string;
  readonly initialDomain?: string;
}

export interface AppRole {
  readonly id: string;
  readonly value: string | null;
}

export interface ResourceServicePrincipalRow {
  readonly id: string;
  readonly appId: AppId;
  readonly displayName?: string;
  readonly appRoles?: readonly AppRole[];
}

/** An application permission given to a principal in Entra. */
export interface AppRoleAssignmentRow {
  /** Base64url text: case matters, so it is kept as printed. */
  readonly id: string;
  readonly appRoleId: string;
  readonly principalId: ServicePrincipalId;
  readonly principalType?: string;
  readonly principalDisplayName?: string;
  readonly resourceId: string;
  readonly createdDateTime?: string;
}

export interface Owner {
  readonly id: string;
  readonly displayName?: string;
}

export interface ServicePrincipalRow {
  readonly id: ServicePrincipalId;
  readonly appId: AppId;
  readonly displayName?: string;
  readonly accountEnabled?: boolean;
  readonly servicePrincipalType?: string;
  readonly appOwnerOrganizationId?: string | null;
  readonly disabledByMicrosoftStatus?: string | null;
  readonly owners?: readonly Owner[];
}

export interface RequiredResourceAccess {
  readonly resourceAppId: AppId;
  readonly roleIds: readonly string[];
}

/** A secret or certificate of a registration: when it ends, never the key itself. */
export interface Credential {
  readonly kind: "secret" | "certificate";
  readonly keyId?: string;
  readonly displayName?: string;
  /** ISO 8601 UTC. */
  readonly endDateTime?: string;
}

/** An app registration of this tenant. */
export interface ApplicationRow {
  /** Object id of the registration; not the service principal's. */
  readonly id: string;
  readonly appId: AppId;
  readonly displayName?: string;
  /** Deactivated by its owner: no new tokens. */
  readonly isDisabled?: boolean;
  readonly requiredResourceAccess?: readonly RequiredResourceAccess[];
  /** Secrets first, then certificates; absent when the row lacks either list. */
  readonly credentials?: readonly Credential[];
  readonly owners?: readonly Owner[];
}

export interface DeletedServicePrincipalRow {
  readonly id: ServicePrincipalId;
  readonly appId: AppId;
  readonly displayName?: string;
  readonly deletedDateTime?: string | null;
}

export interface GraphGroupRow {
  readonly id: string;
  readonly displayName?: string;
  readonly onPremisesSyncEnabled?: boolean | null;
  readonly membershipRule?: string | null;
  readonly visibility?: string | null;
  readonly isAssignableToRole?: boolean | null;
  readonly owners?: readonly Owner[];
}

export interface GraphAdministrativeUnitRow {
  readonly id: string;
  readonly displayName?: string;
  readonly membershipType?: string | null;
  readonly isMemberManagementRestricted?: boolean | null;
}

export interface AdministrativeUnitMemberRow {
  readonly administrativeUnit: string;
  readonly id: string;
  /** `#microsoft.graph.user`, `#microsoft.graph.group`…; absent = the row does not say. */
  readonly odataType?: string;
}

export interface OAuth2PermissionGrantRow {
  readonly id?: string;
  readonly clientId: ServicePrincipalId;
  readonly consentType?: string;
  readonly principalId?: string | null;
  readonly resourceId?: string;
  readonly scope: readonly string[];
}

export interface UserRow {
  readonly id: string;
  readonly userPrincipalName?: string;
}

/**
 * When an app last signed in, in each of its ways; ISO 8601 UTC.
 *
 * A date that is absent, and an app without a row, mean "no record", never "unused". A sign-in is no mailbox read.
 */
export interface SignInActivityRow {
  readonly appId: AppId;
  readonly lastSignInAt?: string;
  /** As itself, calling others. */
  readonly appOnlyClientAt?: string;
  /** In a user's name, calling others. */
  readonly delegatedClientAt?: string;
  /** Called by an app as itself. */
  readonly appOnlyResourceAt?: string;
  /** Called in a user's name. */
  readonly delegatedResourceAt?: string;
}

export interface PolicyTarget {
  /** Object id of an app registration or a service principal. */
  readonly id: string;
  readonly displayName?: string;
}

/** How long access tokens live, for the objects that the policy applies to. */
export interface TokenLifetimePolicyRow {
  readonly id: string;
  readonly displayName?: string;
  /** Holds for every app without a policy of its own. */
  readonly isOrganizationDefault?: boolean;
  /** Null = the policy does not set it; absent = its definition cannot be read. */
  readonly accessTokenLifetimeSeconds?: number | null;
  /** Absent = not told. */
  readonly appliesTo?: readonly PolicyTarget[];
}
