import { appIdOf, groupKey, mailboxKey, servicePrincipalIdOf } from "../ids.ts";
import type { AppDescription, TenantDescription } from "../tenant-description.ts";
import { group, mailboxes, recipient } from "./describe-recipients.ts";
import { quietTenant } from "./quiet-tenant.ts";

const app = (number: number, displayName: string, ...values: string[]): AppDescription => ({
  appId: appIdOf(number),
  displayName,
  servicePrincipalId: servicePrincipalIdOf(number),
  kind: "application",
  grants: values.map((value) => ({ resource: "graph", value })),
  owner: mailboxKey(1),
});

/** A tenant with a policy that names every app. */
export const wildcard: TenantDescription = {
  ...quietTenant,
  id: "10000000-0000-4000-8000-0000000000e3",
  displayName: "Wingtip Toys",
  domain: "wingtiptoys",
  recipients: [
    recipient(1, "UserMailbox", "Aaron Painter"),
    recipient(2, "UserMailbox", "Belinda Newman"),
    recipient(3, "UserMailbox", "Carlos Grilo"),
    recipient(4, "UserMailbox", "Dana Burnell"),
    recipient(5, "UserMailbox", "Eva Corets"),
    recipient(6, "SharedMailbox", "Orders"),
    recipient(7, "SharedMailbox", "Returns"),
    recipient(8, "RoomMailbox", "Room Workshop"),
  ],
  groups: [
    group(1, "MailUniversalSecurityGroup", "App Mailboxes", {
      members: [mailboxKey(1), mailboxKey(2), mailboxKey(6)],
    }),
    group(2, "MailUniversalSecurityGroup", "Returns Mailboxes", { members: mailboxes(6, 7) }),
  ],
  apps: [
    app(1, "Order Import", "Mail.Read"),
    app(2, "Returns Robot", "Mail.ReadWrite"),
    app(3, "Item Indexer", "MailboxItem.Read.All"),
  ],
  policies: [
    { app: "*", accessRight: "RestrictAccess", scope: groupKey(1), description: "All apps" },
    { app: appIdOf(2), accessRight: "RestrictAccess", scope: groupKey(2) },
  ],
  unread: { "exchange/impersonationEffectiveUsers": "absent" },
};
