import { describe, expect, it } from "vitest";
import type { RoleAssignmentRow } from "../../src/model/exchange-rows.ts";
import type { FindingKind } from "../../src/model/finding.ts";
import type { OAuth2PermissionGrantRow } from "../../src/model/graph-rows.ts";
import { servicePrincipalId } from "../../src/model/ids.ts";
import type { Snapshot, SnapshotSections } from "../../src/model/snapshot.ts";
import {
  assignment,
  deny,
  grant,
  mailbox,
  managementScope,
  restrict,
  scoped,
  TENANT_ID,
} from "../arbitraries/rows.ts";
import { people, rows } from "../arbitraries/snapshot.ts";
import { appIdOf, groupKey, mailboxKey, servicePrincipalIdOf } from "../generator/ids.ts";
import { appRegistrationOf } from "../plan/registrations.ts";
import { smallTenant } from "./cases/small-tenant.ts";
import { lookFor } from "./findings-of.ts";

const SCOPE = "Sales scope";
const within = (
  filter: string,
  ...all: readonly RoleAssignmentRow[]
): Partial<SnapshotSections> => ({
  "exchange/managementScopes": rows(managementScope(SCOPE, filter)),
  "exchange/roleAssignments": rows(...all),
});
const delegated = (app: number, ...scope: readonly string[]): OAuth2PermissionGrantRow => ({
  id: `delegated-${String(app)}`,
  clientId: servicePrincipalId(servicePrincipalIdOf(app)),
  consentType: "AllPrincipals",
  scope,
});
const textsOf = (tenant: Snapshot, kind: FindingKind): readonly string[] =>
  lookFor(tenant, kind).findings.map(({ text }) => text);
describe("what a finding says of the case at hand", () => {
  it("unscopedAssignment: a blank scope, and one that nobody knows", () => {
    const tenant = smallTenant({
      "exchange/roleAssignments": rows(
        assignment(1, "Contacts.Read", { recipientWriteScope: "" }),
        assignment(1, "Mail.Read", { recipientWriteScope: "CustomRecipientScope" }),
        assignment(1, "Mail.Send"),
      ),
    });
    expect(textsOf(tenant, "unscopedAssignment")).toEqual([
      "App 1 holds Application Contacts.Read over every mailbox",
      "App 1 holds Application Mail.Read with a scope that reads back as CustomRecipientScope and names no object: it is taken as every mailbox",
      "App 1 holds Application Mail.Send over every mailbox",
    ]);
  });

  it("policyInert: delegated permissions of its app are named, those of another app are not", () => {
    const tenant = smallTenant({
      "exchange/applicationAccessPolicies": rows(restrict(1, groupKey(1))),
      "graph/appRoleAssignedTo": rows(),
      "graph/oauth2PermissionGrants": rows(
        delegated(1, "Mail.Send", "Mail.Read"),
        delegated(2, "Calendars.Read"),
      ),
    });
    const [text, ...more] = textsOf(tenant, "policyInert");
    expect(more).toEqual([]);
    expect(text).toContain(
      "App 1: no permission that policies govern is granted in Entra; it has Mail.Read, Mail.Send as delegated permissions, which act for the user who signs in and which policies do not limit",
    );
  });

  it("a policy on one person goes by name and address: another may have the same name", () => {
    const tenant = smallTenant({
      ...people(2, {}, [
        mailbox(1, { displayName: "Kim", primarySmtpAddress: "kim@contoso.test" }),
        mailbox(2, { displayName: "Kim", primarySmtpAddress: "kim.2@contoso.test" }),
      ]),
      "exchange/applicationAccessPolicies": rows(restrict(1, mailboxKey(2))),
      "graph/appRoleAssignedTo": rows(),
    });
    expect(textsOf(tenant, "policyInert")[0]).toMatch(
      /^RestrictAccess on Kim \(kim\.2@contoso\.test\): /,
    );
  });

  it("grantBesideScopedRole and grantWithoutPolicy: two sides of one consent, each names the other", () => {
    const both = {
      ...within("Alias -eq 'user1'", scoped(1, "Mail.Read", SCOPE)),
      "graph/appRoleAssignedTo": rows(grant(1, "Mail.Read")),
    };
    expect(textsOf(smallTenant(both), "grantWithoutPolicy")).toEqual([
      "App 1 reaches every mailbox with Mail.Read; a role with a scope (Sales scope) stands beside it and narrows nothing",
    ]);
    const fenced = smallTenant({
      ...both,
      "exchange/applicationAccessPolicies": rows(restrict(1, groupKey(1))),
    });
    expect(textsOf(fenced, "grantWithoutPolicy")).toEqual([]);
    expect(textsOf(fenced, "grantBesideScopedRole")).toEqual([
      "App 1 holds Mail.Read by consent as well as by a role with a scope (Sales scope): it reaches what its policies allow and what the scope adds",
    ]);
    const unread = smallTenant({
      ...both,
      "exchange/applicationAccessPolicies": { status: "denied" },
    });
    expect(textsOf(unread, "grantBesideScopedRole")[0]).toContain(
      "whether a policy fences the consent in was not read",
    );
  });

  it("grantBesideScopedRole: what no policy governs is not fenced by one", () => {
    const tenant = smallTenant({
      ...within("Alias -eq 'user1'", scoped(1, "MailboxItem.Read", SCOPE)),
      "graph/appRoleAssignedTo": rows(grant(1, "MailboxItem.Read.All")),
      "exchange/applicationAccessPolicies": rows(restrict(1, groupKey(1))),
    });
    expect(textsOf(tenant, "grantBesideScopedRole")[0]).toContain(
      "no policy governs the consent, it reaches every mailbox",
    );
  });

  it("grantWithoutPolicy: a permission that no role replaces", () => {
    const tenant = smallTenant({
      "graph/appRoleAssignedTo": rows(grant(1, "Calendars.ReadBasic.All")),
    });
    expect(textsOf(tenant, "grantWithoutPolicy")).toEqual([
      "App 1 reaches every mailbox with Calendars.ReadBasic.All; no application role replaces it",
    ]);
  });

  it("mailboxPermissionsDecide: SMTP beside its role", () => {
    const tenant = smallTenant({
      ...within("Alias -eq 'user1'", scoped(1, "SMTP.SendAsApp", SCOPE)),
      "graph/appRoleAssignedTo": rows(grant(1, "SMTP.SendAsApp", "exchange")),
    });
    expect(textsOf(tenant, "mailboxPermissionsDecide")).toEqual([
      "mailbox permissions decide whom App 1 reaches with SMTP.SendAsApp; a role with a scope (Sales scope) lets it do the same without the consent",
    ]);
  });

  it("duplicateAssignment: whether the scopes are the same", () => {
    const copy = scoped(1, "Mail.Read", SCOPE.toUpperCase());
    const tenant = smallTenant(
      within(
        "Alias -eq 'user1'",
        scoped(1, "Mail.Read", SCOPE),
        { ...copy, name: "Mail.Read-2" },
        assignment(1, "Mail.Read", { name: "Mail.Read-3" }),
      ),
    );
    expect(textsOf(tenant, "duplicateAssignment")).toEqual([
      "Application Mail.Read gives App 1 what it has already by Mail.Read-1 (same scope)",
      "Application Mail.Read gives App 1 what it has already by Mail.Read-1 (another scope), Mail.Read-2 (another scope)",
    ]);
  });

  it("policyScopeDeleted and policyScopeEmpty: a policy that denies, of an app that nobody knows", () => {
    const policies = rows(deny(7, groupKey(9)), deny(7, groupKey(1)));
    const tenant = smallTenant({
      ...people(3, { 1: [] }),
      "exchange/applicationAccessPolicies": policies,
    });
    expect(textsOf(tenant, "policyScopeDeleted")).toEqual([
      `the DenyAccess policy of ${appIdOf(7)} names ${groupKey(9)}, and no recipient has that id: it refuses nobody`,
    ]);
    expect(textsOf(tenant, "policyScopeEmpty")).toEqual([
      `the DenyAccess policy of ${appIdOf(7)} names Group 1 (MailUniversalSecurityGroup), which holds no mailbox: it refuses nobody`,
    ]);
  });

  it("policyInert: an app that is not there", () => {
    const tenant = smallTenant({
      "exchange/applicationAccessPolicies": rows(restrict(7, groupKey(1))),
    });
    expect(textsOf(tenant, "policyInert")).toEqual([
      `RestrictAccess on Group 1: the tenant has no service principal of ${appIdOf(7)}, which it names`,
    ]);
  });

  it("ewsFullAccess: how far it reaches", () => {
    const ews = { "graph/appRoleAssignedTo": rows(grant(1, "full_access_as_app", "exchange")) };
    const fence = { "exchange/applicationAccessPolicies": rows(restrict(1, groupKey(1))) };
    const unread = { "exchange/applicationAccessPolicies": { status: "denied" } } as const;
    expect(textsOf(smallTenant({ ...ews, ...fence }), "ewsFullAccess")).toEqual([
      "App 1 holds full_access_as_app within what its policies allow",
    ]);
    expect(textsOf(smallTenant({ ...ews, ...unread }), "ewsFullAccess")).toEqual([
      "App 1 holds full_access_as_app (whether policies limit it was not read)",
    ]);
  });

  it("credentialExpired: whether another secret or certificate is still valid", () => {
    const ending = (...ends: readonly string[]): Snapshot =>
      smallTenant({
        "graph/appRoleAssignedTo": rows(grant(1, "Mail.Read")),
        "graph/applications": rows({
          ...appRegistrationOf(1, {}),
          owners: [],
          credentials: ends.map((endDateTime, index) => ({
            kind: index === 0 ? ("secret" as const) : ("certificate" as const),
            keyId: `key${String(index)}`,
            endDateTime,
          })),
        }),
      });
    const past = "2026-11-01T00:00:00.000Z";
    expect(textsOf(ending(past, past), "credentialExpired")).toEqual([
      "App 1, expired: certificate key1 on 2026-11-01; secret key0 on 2026-11-01; no valid secret or certificate is left",
    ]);
    expect(textsOf(ending(past, "2026-12-01T00:00:00.000Z"), "credentialExpired")).toEqual([
      "App 1, expired: secret key0 on 2026-11-01; others are still valid",
    ]);
  });

  it("policyForAllApps: what is no list of app ids is only taken for one for all", () => {
    const tenant = smallTenant({
      "exchange/applicationAccessPolicies": rows(restrict("Everything", groupKey(1))),
    });
    expect(textsOf(tenant, "policyForAllApps")).toEqual([
      "its AppId is printed as Everything, which is no list of app ids: it is taken to address every app",
    ]);
  });

  it.each([
    [100, "100 policies; documented is room for about 100 with descriptions"],
    [
      101,
      "101 policies; documented is room for about 100 with descriptions: more than that are here already",
    ],
  ])("policySpaceLow: %i policies", (count, text) => {
    const policies = Array.from({ length: count }, (_, index) => ({
      ...restrict(index + 1, groupKey(1)),
      description: "restricts an app",
    }));
    const tenant = smallTenant({ "exchange/applicationAccessPolicies": rows(...policies) });
    expect(textsOf(tenant, "policySpaceLow")).toEqual([text]);
  });

  it("autodiscoverQuestion: who has answered is not asked again", () => {
    const tenant = smallTenant({
      "graph/appRoleAssignedTo": rows(grant(1, "full_access_as_app", "exchange")),
    });
    const answered = (autodiscover: "needed" | "notNeeded") => ({
      schemaVersion: 1 as const,
      tenantId: TENANT_ID,
      apps: { [appIdOf(1)]: { autodiscover } },
    });
    expect(lookFor(tenant, "autodiscoverQuestion").findings).toHaveLength(1);
    expect(lookFor(tenant, "autodiscoverQuestion", answered("needed")).findings).toEqual([]);
    expect(lookFor(tenant, "autodiscoverQuestion", answered("notNeeded")).findings).toEqual([]);
  });
});
