import { appIdOf, mailboxKey, servicePrincipalIdOf } from "../../ids.ts";
import type { AppDescription, GrantDescription } from "../../tenant-description.ts";
import { hostileName, hostileNames } from "../hostile-names.ts";
import { FIRST_HOSTILE } from "./fabrikam-recipients.ts";

const OWNER = mailboxKey(1);

const graph = (...values: readonly string[]): GrantDescription[] =>
  values.map((value) => ({ resource: "graph", value }));
const exchange = (...values: readonly string[]): GrantDescription[] =>
  values.map((value) => ({ resource: "exchange", value }));

function app(
  number: number,
  displayName: string,
  grants: readonly GrantDescription[],
  more: Partial<AppDescription> = {},
): AppDescription {
  return {
    appId: appIdOf(number),
    displayName,
    servicePrincipalId: servicePrincipalIdOf(number),
    kind: "application",
    grants,
    owner: OWNER,
    ...more,
  };
}

/** The app that holds roles in scopes, groups and units with hostile names. */
export const HOSTILE_HOLDER = 50;

/** One app or more for each case in which other tools go wrong, named after it; then what else is messy. */
export const fabrikamApps: readonly AppDescription[] = [
  app(1, "F1 Two Restrict Policies", graph("Mail.Read", "Mail.Send")),
  app(2, "F2 Restrict And Deny Overlap", graph("Mail.ReadWrite")),
  app(3, "F3 Nested Group", graph("Mail.Read")),
  app(4, "F4 Several Permissions", graph("Mail.Read", "Calendars.Read", "Contacts.ReadWrite")),
  app(5, "F5 Vendor Without Registration", graph("Mail.ReadWrite", "MailboxSettings.Read"), {
    kind: "vendor",
  }),
  app(6, "F6 Regex Characters, Restrict", graph("Mail.Read")),
  app(7, "F7 InScope Is Text", []),
  app(8, "F8 A Check That Fails Is No Denial", graph("Mail.Read")),
  app(9, "F9 Deny Alone", graph("Mail.Send")),
  app(10, "F10 Leftover Grant Beside A Scoped Role", graph("Mail.Read")),
  app(11, "F11 Unit And Group Scopes Read Back", []),
  app(12, "F12 O’Brien’s mailer\r\nStop-Computer ’; Remove-Mailbox *; ’", graph("Mail.Send")),
  app(13, "F13 The Policy Goes Last", graph("Mail.Send")),
  app(14, "F14 Scoped By Address", []),
  app(15, "F15 More Than A Thousand Members", graph("Mail.Read")),
  app(16, "F16 Consent Kept After The Move", graph("Mail.ReadWrite")),
  app(17, "F17 [Brackets], Other Case", graph("Mail.Read")),
  app(21, "mi-invoice-robot", graph("Mail.Send"), { kind: "managedIdentity" }),
  app(22, "Deleted, Policy Left", [], { deletedAt: "2026-11-02T07:45:00Z" }),
  app(23, "Disabled", graph("Mail.Read"), { disabled: true }),
  app(24, "Role That No Table Knows", []),
  app(25, "Declared, Not Granted", graph("Mail.Read"), {
    declared: graph("Mail.Read", "Mail.ReadWrite", "Mail.Send"),
  }),
  app(26, "Granted, Not Declared", graph("Mail.Send"), { declared: [] }),
  app(27, "Composite Roles", []),
  app(28, "Scope By Trailing GUID", graph("Mail.Read")),
  app(29, "Inert Policy", graph("User.Read.All"), { delegated: ["Mail.ReadWrite", "User.Read"] }),
  app(30, "IMAP, POP And SMTP", exchange("IMAP.AccessAsApp", "POP.AccessAsApp", "SMTP.SendAsApp")),
  app(31, "Outlook REST, Same GUIDs", [
    ...graph("Mail.Read"),
    ...exchange("Mail.Read", "Calendars.ReadWrite.All"),
  ]),
  app(32, "EWS Beside Graph", [...graph("Mail.Send"), ...exchange("full_access_as_app")]),
  app(33, "EWS Without Policy, Graph Roles Scoped", exchange("full_access_as_app")),
  app(34, "Policy On One Of Two Namesakes", graph("Mail.Send")),
  app(35, "Policy On A Deleted Group", graph("Mail.Read")),
  app(36, "Policy On An Empty Group", graph("Mail.Read")),
  app(37, "Nested, And Nobody To Ask", graph("Mail.Read")),
  app(38, "Ungoverned Beside Governed", graph("Mail.Read", "MailboxItem.ReadWrite.All")),
  app(39, "No Service Principal", [], { servicePrincipalId: null }),
  app(40, "Tenant-wide", graph("Calendars.ReadWrite")),
  app(41, "Scope On Not A Member", []),
  app(46, "F6 Regex Characters, Deny", graph("Mail.Read")),
  app(HOSTILE_HOLDER, hostileName("all quotes that PowerShell knows"), []),
  ...hostileNames.map((displayName, index) =>
    app(FIRST_HOSTILE + index, displayName, graph("Mail.Send"), {
      owner: mailboxKey(FIRST_HOSTILE + index),
    }),
  ),
];
