import { describe, expect, it } from "vitest";
import { classifyApp } from "../../src/mapping/classify-app.ts";
import type { Recipient } from "../../src/model/recipient.ts";
import type { SnapshotSections } from "../../src/model/snapshot.ts";
import { groupKey, mailboxKey } from "../generator/ids.ts";
import {
  assignment,
  deny,
  grant,
  mailbox,
  pointer,
  restrict,
  securityGroup,
  servicePrincipal,
} from "../arbitraries/rows.ts";
import { planOf, stateOf } from "../arbitraries/plans.ts";
import { people, rows, snapshotOf, type Groups } from "../arbitraries/snapshot.ts";

const GROUPS: Groups = {
  1: [mailboxKey(1)],
  2: [mailboxKey(2), groupKey(3)],
  3: [mailboxKey(3)],
  4: [],
};

const tenant = (sections: Partial<SnapshotSections>, others: readonly Recipient[] = []) =>
  snapshotOf({
    ...people(3, GROUPS, others),
    "graph/servicePrincipals": rows(servicePrincipal(1)),
    "exchange/servicePrincipals": rows(pointer(1)),
    ...sections,
  });

const policies = (...list: readonly ReturnType<typeof restrict>[]) => ({
  "exchange/applicationAccessPolicies": rows(...list),
});
const grants = (...values: readonly string[]) => ({
  "graph/appRoleAssignedTo": rows(...values.map((value) => grant(1, value))),
});
const exchangeGrants = (...values: readonly string[]) => ({
  "graph/appRoleAssignedTo": rows(...values.map((value) => grant(1, value, "exchange"))),
});
const named = (displayName: string) => ({
  "graph/servicePrincipals": rows(servicePrincipal(1, { displayName })),
});
const ofMicrosoft = {
  "graph/servicePrincipals": rows(
    servicePrincipal(1, { appOwnerOrganizationId: "f8cdef31-a31e-4b4a-93e4-5f571e91255a" }),
  ),
};
const HYBRID = named("ExchangeServerApp-1");
const READ = grants("Mail.Read");
const ON_ONE = policies(restrict(1, groupKey(1)));
const denied = { status: "denied" } as const;

type Row = [string, Partial<SnapshotSections>, string, readonly string[]];

/** What is decided of an app: its shape, its status in the plan, and the kinds of its reasons. */
describe("classifyApp", () => {
  it.each<Row>([
    ["nothing at all", {}, "nothingToDo", ["noApplicationPermission", "noPolicy"]],
    ["no mailbox data", grants("User.Read.All"), "nothingToDo", ["noPolicy"]],
    [
      "a role in Exchange alone",
      { "exchange/roleAssignments": rows(assignment(1, "Mail.Send")) },
      "nothingToDo",
      ["noApplicationPermission", "grantedByExchange", "unscopedAssignment", "noPolicy"],
    ],
    [
      "a permission without a role",
      grants("Calendars.ReadBasic.All"),
      "nothingToDo",
      ["keptLegacy", "noPolicy"],
    ],
    ["IMAP", exchangeGrants("IMAP.AccessAsApp"), "nothingToDo", ["keptLegacy", "noPolicy"]],
    ["the retired API", exchangeGrants("Mail.Read"), "nothingToDo", ["retiredApi", "noPolicy"]],
    ["a tenant-wide grant", READ, "needsDecision", ["intendedScopeUndecided"]],
    [
      "a tenant-wide ungoverned grant with a role",
      grants("MailboxItem.Read.All"),
      "needsDecision",
      ["intendedScopeUndecided"],
    ],
    [
      "two grants of one permission",
      grants("Mail.ReadBasic", "Mail.ReadBasic.All"),
      "needsDecision",
      ["intendedScopeUndecided"],
    ],
    [
      "a permission nobody knows",
      exchangeGrants("Mailbox.Preview.All"),
      "blocked",
      ["unknownPermission"],
    ],
    ["the hybrid app, without a policy", { ...HYBRID, ...READ }, "blocked", ["exchangeHybrid"]],
    [
      "the hybrid app, without legacy",
      { ...HYBRID, ...grants("User.Read.All") },
      "nothingToDo",
      ["noPolicy"],
    ],
    [
      "the hybrid app, under a policy",
      { ...HYBRID, ...READ, ...ON_ONE },
      "blocked",
      ["exchangeHybrid"],
    ],
    [
      "an app of Microsoft's own",
      { ...ofMicrosoft, ...READ },
      "nothingToDo",
      ["microsoftFirstParty"],
    ],
    [
      "an app of Microsoft's own, under a policy",
      { ...ofMicrosoft, ...READ, ...ON_ONE },
      "nothingToDo",
      ["microsoftFirstParty"],
    ],
  ])("without a policy to plan: %s", (...[, sections, status, kinds]) => {
    const { plan, steps } = planOf(tenant(sections));
    expect(classifyApp(stateOf(tenant(sections))).kind).toBe(status);
    expect(plan.status).toBe(status);
    expect(plan.reasons.map(({ kind }) => kind)).toEqual(kinds);
    expect(steps).toEqual([]);
  });

  it.each<Row>([
    ["no governed grant", { ...grants("User.Read.All"), ...ON_ONE }, "inert", []],
    ["an ungoverned grant alone", { ...grants("MailboxItem.Read.All"), ...ON_ONE }, "inert", []],
    ["a group", { ...READ, ...ON_ONE }, "restricted", []],
    ["a single user", { ...READ, ...policies(restrict(1, mailboxKey(1))) }, "restricted", []],
    [
      "several",
      { ...READ, ...policies(restrict(1, groupKey(1)), restrict(1, mailboxKey(2))) },
      "restricted",
      [],
    ],
    [
      "every app",
      { ...READ, ...policies(restrict("*", groupKey(1))) },
      "blocked",
      ["policyForAllApps"],
    ],
    [
      "every app, beside its own",
      { ...READ, ...policies(restrict(1, groupKey(1)), deny("*", groupKey(4))) },
      "blocked",
      ["policyForAllApps"],
    ],
    ["a denied group", { ...READ, ...policies(deny(1, groupKey(1))) }, "restricted", []],
    ["a deleted group", { ...READ, ...policies(restrict(1, groupKey(9))) }, "refused", []],
    [
      "an empty group",
      { ...READ, ...policies(restrict(1, groupKey(4))) },
      "needsDecision",
      ["reachesNobody"],
    ],
    [
      "a denied group that is deleted",
      { ...READ, ...policies(deny(1, groupKey(9))) },
      "needsDecision",
      ["intendedScopeUndecided"],
    ],
    [
      "whom another policy denies",
      { ...READ, ...policies(restrict(1, groupKey(1)), deny(1, mailboxKey(1))) },
      "needsDecision",
      ["reachesNobody"],
    ],
    [
      "a group, another one denied",
      { ...READ, ...policies(restrict(1, groupKey(1)), deny(1, groupKey(3))) },
      "restricted",
      [],
    ],
    [
      "a group, another one deleted",
      { ...READ, ...policies(restrict(1, groupKey(1)), restrict(1, groupKey(9))) },
      "restricted",
      [],
    ],
    [
      "a nested group, unchecked",
      { ...READ, ...policies(restrict(1, groupKey(2))) },
      "blocked",
      ["nestingNotChecked"],
    ],
    [
      "an unknown permission",
      { ...exchangeGrants("Mailbox.Preview.All"), ...ON_ONE },
      "blocked",
      ["unknownPermission"],
    ],
    [
      "pointers unread",
      { ...READ, ...ON_ONE, "exchange/servicePrincipals": denied },
      "blocked",
      ["sectionNotRead"],
    ],
    [
      "registrations unread",
      { ...READ, ...ON_ONE, "graph/applications": denied },
      "blocked",
      ["sectionNotRead"],
    ],
    [
      "scopes unread",
      { ...READ, ...ON_ONE, "exchange/managementScopes": denied },
      "blocked",
      ["sectionNotRead"],
    ],
    [
      "recipients unread",
      { ...READ, ...ON_ONE, "exchange/recipients": denied },
      "blocked",
      ["sectionNotRead"],
    ],
    [
      "roles unread",
      { ...READ, ...ON_ONE, "exchange/roleAssignments": denied },
      "blocked",
      ["sectionNotRead"],
    ],
    [
      "grants unread",
      { ...ON_ONE, "graph/appRoleAssignedTo": denied },
      "blocked",
      ["sectionNotRead"],
    ],
    [
      "members unread",
      { ...READ, ...ON_ONE, "exchange/groupMembers": denied },
      "blocked",
      ["policyScopeUnclear", "unproven"],
    ],
  ])("under a policy on or with: %s", (...[, sections, kind, kinds]) => {
    const shape = classifyApp(stateOf(tenant(sections)));
    expect(shape.kind).toBe(kind);
    expect("reasons" in shape ? shape.reasons.map((one) => one.kind) : []).toEqual(kinds);
    if (kind === "blocked") expect(planOf(tenant(sections)).steps).toEqual([]);
  });

  it("says of a dynamic group that its filter is not read, and offers no scope for it", () => {
    const dynamic = securityGroup(5, { recipientTypeDetails: "DynamicDistributionGroup" });
    const { plan } = planOf(tenant({ ...READ, ...policies(restrict(1, groupKey(5))) }, [dynamic]));
    expect(plan.status).toBe("blocked");
    expect(plan.reasons[0]?.text).toContain("its recipient filter and its container were not read");
    expect(plan.candidates).toEqual([]);
  });

  it("blocks where a policy itself was not read, and says what would read it", () => {
    const shape = classifyApp(
      stateOf(tenant({ ...READ, "exchange/applicationAccessPolicies": denied })),
    );
    expect(shape).toMatchObject({
      kind: "blocked",
      reasons: [{ kind: "sectionNotRead", subject: "exchange/applicationAccessPolicies" }],
    });
    expect("reasons" in shape && shape.reasons[0]?.text).toContain("View-Only Configuration");
  });

  it.each<[string, Recipient]>([
    ["a group without a distinguished name", withoutDn(securityGroup(1))],
    ["a user without an object id", { ...mailbox(1), externalDirectoryObjectId: "" }],
  ])("blocks where the scope is %s", (_name, recipient) => {
    const snapshot = tenant({ ...READ, ...policies(restrict(1, recipient.key)) });
    const others = people(3, GROUPS, [recipient]);
    const sections = { ...snapshot.sections, ...others };
    expect(classifyApp(stateOf({ ...snapshot, sections }))).toMatchObject({
      kind: "blocked",
      reasons: [{ kind: "scopeCannotBeNamed" }],
    });
  });

  it.each([
    ["a distribution list", "MailUniversalDistributionGroup", groupKey(1)],
    ["a Microsoft 365 group", "GroupMailbox", groupKey(1)],
  ])("blocks where the scope is %s, which none may be", (_name, recipientTypeDetails, key) => {
    const snapshot = tenant({ ...READ, ...policies(restrict(1, key)) });
    const others = people(3, GROUPS, [securityGroup(1, { recipientTypeDetails })]);
    const shape = classifyApp(
      stateOf({ ...snapshot, sections: { ...snapshot.sections, ...others } }),
    );
    expect(shape).toMatchObject({
      kind: "blocked",
      reasons: [{ kind: "policyScopeUnclear" }, { kind: "unproven" }],
    });
  });
});

const withoutDn = ({ distinguishedName: _left, ...rest }: Recipient): Recipient => rest;
