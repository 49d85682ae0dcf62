import { describe, expect, it } from "vitest";
import { decodeTenant } from "../fuzz/decode-evidence.ts";
import { FIXTURES } from "../generator/fixture-files.ts";
import type { Snapshot } from "../../src/model/snapshot.ts";
import { findingsOf } from "./findings-of.ts";

function fixture(name: string): Snapshot {
  const tenant = FIXTURES[name];
  if (tenant === undefined) throw new Error(name);
  return decodeTenant(tenant);
}

describe("the findings of the fixtures", () => {
  it("contoso, as a list", () => {
    const { findings } = findingsOf(fixture("contoso"));
    const lines = findings.map(({ severity, kind, text }) => `${severity} ${kind}: ${text}`);
    expect(lines).toMatchInlineSnapshot(`
      [
        "high ewsFullAccess: Finance Suite holds full_access_as_app within what its policies allow",
        "high grantBesideScopedRole: Service Desk Connector holds Mail.Read by consent as well as by a role with a scope (Service Desk Connector scope): it reaches what its policies allow and what the scope adds",
        "high grantBesideScopedRole: Service Desk Connector holds Mail.Send by consent as well as by a role with a scope (Service Desk Connector scope): it reaches what its policies allow and what the scope adds",
        "high grantWithoutPolicy: Room Availability reaches every mailbox with Calendars.ReadBasic.All; no application role replaces it",
        "high grantWithoutPolicy: Backup Robot reaches every mailbox with Mail.Read",
        "high groupNested: Regional Offices has Zurich Office, Geneva Office, Basel Office among its members",
        "high policyScopeDeleted: the RestrictAccess policy of Forgotten Importer names b0000000-0000-4000-8000-000000000090, and no recipient has that id: through it nobody is reached",
        "high ungovernedUnderPolicy: Item Exporter is under a policy, and reaches every mailbox with MailboxItem.ReadWrite.All all the same",
        "high unscopedAssignment: Modern Mailer holds Application Contacts.Read over every mailbox",
        "medium appCanComeBack: Old Ticketing was deleted on 2026-11-02 and can be restored until 2026-12-02",
        "medium impersonationRemnant: ApplicationImpersonation is still assigned to svc-gsuite, svc-migration through ApplicationImpersonation-Migration Operators; scope: the whole organisation",
        "medium impersonationRemnant: Archive Impersonation is still assigned to svc-archive through Archive impersonation; scope: the whole organisation",
        "medium impersonationRemnant: ApplicationImpersonation is still assigned to svc-backup through Backup service impersonation; scope: the whole organisation",
        "medium impersonationRemnant: ApplicationImpersonation is still assigned to svc-mdm through Mobile device impersonation; scope: Operations people",
        "medium mailboxPermissionsDecide: mailbox permissions decide whom Legacy Fax Gateway reaches with IMAP.AccessAsApp",
        "medium mailboxPermissionsDecide: mailbox permissions decide whom Scanner Relay reaches with SMTP.SendAsApp; a role with a scope (Bookable resources) lets it do the same without the consent",
        "medium policyInert: RestrictAccess on Sales Mailboxes: the tenant has no service principal of c0000000-0000-4000-8000-000000000010, which it names",
        "medium policyInert: RestrictAccess on Sales Mailboxes: Mobile Companion: no permission that policies govern is granted in Entra; it has Mail.ReadWrite, User.Read as delegated permissions, which act for the user who signs in and which policies do not limit",
        "medium policyInert: RestrictAccess on Sales Mailboxes: the tenant has no service principal of Old Ticketing (c0000000-0000-4000-8000-000000000024), which it names",
        "medium policyScopeEmpty: the RestrictAccess policy of Pilot Gateway names Pilot Mailboxes (MailUniversalSecurityGroup), which holds no mailbox: through it nobody is reached",
        "low outlookRestGrant: Outlook REST Leftover holds Calendars.ReadWrite.All on Office 365 Exchange Online",
        "low outlookRestGrant: Outlook REST Leftover holds Mail.Read on Office 365 Exchange Online",
        "low scopeOrphaned: no role assignment names Marketing people",
        "info autodiscoverQuestion: Finance Suite works through EWS: whether it needs Autodiscover is a question to its owner",
        "info groupSynced: Signature Users is synchronised from Active Directory",
        "info hybridApp: ExchangeServerApp-6f1c9d2e-0000-4000-8000-0000000000ab is the app of the hybrid deployment; it holds Calendars.Read, MailTips.ReadBasic.All, MailboxSettings.Read, ProfilePhoto.Read.All, full_access_as_app",
      ]
    `);
  });

  it("contoso: what nobody can see is said", () => {
    const { findingChecks } = findingsOf(fixture("contoso"));
    const open = findingChecks.flatMap(({ kind, outcome, notAssessed }) =>
      notAssessed.map(
        ({ subject, status }) => `${kind} ${outcome}: ${subject?.name ?? ""} ${status}`,
      ),
    );
    expect(open).toMatchInlineSnapshot(`
      [
        "credentialExpired partly: la-invoice-mailer byDesign",
        "credentialExpired partly: Adatum Signatures notVisible",
        "credentialExpiring partly: la-invoice-mailer byDesign",
        "credentialExpiring partly: Adatum Signatures notVisible",
        "ownerMissing partly: la-invoice-mailer byDesign",
        "ownerMissing partly: Adatum Signatures notVisible",
        "signInNotRecorded notAssessed:  notAsked",
      ]
    `);
  });

  it("fabrikam, the messy one, by kind", () => {
    const { findings } = findingsOf(fixture("fabrikam"));
    const counts = new Map<string, number>();
    for (const { kind } of findings) counts.set(kind, (counts.get(kind) ?? 0) + 1);
    expect([...counts].map(([kind, count]) => `${kind}: ${String(count)}`)).toMatchInlineSnapshot(`
      [
        "ewsFullAccess: 2",
        "grantBesideScopedRole: 4",
        "grantWithoutPolicy: 3",
        "groupNested: 3",
        "policyScopeDeleted: 1",
        "ungovernedUnderPolicy: 1",
        "appCanComeBack: 1",
        "ewsAppNotListed: 1",
        "filterOnPrimaryAddress: 1",
        "impersonationRemnant: 7",
        "mailboxPermissionsDecide: 3",
        "policyInert: 4",
        "policyScopeEmpty: 1",
        "roleUnknown: 2",
        "duplicateAssignment: 1",
        "outlookRestGrant: 2",
        "scopeOrphaned: 1",
        "autodiscoverQuestion: 2",
      ]
    `);
  });

  it("fabrikam read in part: nothing that was not looked for is silent", () => {
    const whole = findingsOf(fixture("fabrikam"));
    const { findings, findingChecks } = findingsOf(fixture("fabrikam-partial"));
    const found = new Set(findings.map(({ id }) => id));
    const lost = whole.findings.filter(({ id }) => !found.has(id));
    for (const { kind, text } of lost) {
      const check = findingChecks.find((one) => one.kind === kind);
      expect(check?.outcome, text).not.toBe("assessed");
    }
    expect(lost.length).toBeGreaterThan(0);
  });

  it("northwind, where nothing legacy was ever set up", () => {
    const { findings } = findingsOf(fixture("northwind"));
    expect(findings.map(({ kind, text }) => `${kind}: ${text}`)).toMatchInlineSnapshot(`[]`);
  });

  it("wildcard, with a policy for all apps", () => {
    const { findings } = findingsOf(fixture("wildcard"));
    expect(findings.map(({ kind, text }) => `${kind}: ${text}`)).toMatchInlineSnapshot(`
      [
        "policyForAllApps: its AppId is printed as *: it addresses every app",
        "ungovernedUnderPolicy: Item Indexer is under a policy, and reaches every mailbox with MailboxItem.Read.All all the same",
      ]
    `);
  });

  it("walkthrough, where nothing is granted in Entra", () => {
    const { findings } = findingsOf(fixture("walkthrough"));
    expect(findings.map(({ kind, text }) => `${kind}: ${text}`)).toMatchInlineSnapshot(`
      [
        "duplicateAssignment: Application Mail.Send gives Mail.Send.Demo what it has already by Application Mail.Send-faca44fa-870f-4a2b-a120-e38e2f71d9f3 (another scope)",
        "duplicateAssignment: Application Mail.Send gives Mail.Send.Demo what it has already by Application Mail.Send-faca44fa-870f-4a2b-a120-e38e2f71d9f3 (another scope), Application Mail.Send-faca44fa-870f-4a2b-a120-e38e2f71d9f3-1 (another scope)",
      ]
    `);
  });
});
