/** A way to a mailbox's data, and the permissions of which any one opens it. */
export interface MailboxRoute {
  readonly name: string;
  readonly method: "GET" | "POST";
  /** What follows the mailbox in the path. */
  readonly path: string;
  readonly permissions: readonly string[];
}

/**
 * What an app asks for when it wants to know whether it reaches a mailbox.
 *
 * Permissions: the "Application" row of each page, by their names in RBAC for Applications.
 *
 * @see https://learn.microsoft.com/graph/api/user-list-messages (and user-list-events, user-list-contacts,
 *   user-get-mailboxsettings, user-sendmail)
 */
export const MAILBOX_ROUTES: readonly MailboxRoute[] = [
  route("GET", "messages", ["Mail.ReadBasic", "Mail.Read", "Mail.ReadWrite"]),
  route("GET", "events", ["Calendars.ReadBasic.All", "Calendars.Read", "Calendars.ReadWrite"]),
  route("GET", "contacts", ["Contacts.Read", "Contacts.ReadWrite"]),
  route("GET", "mailboxSettings", ["MailboxSettings.Read", "MailboxSettings.ReadWrite"]),
  route("POST", "sendMail", ["Mail.Send"]),
];

function route(
  method: MailboxRoute["method"],
  name: string,
  permissions: readonly string[],
): MailboxRoute {
  return { name, method, path: name, permissions };
}
