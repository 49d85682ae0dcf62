import { describe, expect, it } from "vitest";
import type { MailboxPermissionRow } from "../../src/model/exchange-rows.ts";
import { appId, servicePrincipalId } from "../../src/model/ids.ts";
import type { SnapshotSections } from "../../src/model/snapshot.ts";
import { describeLegacy } from "../../src/plan/describe-legacy.ts";
import { appIdOf, groupKey, mailboxKey, servicePrincipalIdOf } from "../generator/ids.ts";
import {
  assignment,
  deny,
  grant,
  mailbox,
  restrict,
  servicePrincipal,
} from "../arbitraries/rows.ts";
import { auditOf, planOf, stateOf } from "../arbitraries/plans.ts";
import { parents, people, rows, snapshotOf } from "../arbitraries/snapshot.ts";
import { readerTenant } from "./reader-tenant.ts";

const legacyOf = (sections: Partial<SnapshotSections>) =>
  describeLegacy(stateOf(readerTenant(sections)));

describe("describeLegacy", () => {
  it("tells a policy with its scope, and how many groups are nested in it", () => {
    const policies = rows(restrict(1, groupKey(1)), deny("*", groupKey(9)));
    const { policies: told } = legacyOf({
      ...people(3, { 1: [mailboxKey(1), groupKey(2)], 2: [] }),
      "exchange/applicationAccessPolicies": policies,
    });
    expect(told).toMatchObject([
      {
        accessRight: "DenyAccess",
        appliesToAllApps: true,
        description: null,
        scope: {
          kind: "deleted",
          id: groupKey(9),
          displayName: "Scope",
          recipientTypeDetails: null,
        },
      },
      {
        accessRight: "RestrictAccess",
        appliesToAllApps: false,
        scope: {
          kind: "group",
          id: groupKey(1),
          displayName: "Group 1",
          recipientTypeDetails: "MailUniversalSecurityGroup",
          nestedGroups: 1,
        },
      },
    ]);
  });

  it("does not count nested groups of a scope that was not read", () => {
    const { policies } = legacyOf({ "exchange/groupMembers": { status: "denied" } });
    expect(policies?.[0]?.scope).toMatchObject({ kind: "notRead", nestedGroups: null });
  });

  it("tells roles in Exchange with their scope", () => {
    const { existingAssignments } = legacyOf({
      "exchange/roleAssignments": rows(assignment(1, "Mail.Send", { name: "sender" })),
    });
    expect(existingAssignments).toEqual([
      { name: "sender", role: "Application Mail.Send", scopeKind: "organization", scope: null },
    ]);
  });

  it("tells other permissions apart: administration, no mailbox data, the retired API", () => {
    const { otherPermissions } = legacyOf({
      "graph/appRoleAssignedTo": rows(
        grant(1, "Mail.Read"),
        grant(1, "User.Read.All"),
        grant(1, "Exchange.ManageAsApp", "exchange"),
        grant(1, "Mail.Send", "exchange"),
      ),
    });
    expect(otherPermissions?.map(({ value, kind }) => [value, kind])).toEqual([
      ["Exchange.ManageAsApp", "administration"],
      ["Mail.Send", "retiredApi"],
      ["User.Read.All", "notMailboxData"],
    ]);
  });

  it("tells owners of either object once, sorted; and that they were not read", () => {
    const owned = servicePrincipal(1, {
      owners: [{ id: "2", displayName: "Zoe" }, { id: "3" }, { id: "4", displayName: "Adele" }],
    });
    expect(legacyOf({ "graph/servicePrincipals": rows(owned) }).owners).toEqual([
      "3",
      "Adele",
      "Zoe",
    ]);
    expect(legacyOf({}).owners).toBeNull();
  });
});

describe("an app whose service principal is gone", () => {
  const gone = (deleted: SnapshotSections["graph/deletedServicePrincipals"]) =>
    planOf(
      readerTenant({
        "exchange/applicationAccessPolicies": rows(restrict(7, groupKey(1))),
        "graph/deletedServicePrincipals": deleted,
      }),
      7,
    ).plan;

  it("is deleteOnly, and says whether it may come back", () => {
    const { status, reasons } = gone(rows());
    expect(status).toBe("deleteOnly");
    expect(reasons.map(({ kind }) => kind)).toEqual(["policyIsInert", "servicePrincipalMissing"]);
    const unread = gone({ status: "denied" });
    expect(unread.reasons[1]?.text).toContain("deleted ones were not read");
    const row = { id: servicePrincipalId(servicePrincipalIdOf(7)), appId: appId(appIdOf(7)) };
    const binned = gone(rows({ ...row, deletedDateTime: "2026-11-02T07:45:00Z" }));
    expect(binned.reasons[1]).toMatchObject({
      kind: "servicePrincipalDeleted",
      subject: servicePrincipalIdOf(7),
      text: expect.stringContaining("on 2026-11-02") as string,
    });
  });
});

type PermissionReads = Readonly<Record<number, "read" | "denied" | "failed" | "notFound">>;

/** Mailboxes by number, and how asking for their permissions ended. */
const permissionsOf = (reads: PermissionReads) =>
  parents<MailboxPermissionRow>(
    Object.fromEntries(
      Object.entries(reads).map(([number, status]) => [
        mailboxKey(Number(number)),
        status === "read" ? [] : status,
      ]),
    ),
  );

describe("the summary of legacy access", () => {
  const textOf = (sections: Partial<SnapshotSections>): string =>
    auditOf(snapshotOf(sections)).plan.legacy.text;
  const denied = { status: "denied" } as const;
  const noPolicy: Partial<SnapshotSections> = { "exchange/applicationAccessPolicies": rows() };

  it.each<[string, Partial<SnapshotSections>, string]>([
    [
      "nothing found",
      noPolicy,
      "no Application Access Policy and no impersonation assignment was found;",
    ],
    [
      "roles gone",
      { "exchange/impersonationEffectiveUsers": { status: "absent" } },
      "(the impersonation roles are gone)",
    ],
    [
      "policies refused",
      { "exchange/applicationAccessPolicies": denied },
      "Application Access Policies could not be read; no impersonation assignment was found",
    ],
    [
      "assignments refused",
      { "exchange/roleAssignments": denied },
      "impersonation assignments could not be read",
    ],
    [
      "one policy",
      { "exchange/applicationAccessPolicies": rows(restrict(1, groupKey(1))) },
      "1 Application Access Policy;",
    ],
    [
      "delegated grants refused",
      { "graph/oauth2PermissionGrants": denied },
      "delegated access and mailbox permissions: not examined",
    ],
    ["delegated grants read", {}, "delegated access: examined; mailbox permissions: not examined"],
    [
      "mailbox permissions read",
      { ...people(2), "exchange/mailboxPermissions": permissionsOf({ 1: "read", 2: "read" }) },
      "delegated access: examined; mailbox permissions: examined",
    ],
    [
      "mailbox permissions alone read",
      {
        ...people(1),
        "graph/oauth2PermissionGrants": denied,
        "exchange/mailboxPermissions": permissionsOf({ 1: "read" }),
      },
      "delegated access: not examined; mailbox permissions: examined",
    ],
    [
      "mailbox permissions refused",
      { ...people(2), "exchange/mailboxPermissions": denied },
      "mailbox permissions: not examined",
    ],
  ])("%s", (_name, sections, expected) => {
    expect(textOf(sections)).toContain(expected);
    expect(textOf(sections)).not.toContain("no legacy left");
  });

  it.each<[string, Partial<SnapshotSections>, string]>([
    [
      "one failed, one was not found, one is not listed",
      {
        ...people(4),
        "exchange/mailboxPermissions": permissionsOf({ 1: "read", 2: "failed", 3: "notFound" }),
      },
      "examined in part (1 of 4 mailboxes)",
    ],
    [
      "nobody knows how many there are",
      {
        "exchange/recipients": denied,
        "exchange/mailboxPermissions": permissionsOf({ 1: "read", 2: "denied" }),
      },
      "examined in part (1 of an unknown number of mailboxes)",
    ],
    [
      "none was read",
      { ...people(2), "exchange/mailboxPermissions": permissionsOf({ 1: "failed" }) },
      "not examined",
    ],
    [
      "none is known",
      { "exchange/recipients": denied, "exchange/mailboxPermissions": permissionsOf({}) },
      "not examined",
    ],
  ])("says how far mailbox permissions were examined where %s", (_name, sections, expected) => {
    const { legacy } = auditOf(snapshotOf(sections)).plan;
    expect(legacy.text.endsWith(`mailbox permissions: ${expected}`)).toBe(true);
    expect(legacy.mailboxPermissionsExamined).toBe(false);
    expect(legacy.mailboxPermissionsExaminedInPart ?? false).toBe(expected.includes("in part"));
  });

  it("counts mailboxes without documented behaviour apart", () => {
    const others = [
      mailbox(8, { recipientTypeDetails: "DiscoveryMailbox" }),
      mailbox(9, { recipientTypeDetails: "GroupMailbox" }),
      mailbox(10, { recipientTypeDetails: "MailUser" }),
    ];
    const { plan } = auditOf(snapshotOf(people(3, {}, others)));
    expect(plan.population).toEqual({
      mailboxes: 3,
      apart: { DiscoveryMailbox: 1, GroupMailbox: 1 },
    });
    const blind = auditOf(snapshotOf({ "exchange/recipients": denied })).plan;
    expect(blind.population).toEqual({ mailboxes: null, apart: null });
  });

  it("plans apps of interest alone", () => {
    const { plan } = auditOf(
      readerTenant({ "graph/servicePrincipals": rows(servicePrincipal(1), servicePrincipal(2)) }),
    );
    expect(plan.apps.map((app) => app.appId)).toEqual([appIdOf(1)]);
  });
});
