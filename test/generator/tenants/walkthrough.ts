import { eq } from "../filter-tree.ts";
import { groupKey, mailboxKey, unitId } from "../ids.ts";
import type { AssignmentDescription, TenantDescription } from "../tenant-description.ts";
import { group, recipient } from "./describe-recipients.ts";
import { quietTenant } from "./quiet-tenant.ts";

const APP = "4e91ac94-b9bf-47e0-a11a-f342938b97a6";
const SCOPE = "MySharedMailbox";

const mailSend = (scope: AssignmentDescription["scope"]): AssignmentDescription => ({
  role: "Application Mail.Send",
  app: APP,
  scope,
});

/** One managed identity, three scopes, no permission in Entra. */
export const walkthrough: TenantDescription = {
  ...quietTenant,
  id: "10000000-0000-4000-8000-0000000000f4",
  displayName: "Woodgrove Bank",
  domain: "woodgrove",
  recipients: [
    recipient(1, "UserMailbox", "Adele Vance", { alias: "AdeleV", department: "Retail" }),
    recipient(2, "UserMailbox", "Alex Wilber", { alias: "AlexW", department: "Marketing" }),
    recipient(3, "SharedMailbox", "sharedmailbox"),
    recipient(4, "UserMailbox", "Megan Bowen", { alias: "MeganB", department: "Marketing" }),
    recipient(5, "RoomMailbox", "Room Adams", { alias: "Adams" }),
  ],
  groups: [group(1, "MailUniversalSecurityGroup", "Demo Mailboxes", { members: [mailboxKey(2)] })],
  units: [
    {
      id: unitId(1),
      exchangeName: unitId(101),
      displayName: "Demo Unit",
      members: [
        { kind: "user", key: mailboxKey(1) },
        { kind: "user", key: mailboxKey(2) },
      ],
    },
  ],
  apps: [
    {
      appId: APP,
      displayName: "Mail.Send.Demo",
      servicePrincipalId: "faca44fa-870f-4a2b-a120-e38e2f71d9f3",
      kind: "managedIdentity",
      grants: [],
    },
  ],
  scopes: [{ name: SCOPE, filter: eq("UserPrincipalName", "sharedmailbox@woodgrove.com") }],
  assignments: [
    mailSend({ kind: "unit", unit: unitId(1), printedAs: "name" }),
    mailSend({ kind: "group", group: groupKey(1) }),
    mailSend({ kind: "custom", name: SCOPE }),
  ],
  impersonation: {
    present: true,
    childRoles: [],
    assignments: [
      {
        name: "ApplicationImpersonation-Organization Management-Delegating",
        role: "ApplicationImpersonation",
        assigneeType: "RoleGroup",
        assignee: "Organization Management",
        members: [],
        scope: null,
        delegating: true,
      },
    ],
  },
  unread: { "exchange/applicationAccessPolicies": "absent" },
};
