import { appIdOf, groupKey, mailboxKey, servicePrincipalIdOf } from "../generator/ids.ts";
import { FLAT_SECTIONS, PARENTED_SECTIONS } from "../generator/section-names.ts";
import { northwind } from "../generator/tenants/northwind.ts";
import { group, mailboxes } from "../generator/tenants/describe-recipients.ts";
import type { TenantDescription } from "../generator/tenant-description.ts";

/** One app under one RestrictAccess policy on an un-nested group: everything can be planned. */
export const readyTenant: TenantDescription = {
  ...northwind,
  groups: [group(1, "MailUniversalSecurityGroup", "Sales", { members: mailboxes(1, 2) })],
  apps: [
    {
      appId: appIdOf(1),
      displayName: "Order Mailer",
      servicePrincipalId: servicePrincipalIdOf(1),
      kind: "application",
      grants: [{ resource: "graph", value: "Mail.Send" }],
      owner: mailboxKey(1),
    },
  ],
  policies: [{ app: appIdOf(1), accessRight: "RestrictAccess", scope: groupKey(1) }],
  unread: {},
};

/** A tenant that refuses every section. */
export const refusingTenant: TenantDescription = {
  ...readyTenant,
  unread: Object.fromEntries(
    [...FLAT_SECTIONS, ...PARENTED_SECTIONS].map((name) => [name, "denied" as const]),
  ),
};
