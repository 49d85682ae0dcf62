import { appId, type AppId } from "./ids.ts";

/**
 * Application permissions on mailbox data, and what decides over each.
 *
 * - `governed`: Application Access Policies constrain an Entra grant of it.
 * - `ungoverned`: no policy constrains it: a grant reaches every mailbox.
 * - `needsMailboxPermission`: a grant alone reaches nothing; mailbox permissions decide.
 * - `retiredApi`: the API behind it is gone; a grant reaches nothing.
 * - `administration`, `notMailboxData`: not mailbox access.
 * - `unknown`: not in this table: nobody can say what it opens.
 */
export type PermissionKind =
  | "governed"
  | "ungoverned"
  | "needsMailboxPermission"
  | "retiredApi"
  | "administration"
  | "notMailboxData"
  | "unknown";

export type Resource = "graph" | "exchange";

export const GRAPH_APP_ID: AppId = appId("00000003-0000-0000-c000-000000000000");
export const EXCHANGE_APP_ID: AppId = appId("00000002-0000-0ff1-ce00-000000000000");

export const RESOURCE_APP_IDS: Readonly<Record<Resource, AppId>> = {
  graph: GRAPH_APP_ID,
  exchange: EXCHANGE_APP_ID,
};

/** What the portals call them. */
export const RESOURCE_NAMES: Readonly<Record<Resource, string>> = {
  graph: "Microsoft Graph",
  exchange: "Office 365 Exchange Online",
};

/** One appRole of a resource. The key of a grant is (resource, appRoleId): ids repeat between the two resources. */
export interface AppRolePermission {
  readonly resource: Resource;
  /** The appRole's value in Entra. */
  readonly value: string;
  /** Known ids; the tenant's own resource service principal wins over them. */
  readonly appRoleIds: readonly string[];
  /** The permission as RBAC for Applications names it, or the value where no role grants it. */
  readonly permission: string;
  readonly kind: PermissionKind;
}

/** An Exchange application role and the permissions that it grants. */
export interface ApplicationRole {
  readonly role: string;
  readonly resource: Resource;
  readonly permissions: readonly string[];
  /** Composite roles grant several permissions; they are never proposed. */
  readonly composite: boolean;
}

/**
 * The 24 application roles.
 *
 * @see https://learn.microsoft.com/exchange/permissions-exo/application-rbac "Supported Application Roles"
 *   (docs as of 2025-11-25)
 */
export const APPLICATION_ROLES: readonly ApplicationRole[] = [
  role("Application Mail.Read", "Mail.Read"),
  role("Application Mail.ReadBasic", "Mail.ReadBasic"),
  role("Application Mail.ReadWrite", "Mail.ReadWrite"),
  role("Application Mail.Send", "Mail.Send"),
  role("Application MailboxSettings.Read", "MailboxSettings.Read"),
  role("Application MailboxSettings.ReadWrite", "MailboxSettings.ReadWrite"),
  role("Application Calendars.Read", "Calendars.Read"),
  role("Application Calendars.ReadWrite", "Calendars.ReadWrite"),
  role("Application Contacts.Read", "Contacts.Read"),
  role("Application Contacts.ReadWrite", "Contacts.ReadWrite"),
  role("Application MailboxFolder.Read", "MailboxFolder.Read.All"),
  role("Application MailboxFolder.ReadWrite", "MailboxFolder.ReadWrite.All"),
  role("Application MailboxItem.Read", "MailboxItem.Read.All"),
  role("Application MailboxItem.ReadWrite", "MailboxItem.ReadWrite.All"),
  role("Application MailboxItem.Export", "MailboxItem.Export.All"),
  role("Application MailboxItem.ImportExport", "MailboxItem.ImportExport.All"),
  composite("Application Mail Full Access", ["Mail.ReadWrite", "Mail.Send"]),
  composite("Application Exchange Full Access", [
    "Mail.ReadWrite",
    "Mail.Send",
    "MailboxSettings.ReadWrite",
    "Calendars.ReadWrite",
    "Contacts.ReadWrite",
  ]),
  exchangeRole("Application EWS.AccessAsApp", "EWS.AccessAsApp"),
  exchangeRole("Application SMTP.SendAsApp", "SMTP.SendAsApp"),
  role("Application MailboxConfigItem.Read", "MailboxConfigItem.Read"),
  role("Application MailboxConfigItem.ReadWrite", "MailboxConfigItem.ReadWrite"),
  role("Application MailTips.ReadBasic.All", "MailTips.ReadBasic.All"),
  role("Application Mail-Advanced.ReadWrite.All", "Mail-Advanced.ReadWrite.All"),
];

/**
 * The appRoles of Microsoft Graph and Office 365 Exchange Online that name mailbox data or its administration.
 *
 * Governed: the eleven Graph values and `full_access_as_app` of the policy page.
 *
 * @see https://learn.microsoft.com/exchange/permissions-exo/application-access-policies "Supported permissions"
 *   (docs as of 2023-06-26); ids from https://learn.microsoft.com/graph/permissions-reference (2026-08-20)
 */
export const APP_ROLE_PERMISSIONS: readonly AppRolePermission[] = [
  governed("Mail.Read", "810c84a8-4a9e-49e6-bf7d-12d183f40d01"),
  governed("Mail.ReadBasic", "6be147d2-ea4f-4b5a-a3fa-3eab6f3c140a"),
  governed("Mail.ReadBasic.All", "693c5e45-0940-467d-9b8a-1022fb9d42ef", "Mail.ReadBasic"),
  governed("Mail.ReadWrite", "e2a3a72e-5f79-4c64-b1b1-878b674786c9"),
  governed("Mail.Send", "b633e1c5-b582-4048-a93e-9f11b44c7e96"),
  governed("MailboxSettings.Read", "40f97065-369a-49f4-947c-6a255697ae91"),
  governed("MailboxSettings.ReadWrite", "6931bccd-447a-43d1-b442-00a195474933"),
  governed("Calendars.Read", "798ee544-9d2d-430c-a058-570e29e34338"),
  governed("Calendars.ReadWrite", "ef54d2bf-783f-4e0f-bca1-3210c0444d99"),
  governed("Contacts.Read", "089fe4d0-434a-44c5-8827-41ba8a0b17f5"),
  governed("Contacts.ReadWrite", "6918b873-d17a-4dc1-b314-35f528134491"),
  graph("MailboxFolder.Read.All", "ungoverned", "99280d24-a782-4793-93cc-0888549957f6"),
  graph("MailboxFolder.ReadWrite.All", "ungoverned", "fef87b92-8391-4589-9da7-eb93dab7dc8a"),
  graph("MailboxItem.Read.All", "ungoverned", "7d9f353d-a7bd-4fbb-822a-26d5dd39a3ce"),
  graph("MailboxItem.ReadWrite.All", "ungoverned", "1583d471-fede-4e7c-b062-57e9d60cfb49"),
  graph("MailboxItem.Export.All", "ungoverned", "937550e9-33a3-494b-88ae-d9cd394b1fbb"),
  graph("MailboxItem.ImportExport.All", "ungoverned", "76577085-e73d-4f1d-b26a-85fb33892327"),
  graph("MailboxConfigItem.Read", "ungoverned", "27d9d776-f4d2-426d-80ad-5f22f2b01b0a"),
  graph("MailboxConfigItem.ReadWrite", "ungoverned", "aa6d92d4-b25a-4640-aefe-3e3231e5e736"),
  graph("MailTips.ReadBasic.All", "ungoverned", "a2c9652d-4d7f-4e4e-9d75-ac32fdc6f413"),
  graph("Mail-Advanced.ReadWrite.All", "ungoverned", "e118f1da-5c1c-46cf-bff6-8858d786f46f"),
  graph("Calendars.ReadBasic.All", "ungoverned", "8ba4a692-bc31-4128-9094-475872af8a53"),
  graph("Calendars.Read.All", "ungoverned", "470229df-a15a-4b08-9d95-8c534862b362"),
  graph("Calendars.ReadWrite.All", "ungoverned", "d91697b0-a708-4c11-a712-8fb2dc081aa2"),
  graph("ExchangeMessageTrace.Read.All", "ungoverned", "89b20d8a-76e2-4057-867b-9961f800b9a4"),
  graph("Tasks.Read.All", "ungoverned"),
  graph("Tasks.ReadWrite.All", "ungoverned"),
  graph("People.Read.All", "ungoverned"),
  graph("Place.Read.All", "ungoverned"),
  graph("Place.ReadWrite.All", "ungoverned"),
  graph("Bookings.Read.All", "ungoverned"),
  graph("Bookings.ReadWrite.All", "ungoverned"),
  graph("Bookings.Manage.All", "ungoverned"),
  graph("BookingsAppointment.ReadWrite.All", "ungoverned"),
  graph("ProfilePhoto.Read.All", "ungoverned"),
  {
    resource: "exchange",
    value: "full_access_as_app",
    appRoleIds: ["dc890d15-9560-4a4c-9b7f-a736ec74ec40"],
    permission: "EWS.AccessAsApp",
    kind: "governed",
  },
  exchange("IMAP.AccessAsApp", "needsMailboxPermission", [
    "5e5addcd-3e8d-4e90-baf5-964efab2b20a",
    "28b54159-e98b-4a00-9d52-10c8c7cbd7f3",
  ]),
  exchange("POP.AccessAsApp", "needsMailboxPermission", [
    "cb842b43-da6e-4506-86fe-bb12199c656d",
    "de49976f-4890-467b-967d-b3847b062f21",
  ]),
  exchange("SMTP.SendAsApp", "needsMailboxPermission", [
    "7146a1f0-8703-45b3-9eae-527a64c00995",
    "ce81e10f-fda1-4348-8947-f7fdb6c649ad",
  ]),
  exchange("Exchange.ManageAsApp", "administration", ["dc50a0fb-09a3-484d-be87-e023b12c6440"]),
  exchange("Exchange.ManageAsAppV2", "administration", ["ea3d980d-ebc7-4be4-8298-a167e5b8797c"]),
  exchange("Mailbox.Migration", "administration", ["f7264778-fba9-422d-8e9e-2675a2c4b513"]),
  exchange("Organization.ReadWrite.All", "administration", [
    "c976971c-a54d-4835-a240-2479e3dac74a",
  ]),
  exchange("User.Read.All", "notMailboxData", []),
  exchange("User.ReadBasic.All", "notMailboxData", []),
  exchange("Mail.Read", "retiredApi", ["810c84a8-4a9e-49e6-bf7d-12d183f40d01"]),
  exchange("Mail.ReadWrite", "retiredApi", ["e2a3a72e-5f79-4c64-b1b1-878b674786c9"]),
  exchange("Mail.Send", "retiredApi", ["b633e1c5-b582-4048-a93e-9f11b44c7e96"]),
  exchange("Contacts.Read", "retiredApi", ["089fe4d0-434a-44c5-8827-41ba8a0b17f5"]),
  exchange("Contacts.ReadWrite", "retiredApi", ["6918b873-d17a-4dc1-b314-35f528134491"]),
  exchange("Calendars.Read", "retiredApi", ["798ee544-9d2d-430c-a058-570e29e34338"]),
  exchange("Calendars.Read.All", "retiredApi", ["2dfdc6dc-2fa7-4a2c-a922-dbd4f85d17be"]),
  exchange("Calendars.ReadWrite.All", "retiredApi", ["ef54d2bf-783f-4e0f-bca1-3210c0444d99"]),
  exchange("MailboxSettings.Read", "retiredApi", ["d45fa9f8-36e5-4cd2-b601-b063c7cf9ac2"]),
  exchange("MailboxSettings.ReadWrite", "retiredApi", ["f9156939-25cd-4ba8-abfe-7fabcf003749"]),
];

/** The appRole that Entra writes where a principal is assigned without any role: it grants nothing. */
export const DEFAULT_ACCESS_ROLE_ID = "00000000-0000-0000-0000-000000000000";

/**
 * Owner tenants of Microsoft's own apps.
 *
 * @see https://learn.microsoft.com/troubleshoot/entra/entra-id/governance/verify-first-party-apps-sign-in
 */
export const MICROSOFT_TENANT_IDS: ReadonlySet<string> = new Set([
  "f8cdef31-a31e-4b4a-93e4-5f571e91255a",
  "72f988bf-86f1-41af-91ab-2d7cd011db47",
]);

function role(name: string, permission: string): ApplicationRole {
  return { role: name, resource: "graph", permissions: [permission], composite: false };
}

function composite(name: string, permissions: readonly string[]): ApplicationRole {
  return { role: name, resource: "graph", permissions, composite: true };
}

function exchangeRole(name: string, permission: string): ApplicationRole {
  return { role: name, resource: "exchange", permissions: [permission], composite: false };
}

function governed(value: string, appRoleId: string, permission = value): AppRolePermission {
  return { resource: "graph", value, appRoleIds: [appRoleId], permission, kind: "governed" };
}

function graph(value: string, permissionKind: PermissionKind, ...ids: string[]): AppRolePermission {
  return { resource: "graph", value, appRoleIds: ids, permission: value, kind: permissionKind };
}

function exchange(
  value: string,
  permissionKind: PermissionKind,
  ids: readonly string[],
): AppRolePermission {
  return { resource: "exchange", value, appRoleIds: ids, permission: value, kind: permissionKind };
}
