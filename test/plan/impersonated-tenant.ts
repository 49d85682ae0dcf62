import type { Snapshot } from "../../src/model/snapshot.ts";
import { decodeTenant } from "../fuzz/decode-evidence.ts";
import { appIdOf, groupKey, objectGuid, servicePrincipalIdOf } from "../generator/ids.ts";
import type {
  ImpersonationAssignment,
  TenantDescription,
} from "../generator/tenant-description.ts";
import { group, mailboxes, recipient } from "../generator/tenants/describe-recipients.ts";
import { quietTenant } from "../generator/tenants/quiet-tenant.ts";

const assignment = (
  name: string,
  more: Partial<ImpersonationAssignment>,
): ImpersonationAssignment => ({
  name,
  role: "ApplicationImpersonation",
  assigneeType: "User",
  assignee: name.toLowerCase(),
  members: [],
  scope: null,
  ...more,
});

/** In this order: the Guids of the assignments are numbered from 3000. */
const ASSIGNMENTS = [
  assignment("Everyone", {}),
  assignment("Scoped", { scope: "People of Sales" }),
  assignment("Operators", {
    assigneeType: "RoleGroup",
    members: ["one", "two"],
    scope: "People of Sales",
  }),
  assignment("Exclusive", { scope: "Board", scopeKind: "exclusiveScope" }),
  assignment("Unit", { scope: "impersonated/Sales", scopeKind: "organizationalUnit" }),
  assignment("Hygiene Management", { assigneeType: "RoleGroup", members: ["spam"] }),
  assignment("Rooted", { scope: "Rooted" }),
  assignment("Lost", { scope: "Nowhere" }),
] as const;

/** The id of an item: its assignment by name, and its user. */
export function itemOf(name: (typeof ASSIGNMENTS)[number]["name"], user = name): string {
  const index = ASSIGNMENTS.findIndex((one) => one.name === name);
  return `${objectGuid(3000 + index)}/${user.toLowerCase()}`;
}

export const guidOf = (name: string): string => itemOf(name).split("/")[0] ?? "";

/**
 * Mailboxes 1 and 2 are Sales. App 1 has no access, app 2 a group under a policy, app 3 every mailbox, app 4 is
 * Microsoft's own, and app 5 is known by a policy alone.
 */
export const IMPERSONATED: TenantDescription = {
  ...quietTenant,
  id: "10000000-0000-4000-8000-00000000eeee",
  domain: "impersonated",
  recipients: [
    ...[1, 2, 3, 4].map((number) =>
      recipient(number, "UserMailbox", `User ${String(number)}`, {
        department: number < 3 ? "Sales" : "",
      }),
    ),
    recipient(5, "MailUser", "Scoped", { name: "scoped" }),
  ],
  groups: [group(1, "MailUniversalSecurityGroup", "Some", { members: mailboxes(2, 3) })],
  apps: [1, 2, 3, 4].map((number) => ({
    appId: appIdOf(number),
    displayName: `App ${String(number)}`,
    servicePrincipalId: servicePrincipalIdOf(number),
    kind: number === 4 ? ("microsoft" as const) : ("application" as const),
    grants:
      number === 2 || number === 3 ? [{ resource: "graph" as const, value: "Mail.Read" }] : [],
  })),
  policies: [
    { app: appIdOf(2), accessRight: "RestrictAccess", scope: groupKey(1) },
    { app: appIdOf(5), accessRight: "RestrictAccess", scope: groupKey(1) },
  ],
  scopes: [
    { name: "People of Sales", filter: { kind: "eq", property: "Department", value: "Sales" } },
    {
      name: "Board",
      filter: { kind: "eq", property: "Department", value: "Board" },
      exclusive: true,
    },
    { name: "Rooted", filter: { kind: "eq", property: "Department", value: "Sales" } },
  ],
  impersonation: { present: true, childRoles: [], assignments: ASSIGNMENTS },
  unread: {},
};

/** As a scan reads it; one scope lies under a root. */
export const IMPERSONATED_SNAPSHOT: Snapshot = underRoot(decodeTenant(IMPERSONATED), "Rooted");

function underRoot(snapshot: Snapshot, name: string): Snapshot {
  const section = snapshot.sections["exchange/managementScopes"];
  if (section.status !== "read") return snapshot;
  const rows = section.rows.map((row) =>
    row.name === name ? { ...row, recipientRoot: "impersonated/Elsewhere" } : row,
  );
  return {
    ...snapshot,
    sections: { ...snapshot.sections, "exchange/managementScopes": { status: "read", rows } },
  };
}
