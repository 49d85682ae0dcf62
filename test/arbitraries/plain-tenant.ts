import * as fc from "fast-check";
import { appIdOf, groupKey, mailboxKey, servicePrincipalIdOf } from "../generator/ids.ts";
import { memberOf } from "../generator/filter-tree.ts";
import type {
  AppDescription,
  AssignmentDescription,
  GrantDescription,
  PolicyDescription,
  TenantDescription,
} from "../generator/tenant-description.ts";
import { group, recipient } from "../generator/tenants/describe-recipients.ts";
import { quietTenant } from "../generator/tenants/quiet-tenant.ts";

const MAILBOXES = [1, 2, 3, 4, 5].map(mailboxKey);
const SCOPES = [groupKey(1), groupKey(2), groupKey(3), mailboxKey(1), mailboxKey(2), mailboxKey(6)];

const GRANTS: readonly GrantDescription[] = [
  { resource: "graph", value: "Mail.Read" },
  { resource: "graph", value: "Mail.ReadBasic" },
  { resource: "graph", value: "Mail.ReadBasic.All" },
  { resource: "graph", value: "Mail.Send" },
  { resource: "graph", value: "Calendars.ReadWrite" },
  { resource: "exchange", value: "full_access_as_app" },
  { resource: "graph", value: "MailboxItem.Read.All" },
  { resource: "graph", value: "User.Read.All" },
  { resource: "exchange", value: "IMAP.AccessAsApp" },
  { resource: "exchange", value: "Mail.Read" },
];

const anyApp = (number: number): fc.Arbitrary<AppDescription> =>
  fc.record({
    appId: fc.constant(appIdOf(number)),
    servicePrincipalId: fc.constant(servicePrincipalIdOf(number)),
    displayName: fc.constantFrom(`App ${String(number)}`, "Ünïcode & Söhne", "=1+1", "'; drop"),
    kind: fc.constantFrom("application", "managedIdentity", "vendor"),
    disabled: fc.boolean(),
    grants: fc.subarray([...GRANTS]),
  });

const policiesOf = (number: number): fc.Arbitrary<PolicyDescription[]> =>
  fc
    .subarray(SCOPES, { maxLength: 3 })
    .map((scopes) =>
      scopes.map((scope) => ({ app: appIdOf(number), accessRight: "RestrictAccess", scope })),
    );

/** An app may have a role already, in a scope of its own. */
const assignmentsOf = (number: number): fc.Arbitrary<AssignmentDescription[]> =>
  fc.subarray(
    [
      { app: appIdOf(number), role: "Application Mail.Read", scope: { kind: "custom", name: OLD } },
      { app: appIdOf(number), role: "Application Mail.Send", scope: { kind: "organization" } },
      {
        app: appIdOf(number),
        role: "Application Calendars.ReadWrite",
        scope: { kind: "group", group: groupKey(2) },
      },
    ] satisfies AssignmentDescription[],
    { maxLength: 2 },
  );

const OLD = "Old scope";

/**
 * Tenants of the plain shape: RestrictAccess policies on un-nested security groups and single users, grants of every
 * kind under them, some roles in Exchange already. Two apps share the groups.
 */
export const anyPlainTenant: fc.Arbitrary<TenantDescription> = fc
  .record({
    members: fc.tuple(anyMembers(), anyMembers(), anyMembers()),
    apps: fc.tuple(anyApp(1), anyApp(2)),
    policies: fc.tuple(policiesOf(1), policiesOf(2)),
    assignments: fc.tuple(assignmentsOf(1), assignmentsOf(2)),
    ewsEnabled: fc.constantFrom(null, true, false),
    enforced: fc.constantFrom(null, true, false),
  })
  .map(({ members, apps, policies, assignments, ewsEnabled, enforced }) => ({
    ...quietTenant,
    id: "10000000-0000-4000-8000-00000000a0a0",
    displayName: "Plain Tenant",
    domain: "plain",
    recipients: [
      ...MAILBOXES.map((_key, index) =>
        recipient(index + 1, "UserMailbox", `User ${String(index + 1)}`),
      ),
      recipient(6, "MailUser", "Outsider"),
    ],
    groups: members.map((keys, index) =>
      group(index + 1, "MailUniversalSecurityGroup", `Group ${String(index + 1)}`, {
        members: keys,
      }),
    ),
    apps,
    policies: policies.flat(),
    scopes: [{ name: OLD, filter: memberOf(groupKey(3)) }],
    assignments: assignments.flat(),
    switches: {
      ...quietTenant.switches,
      ewsEnabled,
      enforceExoAppRbacPermissions: enforced,
    },
    unread: { "exchange/impersonationEffectiveUsers": "absent" },
  }));

function anyMembers(): fc.Arbitrary<string[]> {
  return fc.subarray([...MAILBOXES, mailboxKey(6)]);
}

const NESTING_SCOPES = [...SCOPES, groupKey(4), groupKey(9)];

/** A policy's Identity is made of its app and its scope: there are never two for one pair. */
const fencesOf = (number: number): fc.Arbitrary<PolicyDescription[]> =>
  fc.uniqueArray(
    fc.record({
      app: fc.constant(appIdOf(number)),
      accessRight: fc.constantFrom("RestrictAccess" as const, "DenyAccess" as const),
      scope: fc.constantFrom(...NESTING_SCOPES),
    }),
    { minLength: 1, maxLength: 3, selector: ({ scope }) => scope },
  );

/**
 * Tenants of every shape that can be planned: RestrictAccess and DenyAccess policies, one or several, on groups that
 * hold groups, on single users, and on groups that are gone; policies count nested members, or do not.
 */
export const anyFencedTenant: fc.Arbitrary<TenantDescription> = fc
  .record({
    plain: anyPlainTenant,
    policies: fc.tuple(fencesOf(1), fencesOf(2)),
    nested: fc.tuple(anyNested(), anyNested(), anyNested(), fc.constant([])),
    fourth: anyMembers(),
    nestedUnderPolicy: fc.constantFrom("honoured", "ignored"),
  })
  .map(({ plain, policies, nested, fourth, nestedUnderPolicy }) => ({
    ...plain,
    nestedUnderPolicy,
    groups: [
      ...plain.groups,
      group(4, "MailUniversalSecurityGroup", "Group 4", { members: fourth }),
    ].map((one, index) => ({ ...one, members: [...one.members, ...(nested[index] ?? [])] })),
    policies: policies.flat(),
  }));

/** A group may hold any other, and itself. */
function anyNested(): fc.Arbitrary<string[]> {
  return fc.subarray([1, 2, 3, 4].map(groupKey), { maxLength: 2 });
}
