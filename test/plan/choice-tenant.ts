import { appIdOf, groupKey, mailboxKey, servicePrincipalIdOf } from "../generator/ids.ts";
import type { TenantDescription } from "../generator/tenant-description.ts";
import { group, mailboxes, recipient } from "../generator/tenants/describe-recipients.ts";
import { quietTenant } from "../generator/tenants/quiet-tenant.ts";

/** Mailboxes 1 and 2 are Sales; group 1 holds them; group 2 holds 1 and group 3, that holds 4. */
export const CHOICE_TENANT: TenantDescription = {
  ...quietTenant,
  id: "10000000-0000-4000-8000-00000000cccc",
  domain: "choice",
  recipients: [1, 2, 3, 4, 5].map((number) =>
    recipient(number, "UserMailbox", `User ${String(number)}`, {
      department: number < 3 ? "Sales" : "Finance",
    }),
  ),
  groups: [
    group(1, "MailUniversalSecurityGroup", "Sales", { members: mailboxes(1, 2) }),
    group(2, "MailUniversalSecurityGroup", "Outer", { members: [mailboxKey(1), groupKey(3)] }),
    group(3, "MailUniversalSecurityGroup", "Inner", { members: [mailboxKey(4)] }),
  ],
  units: [
    {
      id: "dddddddd-0000-4000-8000-000000000001",
      exchangeName: "dddddddd-0000-4000-8000-000000000002",
      displayName: "Sales unit",
      members: mailboxes(1, 2).map((key) => ({ kind: "user" as const, key })),
    },
  ],
  apps: [
    {
      appId: appIdOf(1),
      displayName: "Order Mailer",
      servicePrincipalId: servicePrincipalIdOf(1),
      kind: "application",
      grants: [
        { resource: "graph", value: "Mail.Send" },
        { resource: "graph", value: "Mail.Read" },
      ],
    },
  ],
  unread: { "exchange/impersonationEffectiveUsers": "absent" },
};
