import { describe, expect, it } from "vitest";
import type { SnapshotSections } from "../../src/model/snapshot.ts";
import { groupKey, mailboxKey } from "../generator/ids.ts";
import {
  assignment,
  grant,
  groupDn,
  managementScope,
  restrict,
  securityGroup,
  servicePrincipal,
} from "../arbitraries/rows.ts";
import { planOf } from "../arbitraries/plans.ts";
import { people, rows } from "../arbitraries/snapshot.ts";
import { READER_PLAN, READER_SCOPE, readerTenant } from "./reader-tenant.ts";

const hashOf = (...given: Parameters<typeof readerTenant>): string | null =>
  planOf(readerTenant(...given)).plan.changeHash;

describe("the change hash", () => {
  const hash = READER_PLAN.changeHash;

  it.each<[string, Partial<SnapshotSections>]>([
    ["another app", { "graph/servicePrincipals": rows(servicePrincipal(2), servicePrincipal(1)) }],
    [
      "another app's grant and policy",
      {
        "graph/appRoleAssignedTo": rows(grant(2, "Mail.Send"), grant(1, "Mail.Read")),
        "exchange/applicationAccessPolicies": rows(
          restrict(2, mailboxKey(2)),
          restrict(1, groupKey(1)),
        ),
      },
    ],
    ["a scope of somebody else", { "exchange/managementScopes": rows(managementScope("x", "y")) }],
    [
      "the switch of the app",
      { "graph/servicePrincipals": rows(servicePrincipal(1, { accountEnabled: false })) },
    ],
  ])("is the same after a change of %s", (_name, sections) => {
    expect(hash).toMatch(/^[0-9a-f]{64}$/);
    expect(hashOf(sections)).toBe(hash);
  });

  it("is the same at another time", () => {
    expect(hashOf({}, "2026-12-24T18:00:00Z")).toBe(hash);
  });

  it.each<[string, Partial<SnapshotSections>]>([
    [
      "a grant more",
      { "graph/appRoleAssignedTo": rows(grant(1, "Mail.Read"), grant(1, "Mail.Send")) },
    ],
    [
      "a grant of no mailbox data",
      { "graph/appRoleAssignedTo": rows(grant(1, "Mail.Read"), grant(1, "User.Read.All")) },
    ],
    [
      "the grant, made again",
      { "graph/appRoleAssignedTo": rows({ ...grant(1, "Mail.Read"), id: "new" }) },
    ],
    [
      "a policy more",
      {
        "exchange/applicationAccessPolicies": rows(
          restrict(1, groupKey(1)),
          restrict(1, mailboxKey(2)),
        ),
      },
    ],
    [
      "the group of the policy",
      {
        ...people(3, { 1: [mailboxKey(1)] }, [securityGroup(1, { distinguishedName: groupDn(7) })]),
      },
    ],
    ["an assignment", { "exchange/roleAssignments": rows(assignment(1, "Contacts.Read")) }],
    [
      "the app's name",
      { "graph/servicePrincipals": rows(servicePrincipal(1, { displayName: "Other" })) },
    ],
    [
      "the scope, made in the meantime",
      {
        "exchange/managementScopes": rows(managementScope(READER_SCOPE.name, READER_SCOPE.filter)),
      },
    ],
  ])("is another one after a change of %s", (_name, sections) => {
    expect(hashOf(sections)).toMatch(/^[0-9a-f]{64}$/);
    expect(hashOf(sections)).not.toBe(hash);
  });
});
