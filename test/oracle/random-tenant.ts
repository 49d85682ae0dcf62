import { appIdOf, groupKey, mailboxKey, servicePrincipalIdOf, unitId } from "../generator/ids.ts";
import { createRandom, type Random } from "../generator/random.ts";
import type {
  AppDescription,
  GroupDescription,
  PolicyDescription,
  RecipientDescription,
  TenantDescription,
  UnitDescription,
} from "../generator/tenant-description.ts";
import { group, recipient } from "../generator/tenants/describe-recipients.ts";
import { quietTenant } from "../generator/tenants/quiet-tenant.ts";
import { randomAssignments, randomScopes } from "./random-assignments.ts";
import { randomUnread, randomUnreadParents } from "./random-unread.ts";

/**
 * A small tenant drawn from tiny alphabets, so that everything collides with everything: three apps, a handful of
 * mailboxes, groups nested in each other and in themselves, policies and scopes of every kind, sections that were
 * not read. The same seed gives the same tenant.
 */
export function randomTenant(seed: number): TenantDescription {
  const random = createRandom(seed);
  const recipients = randomRecipients(random);
  const groups = randomGroups(random, recipients);
  const units = randomUnits(random, recipients);
  const people = { recipients, groups, units };
  const apps = randomApps(random);
  const policies = randomPolicies(random, recipients);
  const scopes = randomScopes(random);
  const tenant: TenantDescription = {
    ...quietTenant,
    ...people,
    id: "10000000-0000-4000-8000-00000000f022",
    displayName: "Random Tenant",
    domain: "random",
    nestedUnderPolicy: random.pick(["honoured", "ignored"]),
    localisedPolicyChecks: random.once(10),
    apps,
    policies,
    scopes,
    assignments: randomAssignments(random, apps, groups),
    unread: policies.length === 0 ? { "exchange/applicationAccessPolicies": "absent" } : {},
  };
  if (random.once(2)) return tenant;
  const unread = { ...tenant.unread, ...randomUnread(random) };
  return { ...tenant, unread, unreadParents: randomUnreadParents(random, { ...tenant, unread }) };
}

const DEPARTMENTS = ["", "Sales", "Finance"];
const ACCOUNTS = 3;

function randomRecipients(random: Random): RecipientDescription[] {
  const words = (): Partial<RecipientDescription> => ({
    department: random.pick(DEPARTMENTS),
    office: random.pick(["", "Basel"]),
    customAttribute1: random.pick(["", "bot", "Robot"]),
  });
  const users = Array.from({ length: ACCOUNTS }, (_, index) =>
    recipient(index + 1, "UserMailbox", `User ${index + 1}`, words()),
  );
  const others = (["SharedMailbox", "RoomMailbox", "LinkedMailbox"] as const).map((type, index) =>
    recipient(ACCOUNTS + index + 1, type, `Other ${index + 1}`, words()),
  );
  return [
    ...users,
    ...random.some(others),
    recipient(8, "MailUser", "Outsider", words()),
    recipient(9, "DiscoveryMailbox", "Discovery", { withoutDirectoryObject: true }),
  ];
}

/** Four groups; any may hold any other, and itself. */
function randomGroups(
  random: Random,
  recipients: readonly RecipientDescription[],
): GroupDescription[] {
  const numbers = [1, 2, 3, 4];
  return numbers.map((number) =>
    group(number, "MailUniversalSecurityGroup", `Group ${number}`, {
      members: [
        ...recipients.map(({ key }) => key).filter(() => random.once(4)),
        ...numbers.filter(() => random.once(4)).map(groupKey),
      ],
    }),
  );
}

function randomUnits(
  random: Random,
  recipients: readonly RecipientDescription[],
): UnitDescription[] {
  return [1, 2].map((number) => ({
    id: unitId(number),
    exchangeName: unitId(100 + number),
    displayName: `Unit ${number}`,
    members: [
      ...random.some(recipients).map(({ key }) => ({ kind: "user" as const, key })),
      { kind: "group", key: groupKey(number) },
    ],
  }));
}

const GRANTS: AppDescription["grants"] = [
  { resource: "graph", value: "Mail.Read" },
  { resource: "graph", value: "Mail.ReadBasic" },
  { resource: "graph", value: "Mail.ReadBasic.All" },
  { resource: "graph", value: "Mail.Send" },
  { resource: "graph", value: "MailboxItem.Read.All" },
  { resource: "graph", value: "Calendars.ReadBasic.All" },
  { resource: "graph", value: "User.Read.All" },
  { resource: "exchange", value: "full_access_as_app" },
  { resource: "exchange", value: "IMAP.AccessAsApp" },
  { resource: "exchange", value: "SMTP.SendAsApp" },
  { resource: "exchange", value: "Mail.Read" },
  { resource: "exchange", value: "Mailbox.Preview.All" },
  { resource: "exchange", value: "Exchange.ManageAsApp" },
];

function randomApps(random: Random): AppDescription[] {
  return [1, 2, 3].map((number) => {
    const app: AppDescription = {
      appId: appIdOf(number),
      displayName: `App ${number}`,
      servicePrincipalId: servicePrincipalIdOf(number),
      kind: random.pick(["application", "managedIdentity", "vendor"]),
      disabled: random.once(8),
      grants: GRANTS.filter(() => random.once(4)),
    };
    if (number < 3) return app;
    if (random.once(4)) return { ...app, servicePrincipalId: null, grants: [] };
    return random.once(4) ? { ...app, deletedAt: "2026-11-02T07:45:00Z" } : app;
  });
}

/** No two policies of an app share a scope: the service would not take the second. */
function randomPolicies(
  random: Random,
  recipients: readonly RecipientDescription[],
): PolicyDescription[] {
  const users = recipients.filter(({ type }) => type === "UserMailbox" || type === "MailUser");
  const scopes = [
    ...[1, 2, 3, 4, 1, 2, 3, 4, 90].map(groupKey),
    ...users.map(({ key }) => key),
    mailboxKey(99),
  ];
  const policies = Array.from({ length: random.below(6) }, (): PolicyDescription => {
    const app = random.once(10) ? "*" : appIdOf(1 + random.below(3));
    const accessRight = random.once(3) ? "DenyAccess" : "RestrictAccess";
    return { app, accessRight, scope: random.pick(scopes) };
  });
  return policies.filter(
    (policy, index) =>
      policies.findIndex(({ app, scope }) => app === policy.app && scope === policy.scope) ===
      index,
  );
}
