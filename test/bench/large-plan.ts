import { join } from "node:path";
import { evidenceFiles } from "../generator/evidence-files.ts";
import { eq, memberOf } from "../generator/filter-tree.ts";
import { generateEvidence } from "../generator/generate-evidence.ts";
import { appIdOf, groupKey, mailboxKey, servicePrincipalIdOf } from "../generator/ids.ts";
import type {
  AppDescription,
  AssignmentDescription,
  ScopeDescription,
  TenantDescription,
} from "../generator/tenant-description.ts";
import { group, recipient } from "../generator/tenants/describe-recipients.ts";
import { quietTenant } from "../generator/tenants/quiet-tenant.ts";
import { writeFiles } from "../generator/write-files.ts";
import { appendRows } from "./append-rows.ts";
import { memberLine, writeLargeEvidence } from "./large-evidence.ts";

const APPS = 2000;
const POLICIES = 300;
const GROUPS = 500;
/** Groups that hold three in ten recipients each; the others share what is left. */
const LARGE_GROUPS = 20;
const LARGE_SHARE = 0.3;
const MEMBERSHIPS_OF_ONE = 8;
const SCOPES = 40;
const CORE = 100;
const NESTING_EVERY = 10;
const DENIED_EVERY = 15;

/**
 * Writes the evidence of a tenant to plan: that many recipients of 2 kB, eight memberships each, 300 policies and 2,000
 * apps with grants; every tenth policy's group holds another group. Deterministic.
 */
export async function writeLargePlan(folder: string, recipients: number): Promise<string> {
  const tenant = describeTenant();
  const small = join(folder, "small");
  await writeFiles(small, evidenceFiles(tenant, generateEvidence(tenant)));
  const large = join(folder, "evidence");
  const more = recipients - CORE - GROUPS;
  await writeLargeEvidence(small, large, more);
  const sizes = groupSizes(more);
  const count = [...sizes.values()].reduce((sum, size) => sum + size, 0);
  const lines = memberLines(sizes, more);
  await appendRows(large, { section: "exchange/groupMembers", lines, count, byParent: sizes });
  return large;
}

/** Every group that a policy names: large ones first. */
function groupSizes(recipients: number): ReadonlyMap<string, number> {
  const large = Math.floor(recipients * LARGE_SHARE);
  const rest = recipients * MEMBERSHIPS_OF_ONE - LARGE_GROUPS * large;
  const small = Math.floor(rest / (GROUPS - LARGE_GROUPS));
  return new Map(
    numbers(GROUPS).map((n) => [
      groupKey(n),
      n <= LARGE_GROUPS ? large : Math.min(small, recipients),
    ]),
  );
}

function* memberLines(sizes: ReadonlyMap<string, number>, recipients: number): Generator<string> {
  let first = 0;
  for (const [key, size] of sizes) {
    for (let at = 0; at < size; at += 1) yield memberLine(key, (first + at) % recipients);
    first += Math.floor(recipients / 7);
  }
}

const numbers = (count: number): number[] => Array.from({ length: count }, (_, n) => n + 1);

function describeTenant(): TenantDescription {
  return {
    ...quietTenant,
    id: "10000000-0000-4000-8000-0000000000e6",
    displayName: "Large Plans",
    domain: "largeplans",
    recipients: numbers(CORE).map((n) => recipient(n, "UserMailbox", `Core ${String(n)}`)),
    groups: numbers(GROUPS).map((n) => {
      const nested = n % NESTING_EVERY === 0 && n <= POLICIES ? [groupKey(POLICIES + n / 2)] : [];
      const members = [mailboxKey((n % CORE) + 1), ...nested];
      return group(n, "MailUniversalSecurityGroup", `Team ${String(n)}`, { members });
    }),
    apps: numbers(APPS).map(describeApp),
    policies: numbers(POLICIES).map((n) => ({
      app: appIdOf(n - (n % DENIED_EVERY === 0 ? 1 : 0)),
      accessRight: n % DENIED_EVERY === 0 ? "DenyAccess" : "RestrictAccess",
      scope: groupKey(n),
    })),
    scopes: numbers(SCOPES).map(describeScope),
    assignments: numbers(SCOPES).map(describeAssignment),
    unread: { "exchange/impersonationEffectiveUsers": "absent" },
  };
}

const VALUES = ["Mail.Read", "Mail.Send", "Calendars.ReadWrite", "User.Read.All"];

const describeApp = (number: number): AppDescription => ({
  appId: appIdOf(number),
  displayName: `App ${String(number)}`,
  servicePrincipalId: servicePrincipalIdOf(number),
  kind: "application",
  grants: VALUES.slice(0, 1 + (number % VALUES.length)).map((value) => ({
    resource: "graph",
    value,
  })),
  owner: mailboxKey(1),
});

const describeScope = (number: number): ScopeDescription => ({
  name: `Scope ${String(number)}`,
  filter: number % 2 === 0 ? eq("Department", "Sales") : memberOf(groupKey(POLICIES + number)),
});

const describeAssignment = (number: number): AssignmentDescription => ({
  app: appIdOf(POLICIES + number),
  role: "Application Mail.Read",
  scope: { kind: "custom", name: `Scope ${String(number)}` },
});
