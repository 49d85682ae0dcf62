import type { AppId, RecipientKey, ServicePrincipalId } from "./ids.ts";

/**
 * Rows of Exchange cmdlets, decoded: only what the rules use, GUIDs lower-cased, enums as names.
 * `undefined` = the property was not in the row (unknown); `null` or "" = the service said that it is blank.
 */
export interface AccessPolicyRow {
  readonly identity: string;
  /** As printed: a GUID, `*`, or whatever else the service prints for "all applications". */
  readonly appId: string;
  readonly accessRight: "RestrictAccess" | "DenyAccess";
  readonly scopeName?: string;
  readonly scopeIdentity?: string;
  readonly scopeIdentityRaw?: string;
  readonly description?: string;
}

export interface PolicyCheckRow {
  readonly appId: AppId;
  readonly mailbox: RecipientKey;
  /** Anything but Granted or Denied (the text is localised in some sessions) is indeterminate. */
  readonly result: "granted" | "denied" | "indeterminate";
}

export interface RoleAssignmentRow {
  readonly name: string;
  readonly identity?: string;
  /** Lower case. */
  readonly guid?: string;
  readonly role: string;
  readonly roleAssignee?: string | null;
  readonly roleAssigneeName?: string | null;
  readonly roleAssigneeType?: string | null;
  readonly assignmentMethod?: string | null;
  readonly effectiveUserName?: string | null;
  readonly roleAssignmentDelegationType?: string | null;
  readonly recipientReadScope?: string | null;
  readonly recipientWriteScope?: string | null;
  readonly customRecipientWriteScope?: string | null;
  readonly customResourceScope?: string | null;
  readonly exclusiveRecipientWriteScope?: string | null;
  readonly recipientAdministrativeUnitScope?: string | null;
  readonly recipientGroupScope?: string | null;
  readonly recipientOrganizationalUnitScope?: string | null;
  readonly app?: string | null;
  readonly user?: string | null;
  readonly enabled?: boolean;
  readonly whenCreated?: string;
  readonly whenChanged?: string;
}

/** One effective user of a role assignment, as `-GetEffectiveUsers` expands it. */
export interface EffectiveUserRow {
  readonly role: string;
  readonly assignment: RoleAssignmentRow;
}

export interface ManagementRoleRow {
  readonly name: string;
  readonly roleType?: string;
  readonly parent?: string | null;
  readonly isRootRole?: boolean;
}

export interface ManagementScopeRow {
  readonly name: string;
  readonly identity?: string;
  readonly guid?: string;
  readonly distinguishedName?: string;
  readonly recipientRoot?: string | null;
  readonly recipientFilter?: string | null;
  readonly scopeRestrictionType?: string | null;
  readonly exclusive?: boolean;
  readonly whenCreated?: string;
  readonly whenChanged?: string;
}

export interface ScopeMemberRow {
  /** Name of the management scope, as printed. */
  readonly scope: string;
  readonly recipient: RecipientKey;
}

/** The pointer to an Entra service principal that Exchange keeps. */
export interface ExchangeServicePrincipalRow {
  readonly objectId: ServicePrincipalId;
  readonly appId: AppId;
  readonly displayName?: string;
  readonly identity?: string;
  readonly name?: string;
  readonly guid?: string;
  readonly overrideEnforceExoAppRbacPermissions?: boolean;
}

export interface ServicePrincipalAuthorizationRow {
  readonly appId: AppId;
  readonly roleName: string;
  readonly grantedPermissions: readonly string[];
  readonly allowedResourceScope?: string | null;
  readonly scopeType?: string | null;
}

/** A direct member of the group that is the row's parent; groups share the row of a member they have in common. */
export interface GroupMemberRow {
  readonly member: RecipientKey;
  /** Absent when the row does not carry it. */
  readonly recipientTypeDetails?: string;
  readonly displayName?: string;
}

/** What a dynamic distribution group selects its members by: it has no list of them. */
export interface DynamicGroupRow {
  readonly group: RecipientKey;
  readonly displayName?: string;
  readonly recipientFilter?: string | null;
  /** The organizational unit or domain in which it looks for members, with all below. */
  readonly recipientContainer?: string | null;
}

export interface ExchangeAdministrativeUnitRow {
  readonly name?: string;
  readonly identity?: string;
  readonly displayName?: string;
  readonly externalDirectoryObjectId?: string;
  readonly guid?: string;
  readonly distinguishedName?: string;
}

/** Tenant switches. `undefined` = the property was not in the row; `null` = not set. */
export interface OrganizationConfigRow {
  readonly name?: string;
  readonly isDehydrated?: boolean;
  readonly ewsEnabled?: boolean | null;
  /** App ids, lower case; null = not set. */
  readonly ewsAllowedAppIds?: readonly string[] | null;
  readonly enforceExoAppRbacPermissions?: boolean | null;
}

/**
 * Full Access of somebody beside the owner to one mailbox, given to it directly; denials are rows too.
 *
 * `user` is as printed: a principal name, a display name, a group, or the SID of whoever is gone.
 */
export interface MailboxPermissionRow {
  readonly mailbox: RecipientKey;
  readonly user: string;
  readonly accessRights: readonly string[];
  readonly deny?: boolean;
  readonly isInherited?: boolean;
}
