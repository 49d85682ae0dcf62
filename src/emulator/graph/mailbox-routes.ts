import { isMailboxType } from "../../model/recipient.ts";
import { readAppToken } from "../app-tokens.ts";
import { decideMailboxAccess } from "../data-plane/decide-mailbox-access.ts";
import type { RawRow } from "../row-values.ts";
import { lowerTextOf } from "../row-values.ts";
import { notRecorded, ServiceFault } from "../service-fault.ts";
import type { Collection, Done, Entity, GraphCall } from "./graph-call.ts";

/**
 * The mailboxes themselves, all of them empty: who may reach them is what is emulated.
 *
 * Permissions for each route: the "Application" row of its page.
 *
 * @see https://learn.microsoft.com/graph/api/user-list-messages (and user-list-events, user-list-contacts,
 *   user-get-mailboxsettings, user-sendmail)
 */
const READ_MAIL = ["Mail.ReadBasic", "Mail.Read", "Mail.ReadWrite"];
const READ_CALENDARS = ["Calendars.ReadBasic.All", "Calendars.Read", "Calendars.ReadWrite"];
const READ_CONTACTS = ["Contacts.Read", "Contacts.ReadWrite"];
const READ_SETTINGS = ["MailboxSettings.Read", "MailboxSettings.ReadWrite"];
const SEND = ["Mail.Send"];

export const listMessages = (call: GraphCall): Collection => items(call, "messages", READ_MAIL);

export const listEvents = (call: GraphCall): Collection => items(call, "events", READ_CALENDARS);

export const listContacts = (call: GraphCall): Collection => items(call, "contacts", READ_CONTACTS);

export function getMailboxSettings(call: GraphCall): Entity {
  assertAccess(call, READ_SETTINGS);
  const context = `users('${encodeURIComponent(call.key)}')/mailboxSettings`;
  return { kind: "entity", context, row: { timeZone: "UTC" } };
}

export function sendMail(call: GraphCall): Done {
  assertAccess(call, SEND);
  return { kind: "done", status: 202 };
}

function items(call: GraphCall, name: string, permissions: readonly string[]): Collection {
  assertAccess(call, permissions);
  const context = `users('${encodeURIComponent(call.key)}')/${name}`;
  return { kind: "collection", context, rows: [] };
}

/** @throws ServiceFault with the documented body where the app may not */
function assertAccess({ service, key, request }: GraphCall, permissions: readonly string[]): void {
  const token = readAppToken(service, request.headers);
  const state = service.history.enforced();
  const [mailbox, ...others] = state.directory.find(key).filter(isMailbox);
  if (mailbox === undefined || others.length > 0) throw invalidUser(key);
  const decision = decideMailboxAccess(state, { token, mailbox, permissions });
  switch (decision) {
    case "allowed":
      return;
    case "blockedByPolicy":
      throw new ServiceFault("denied", BLOCKED_BY_POLICY, "ErrorAccessDenied");
    case "denied":
      throw new ServiceFault("denied", ACCESS_DENIED, "ErrorAccessDenied");
    case "unknown":
      throw notRecorded(`whether ${token.appId} may reach ${key}`);
  }
}

const isMailbox = (row: RawRow): boolean =>
  isMailboxType(lowerTextOf(row, "RecipientTypeDetails") ?? "");

/**
 * The documented body is `ErrorAccessDenied` with "Access to OData is disabled."
 *
 * Observed, not documented: the words after it.
 *
 * @see https://learn.microsoft.com/exchange/permissions-exo/application-access-policies "Troubleshooting"
 */
const BLOCKED_BY_POLICY =
  "Access to OData is disabled: [RAOP] : Blocked by tenant configured AppOnly AccessPolicy settings.";

const ACCESS_DENIED = "Access is denied. Check credentials and try again.";

const invalidUser = (key: string): ServiceFault =>
  new ServiceFault("notFound", `The requested user '${key}' is invalid.`, "ErrorInvalidUser");
