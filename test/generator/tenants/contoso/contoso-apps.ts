import { appIdOf, mailboxKey, servicePrincipalIdOf } from "../../ids.ts";
import type { AppDescription, GrantDescription } from "../../tenant-description.ts";

const OWNER = mailboxKey(43);

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

/** One app for each way in which an application reaches mailboxes, or only seems to. */
export const contosoApps: readonly AppDescription[] = [
  app(1, "Sales Mail Reader", graph("Mail.Read")),
  app(2, "Finance Suite", [
    ...graph("Mail.ReadBasic.All", "Mail.Send", "Calendars.ReadWrite", "User.Read.All"),
    ...exchange("full_access_as_app"),
  ]),
  app(3, "Branch Scheduler", graph("Calendars.Read", "Mail.Read")),
  app(4, "Alert Sender", graph("Mail.Send")),
  app(5, "Two Team Archive", graph("Mail.Read")),
  app(6, "Newsletter Sender", graph("Mail.Send")),
  app(7, "CRM Connector", graph("Mail.ReadWrite", "Contacts.ReadWrite")),
  app(8, "Forgotten Importer", graph("Mail.Read")),
  app(9, "Pilot Gateway", graph("Mail.Read")),
  app(10, "Vanished Vendor Tool", [], { servicePrincipalId: null }),
  app(11, "Mobile Companion", graph("User.Read.All"), {
    delegated: ["Mail.ReadWrite", "User.Read"],
  }),
  app(12, "Paused Sync", graph("Mail.Read"), { disabled: true }),
  app(13, "Backup Robot", graph("Mail.Read")),
  app(14, "Item Exporter", graph("Mail.Read", "MailboxItem.ReadWrite.All")),
  app(15, "Modern Mailer", graph("User.Read.All")),
  app(16, "Composite Assistant", []),
  app(17, "Legacy Fax Gateway", exchange("IMAP.AccessAsApp")),
  app(18, "Outlook REST Leftover", exchange("Mail.Read", "Calendars.ReadWrite.All")),
  app(19, "Room Availability", graph("Calendars.ReadBasic.All")),
  app(20, "Microsoft Insights Service", graph("Mail.Read", "MailboxSettings.Read"), {
    kind: "microsoft",
  }),
  app(21, "ExchangeServerApp-6f1c9d2e-0000-4000-8000-0000000000ab", [
    ...graph(
      "Calendars.Read",
      "MailboxSettings.Read",
      "MailTips.ReadBasic.All",
      "ProfilePhoto.Read.All",
    ),
    ...exchange("full_access_as_app"),
  ]),
  app(22, "la-invoice-mailer", graph("Mail.Send"), { kind: "managedIdentity" }),
  app(23, "Adatum Signatures", graph("Mail.ReadWrite", "MailboxSettings.ReadWrite"), {
    kind: "vendor",
  }),
  app(24, "Old Ticketing", [], { deletedAt: "2026-11-02T07:45:00Z" }),
  app(25, "Service Desk Connector", graph("Mail.Read", "Mail.Send")),
  app(26, "Exchange Automation", exchange("Exchange.ManageAsApp")),
  app(27, "Scanner Relay", exchange("SMTP.SendAsApp")),
];
