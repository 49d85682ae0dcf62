import { describe, expect, it } from "vitest";
import type { RoleAssignmentRow } from "../../src/model/exchange-rows.ts";
import type { FindingKind } from "../../src/model/finding.ts";
import type { Snapshot, SnapshotSections } from "../../src/model/snapshot.ts";
import {
  grant,
  managementScope,
  pointer,
  restrict,
  scoped,
  servicePrincipal,
} from "../arbitraries/rows.ts";
import { people, rows } from "../arbitraries/snapshot.ts";
import { appIdOf, groupKey, mailboxKey } from "../generator/ids.ts";
import { smallTenant } from "./cases/small-tenant.ts";
import { findingsOf, lookFor } from "./findings-of.ts";

const SCOPE = "Sales scope";
const NESTED = people(3, { 1: [mailboxKey(1), groupKey(2)], 2: [mailboxKey(2)] });
const twoApps: Partial<SnapshotSections> = {
  "graph/servicePrincipals": rows(servicePrincipal(1), servicePrincipal(2)),
  "exchange/servicePrincipals": rows(pointer(1), pointer(2)),
};
const within = (
  filter: string,
  ...all: readonly RoleAssignmentRow[]
): Partial<SnapshotSections> => ({
  "exchange/managementScopes": rows(managementScope(SCOPE, filter)),
  "exchange/roleAssignments": rows(...all),
});
const impersonator: RoleAssignmentRow = {
  name: "Backup impersonation",
  role: "ApplicationImpersonation",
  roleAssigneeType: "User",
  roleAssigneeName: "svc-backup",
  roleAssignmentDelegationType: "Regular",
  recipientWriteScope: "CustomRecipientScope",
  customRecipientWriteScope: SCOPE,
  enabled: true,
};
const appsOf = (tenant: Snapshot, kind: FindingKind): readonly (string | null)[] =>
  lookFor(tenant, kind).findings.map(({ app }) => app?.appId ?? null);

describe("the app of a finding about a scope or a group", () => {
  it("is the one that alone uses the scope, and none of several", () => {
    const filter = "PrimarySmtpAddress -eq 'a@contoso.com'";
    const one = smallTenant(
      within(filter, scoped(1, "Mail.Read", SCOPE), scoped(1, "Mail.Send", SCOPE)),
    );
    expect(appsOf(one, "filterOnPrimaryAddress")).toEqual([appIdOf(1)]);
    const two = smallTenant({
      ...within(filter, scoped(1, "Mail.Read", SCOPE), scoped(2, "Mail.Read", SCOPE)),
      ...twoApps,
    });
    expect(appsOf(two, "filterOnPrimaryAddress")).toEqual([null]);
    const shared = smallTenant(within(filter, scoped(1, "Mail.Read", SCOPE), impersonator));
    expect(appsOf(shared, "filterOnPrimaryAddress")).toEqual([null]);
  });

  it("is the one whose policies name the group, and none of several", () => {
    const one = smallTenant({
      ...NESTED,
      "exchange/applicationAccessPolicies": rows(restrict(1, groupKey(1))),
    });
    expect(appsOf(one, "groupNested")).toEqual([appIdOf(1)]);
    const two = smallTenant({
      ...NESTED,
      ...twoApps,
      "exchange/applicationAccessPolicies": rows(
        restrict(1, groupKey(1)),
        restrict(2, groupKey(1)),
      ),
    });
    expect(appsOf(two, "groupNested")).toEqual([null]);
    const all = smallTenant({
      ...NESTED,
      "exchange/applicationAccessPolicies": rows(restrict("*", groupKey(1))),
    });
    expect(appsOf(all, "groupNested")).toEqual([null]);
  });
});

describe("scopes of impersonation, which are carried over", () => {
  it.each([
    ["filterUnreadable", "(("],
    ["filterMatchesNothing", "Alias -eq 'nobody'"],
    ["filterNamesMissingGroup", "MemberOfGroup -eq 'CN=gone,OU=contoso'"],
    ["filterWithoutDn", "MemberOfGroup -eq 'Sales Team'"],
    ["filterOnPrimaryAddress", "PrimarySmtpAddress -eq 'a@contoso.com'"],
  ] as const)("%s is found in them, through a custom role too", (kind, filter) => {
    const evidence = ["exchange/managementScopes", "exchange/roleAssignments"];
    const direct = lookFor(smallTenant(within(filter, impersonator)), kind);
    expect(direct.findings.map((one) => one.evidence.map(({ section }) => section))).toEqual([
      evidence,
    ]);
    const custom = {
      ...within(filter, { ...impersonator, role: "Archive" }),
      "exchange/roles": rows({ name: "Archive", parent: "ApplicationImpersonation" }),
    };
    expect(lookFor(smallTenant(custom), kind).findings).toHaveLength(1);
    const unread = lookFor(
      smallTenant({ ...custom, "exchange/roles": { status: "denied" } }),
      kind,
    );
    expect(unread.findings).toEqual([]);
    expect(unread.check.outcome).toBe("partly");
  });

  it("scopeMembersDisagree compares them with the service's list", () => {
    const tenant = smallTenant({
      ...within("Alias -eq 'user1'", impersonator),
      "exchange/scopeMembers": {
        status: "read",
        parents: new Map([[SCOPE.toLowerCase(), { status: "read", rows: [] }]]),
      },
    });
    expect(lookFor(tenant, "scopeMembersDisagree").findings.map(({ text }) => text)).toEqual([
      `mailboxes on which Get-Recipient and the filter of Sales scope differ (1): ${mailboxKey(1)}`,
    ]);
  });
});

describe("evidence of which part is missing", () => {
  it("grants of an app of Microsoft's own are not taken for anybody's", () => {
    const tenant = smallTenant({
      "graph/appRoleAssignedTo": rows(grant(1, "full_access_as_app", "exchange")),
      "graph/servicePrincipals": { status: "failed" },
    });
    const { findings } = findingsOf(tenant);
    expect(findings.map(({ kind }) => kind)).toEqual(["evidenceIncomplete"]);
  });
});
