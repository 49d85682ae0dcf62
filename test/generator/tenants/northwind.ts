import { appIdOf, mailboxKey, servicePrincipalIdOf } from "../ids.ts";
import type { AppDescription, TenantDescription } from "../tenant-description.ts";
import { group, mailboxes, recipient } from "./describe-recipients.ts";
import { quietTenant } from "./quiet-tenant.ts";

const app = (number: number, displayName: string): AppDescription => ({
  appId: appIdOf(number),
  displayName,
  servicePrincipalId: servicePrincipalIdOf(number),
  kind: "application",
  grants: [{ resource: "graph", value: "User.Read.All" }],
  owner: mailboxKey(1),
});

/** A tenant without anything legacy: no policy, no impersonation role, no grant on mailbox data. */
export const northwind: TenantDescription = {
  ...quietTenant,
  id: "10000000-0000-4000-8000-0000000000d2",
  displayName: "Northwind Traders",
  domain: "northwind",
  recipients: [
    recipient(1, "UserMailbox", "Nancy Davolio", { department: "Sales" }),
    recipient(2, "UserMailbox", "Andrew Fuller", { department: "Sales" }),
    recipient(3, "UserMailbox", "Janet Leverling", { department: "Purchasing" }),
    recipient(4, "SharedMailbox", "Orders"),
    recipient(5, "RoomMailbox", "Room Seattle"),
  ],
  groups: [group(1, "MailUniversalDistributionGroup", "Everyone", { members: mailboxes(1, 3) })],
  apps: [app(1, "Phone Directory"), app(2, "Visitor Desk")],
};
