import { join } from "node:path";
import { evidenceFiles } from "../generator/evidence-files.ts";
import { memberOf, or } from "../generator/filter-tree.ts";
import { generateEvidence } from "../generator/generate-evidence.ts";
import { appIdOf, groupKey, mailboxKey, servicePrincipalIdOf } from "../generator/ids.ts";
import type {
  AppDescription,
  ScopeDescription,
  TenantDescription,
} from "../generator/tenant-description.ts";
import { group, mailboxes, recipient } from "../generator/tenants/describe-recipients.ts";
import { quietTenant } from "../generator/tenants/quiet-tenant.ts";
import { writeFiles } from "../generator/write-files.ts";
import { writeLargeEvidence } from "./large-evidence.ts";

const POLICIES = 300;
const GROUPS = 500;
const GROUPS_IN_A_SCOPE = 20;
const MEMBERS = 100;
const MEMBERS_IN_A_GROUP = 10;

/** Writes the evidence of a tenant with that many recipients, 500 groups in use and 300 policies, for an emulator. */
export async function writeLargeTenant(
  folder: string,
  to: string,
  recipients: number,
): Promise<TenantDescription> {
  const tenant = describeLargeTenant();
  const small = join(folder, "small");
  await writeFiles(small, evidenceFiles(tenant, generateEvidence(tenant)));
  await writeLargeEvidence(small, to, recipients - MEMBERS - GROUPS);
  return tenant;
}

/** An app under each policy; each policy has a group of its own, and scopes name the groups that are left. */
function describeLargeTenant(): TenantDescription {
  const numbers = (count: number): number[] => Array.from({ length: count }, (_, n) => n + 1);
  return {
    ...quietTenant,
    id: "10000000-0000-4000-8000-0000000000e5",
    displayName: "Large Traders",
    domain: "large",
    recipients: numbers(MEMBERS).map((n) => recipient(n, "UserMailbox", `Member ${String(n)}`)),
    groups: numbers(GROUPS).map((n) => {
      const first = (n % (MEMBERS - MEMBERS_IN_A_GROUP)) + 1;
      const members = mailboxes(first, first + MEMBERS_IN_A_GROUP - 1);
      return group(n, "MailUniversalSecurityGroup", `Team ${String(n)}`, { members });
    }),
    apps: numbers(POLICIES).map(describeApp),
    policies: numbers(POLICIES).map((n) => ({
      app: appIdOf(n),
      accessRight: "RestrictAccess",
      scope: groupKey(n),
    })),
    scopes: numbers((GROUPS - POLICIES) / GROUPS_IN_A_SCOPE).map(describeScope),
    unread: { "exchange/impersonationEffectiveUsers": "absent" },
  };
}

const describeApp = (number: number): AppDescription => ({
  appId: appIdOf(number),
  displayName: `App ${String(number)}`,
  servicePrincipalId: servicePrincipalIdOf(number),
  kind: "application",
  grants: [{ resource: "graph", value: "Mail.Read" }],
  owner: mailboxKey(1),
});

function describeScope(number: number): ScopeDescription {
  const first = POLICIES + (number - 1) * GROUPS_IN_A_SCOPE + 1;
  const rest = Array.from({ length: GROUPS_IN_A_SCOPE - 1 }, (_, n) => first + n + 1);
  const filter = rest.reduce(
    (tree, n) => or(tree, memberOf(groupKey(n))),
    memberOf(groupKey(first)),
  );
  return { name: `Scope ${String(number)}`, filter };
}
