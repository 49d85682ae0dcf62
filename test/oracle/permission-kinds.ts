/** What decides over an Entra grant; written from the documentation, apart from the product's own table. */
export type Kind =
  "governed" | "ungoverned" | "needsMailboxPermission" | "retiredApi" | "unknown" | "none";

export interface PermissionName {
  readonly resource: "graph" | "exchange";
  readonly permission: string;
}

/**
 * The eleven values that a policy constrains.
 *
 * @see https://learn.microsoft.com/exchange/permissions-exo/application-access-policies (docs as of 2023-06-26)
 */
const GOVERNED = [
  "Mail.Read",
  "Mail.ReadBasic",
  "Mail.ReadBasic.All",
  "Mail.ReadWrite",
  "Mail.Send",
  "MailboxSettings.Read",
  "MailboxSettings.ReadWrite",
  "Calendars.Read",
  "Calendars.ReadWrite",
  "Contacts.Read",
  "Contacts.ReadWrite",
];

const UNGOVERNED = [
  "MailboxFolder.Read.All",
  "MailboxFolder.ReadWrite.All",
  "MailboxItem.Read.All",
  "MailboxItem.ReadWrite.All",
  "MailboxItem.Export.All",
  "MailboxItem.ImportExport.All",
  "MailboxConfigItem.Read",
  "MailboxConfigItem.ReadWrite",
  "MailTips.ReadBasic.All",
  "Mail-Advanced.ReadWrite.All",
  "Calendars.ReadBasic.All",
  "Calendars.Read.All",
  "Calendars.ReadWrite.All",
  "ProfilePhoto.Read.All",
  "ExchangeMessageTrace.Read.All",
  "Tasks.Read.All",
  "Tasks.ReadWrite.All",
  "People.Read.All",
  "Place.Read.All",
  "Place.ReadWrite.All",
  "Bookings.Read.All",
  "Bookings.ReadWrite.All",
  "Bookings.Manage.All",
  "BookingsAppointment.ReadWrite.All",
];

const BY_MAILBOX_PERMISSION = ["IMAP.AccessAsApp", "POP.AccessAsApp", "SMTP.SendAsApp"];
const ADMINISTRATION = ["Exchange.ManageAsApp", "Mailbox.Migration"];

/** The retired Outlook REST API: nothing answers to them any more. */
const OUTLOOK_REST = [
  "Mail.Read",
  "Mail.ReadWrite",
  "Mail.Send",
  "Contacts.Read",
  "Calendars.Read",
  "Calendars.ReadWrite.All",
  "MailboxSettings.Read",
];

/** What decides over a grant of this value. A value that Exchange offers and nobody knows is unknown. */
export function kindOf(resource: "graph" | "exchange", value: string): Kind {
  if (resource === "graph") {
    if (GOVERNED.includes(value)) return "governed";
    return UNGOVERNED.includes(value) ? "ungoverned" : "none";
  }
  if (value === "full_access_as_app") return "governed";
  if (BY_MAILBOX_PERMISSION.includes(value)) return "needsMailboxPermission";
  if (OUTLOOK_REST.includes(value)) return "retiredApi";
  return ADMINISTRATION.includes(value) ? "none" : "unknown";
}

/** What the permission of a value is called where applications hold it by role. */
export function permissionOf(resource: "graph" | "exchange", value: string): string {
  if (resource === "exchange" && value === "full_access_as_app") return "EWS.AccessAsApp";
  return resource === "graph" && value === "Mail.ReadBasic.All" ? "Mail.ReadBasic" : value;
}

/** The permissions on mailbox data that the documentation names. */
export const NAMED_PERMISSIONS: readonly PermissionName[] = [
  ...[...GOVERNED, ...UNGOVERNED]
    .filter((value) => value !== "Mail.ReadBasic.All")
    .map((permission) => ({ resource: "graph" as const, permission })),
  ...["EWS.AccessAsApp", ...BY_MAILBOX_PERMISSION].map((permission) => ({
    resource: "exchange" as const,
    permission,
  })),
];

/** Permissions of roles that belong to the Exchange resource; all others belong to Microsoft Graph. */
export const resourceOfRolePermission = (permission: string): "graph" | "exchange" =>
  permission === "EWS.AccessAsApp" || permission === "SMTP.SendAsApp" ? "exchange" : "graph";
