import type {
  AccessPolicyRow,
  ExchangeServicePrincipalRow,
  GroupMemberRow,
  ManagementScopeRow,
  RoleAssignmentRow,
} from "../../src/model/exchange-rows.ts";
import type { AppRoleAssignmentRow, ServicePrincipalRow } from "../../src/model/graph-rows.ts";
import { appId, recipientKey, servicePrincipalId } from "../../src/model/ids.ts";
import type { Recipient } from "../../src/model/recipient.ts";
import { appRoleId, RESOURCES } from "../generator/app-roles.ts";
import {
  appIdOf,
  exchangeGuid,
  groupKey,
  mailboxKey,
  servicePrincipalIdOf,
} from "../generator/ids.ts";

/** Decoded rows from tiny alphabets: mailbox 1, group 1, app 1. What a test does not say is plain. */

/** A user mailbox with the given number. */
export function mailbox(number: number, more: Partial<Recipient> = {}): Recipient {
  const key = recipientKey(mailboxKey(number));
  return {
    key,
    externalDirectoryObjectId: key,
    guid: exchangeGuid(key),
    name: `user${String(number)}`,
    displayName: `User ${String(number)}`,
    alias: `user${String(number)}`,
    recipientTypeDetails: "UserMailbox",
    distinguishedName: `CN=user${String(number)},OU=contoso`,
    properties: {},
    ...more,
  };
}

export const groupDn = (number: number): string => `CN=group${String(number)},OU=contoso`;

/** A mail-enabled security group with the given number. */
export function securityGroup(number: number, more: Partial<Recipient> = {}): Recipient {
  const key = recipientKey(groupKey(number));
  return {
    key,
    externalDirectoryObjectId: key,
    guid: exchangeGuid(key),
    name: `group${String(number)}`,
    displayName: `Group ${String(number)}`,
    alias: `group${String(number)}`,
    recipientTypeDetails: "MailUniversalSecurityGroup",
    distinguishedName: groupDn(number),
    properties: {},
    ...more,
  };
}

/** A row of a member. */
export const member = (key: string, recipientTypeDetails?: string): GroupMemberRow => ({
  member: recipientKey(key),
  ...(recipientTypeDetails === undefined ? {} : { recipientTypeDetails }),
});

export const TENANT_ID = "10000000-0000-4000-8000-000000000001";

function policy(
  accessRight: AccessPolicyRow["accessRight"],
  app: string,
  scope: string,
): AccessPolicyRow {
  return {
    identity: `${TENANT_ID}\\${app}:S-1-5-21-1-2-3;${scope}`,
    appId: app,
    accessRight,
    scopeName: "Scope",
  };
}

/** A RestrictAccess policy of an app (by number, or as printed) on an object id. */
export const restrict = (app: number | string, scope: string): AccessPolicyRow =>
  policy("RestrictAccess", typeof app === "number" ? appIdOf(app) : app, scope);

/** A DenyAccess policy. */
export const deny = (app: number | string, scope: string): AccessPolicyRow =>
  policy("DenyAccess", typeof app === "number" ? appIdOf(app) : app, scope);

export const servicePrincipal = (
  app: number,
  more: Partial<ServicePrincipalRow> = {},
): ServicePrincipalRow => ({
  id: servicePrincipalId(servicePrincipalIdOf(app)),
  appId: appId(appIdOf(app)),
  displayName: `App ${String(app)}`,
  accountEnabled: true,
  ...more,
});

/** The pointer that Exchange keeps. */
export const pointer = (
  app: number,
  more: Partial<ExchangeServicePrincipalRow> = {},
): ExchangeServicePrincipalRow => ({
  objectId: servicePrincipalId(servicePrincipalIdOf(app)),
  appId: appId(appIdOf(app)),
  displayName: `App ${String(app)}`,
  ...more,
});

export const grantId = (app: number, value: string): string => `grant-${String(app)}-${value}`;

/** An Entra grant of a value that the resource offers. */
export const grant = (
  app: number,
  value: string,
  resource: "graph" | "exchange" = "graph",
): AppRoleAssignmentRow => ({
  id: grantId(app, value),
  appRoleId: appRoleId(resource, value),
  principalId: servicePrincipalId(servicePrincipalIdOf(app)),
  principalType: "ServicePrincipal",
  resourceId: RESOURCES[resource].servicePrincipalId,
});

/** A regular, enabled assignment of an application role to an app, without a scope. */
export const assignment = (
  app: number,
  role: string,
  more: Partial<RoleAssignmentRow> = {},
): RoleAssignmentRow => ({
  name: `${role}-${String(app)}`,
  role: `Application ${role}`,
  app: servicePrincipalIdOf(app),
  roleAssigneeType: "ServicePrincipal",
  roleAssignmentDelegationType: "Regular",
  recipientWriteScope: "Organization",
  customResourceScope: "",
  enabled: true,
  ...more,
});

/** An assignment within a management scope. */
export const scoped = (app: number, role: string, scope: string): RoleAssignmentRow =>
  assignment(app, role, {
    recipientWriteScope: "CustomRecipientScope",
    customResourceScope: scope,
  });

export const managementScope = (
  name: string,
  recipientFilter: string,
  more: Partial<ManagementScopeRow> = {},
): ManagementScopeRow => ({ name, recipientFilter, recipientRoot: "", ...more });
