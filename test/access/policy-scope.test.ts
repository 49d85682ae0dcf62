import { describe, expect, it } from "vitest";
import { policyScopeId, resolvePolicyScope } from "../../src/access/policy-scope.ts";
import { indexTenant } from "../../src/access/tenant-facts.ts";
import type { AccessPolicyRow } from "../../src/model/exchange-rows.ts";
import type { Recipient } from "../../src/model/recipient.ts";
import type { SnapshotSections } from "../../src/model/snapshot.ts";
import { groupKey, mailboxKey } from "../generator/ids.ts";
import { letters, reach, reasons } from "../arbitraries/answers.ts";
import { grant, mailbox, restrict, securityGroup, servicePrincipal } from "../arbitraries/rows.ts";
import { people, rows, snapshotOf, type Groups } from "../arbitraries/snapshot.ts";

const restricted = (
  policy: AccessPolicyRow,
  { groups, others }: { groups?: Groups; others?: readonly Recipient[] } = {},
  sections: Partial<SnapshotSections> = {},
) =>
  snapshotOf({
    ...people(3, groups, others),
    "graph/servicePrincipals": rows(servicePrincipal(1)),
    "graph/appRoleAssignedTo": rows(grant(1, "Mail.Read")),
    "exchange/applicationAccessPolicies": rows(policy),
    ...sections,
  });

const typed = (number: number, recipientTypeDetails: string): Recipient =>
  mailbox(number, { recipientTypeDetails });
const group = (recipientTypeDetails: string): Recipient =>
  securityGroup(1, { recipientTypeDetails });

describe("the scope of a policy", () => {
  it.each([
    ["a security group", groupKey(1), { groups: { 1: [mailboxKey(2)] } }, "group", "-a-"],
    ["an empty group", groupKey(1), { groups: { 1: [] } }, "group", "---"],
    ["a single user", mailboxKey(2), {}, "mailbox", "-a-"],
    ["a linked user", mailboxKey(2), { others: [typed(2, "LinkedMailbox")] }, "mailbox", "-a-"],
    ["a mail user", mailboxKey(7), { others: [typed(7, "MailUser")] }, "mailbox", "---"],
    ["a deleted object", groupKey(9), {}, "deleted", "---"],
    [
      "a distribution list, documented as no scope",
      groupKey(1),
      { groups: { 1: [mailboxKey(2)] }, others: [group("MailUniversalDistributionGroup")] },
      "unsupported",
      "-?-",
    ],
    [
      "a Microsoft 365 group, documented as no scope",
      groupKey(1),
      { groups: { 1: [mailboxKey(2)] }, others: [group("GroupMailbox")] },
      "unsupported",
      "-?-",
    ],
    [
      "a dynamic group, of which nobody lists members",
      groupKey(1),
      { others: [group("DynamicDistributionGroup")] },
      "notRead",
      "???",
    ],
    [
      "a shared mailbox, documented as no scope",
      mailboxKey(2),
      { others: [typed(2, "SharedMailbox")] },
      "unsupported",
      "-?-",
    ],
    [
      "a room, documented as no scope",
      mailboxKey(2),
      { others: [typed(2, "RoomMailbox")] },
      "unsupported",
      "-?-",
    ],
    ["a group that was refused", groupKey(1), { groups: { 1: "denied" } }, "notRead", "???"],
    ["a group that was not asked", groupKey(1), { groups: { 1: "notListed" } }, "notRead", "???"],
    [
      "a group that the service lost while recipients list it",
      groupKey(1),
      { groups: { 1: "notFound" } },
      "notRead",
      "???",
    ],
  ] as const)("%s", (...[, scope, tenant, kind, expected]) => {
    const snapshot = restricted(restrict(1, scope), tenant);
    const facts = indexTenant(snapshot);
    expect(resolvePolicyScope(facts, restrict(1, scope)).kind).toBe(kind);
    expect(reach(snapshot, "Mail.Read")).toBe(expected);
  });

  it("is not read without recipients, and without the members of groups", () => {
    const denied = { status: "denied" } as const;
    const policy = restrict(1, groupKey(1));
    const blind = indexTenant(restricted(policy, {}, { "exchange/recipients": denied }));
    expect(resolvePolicyScope(blind, policy)).toMatchObject({ kind: "notRead", recipient: null });
    const half = restricted(policy, { groups: { 1: [] } }, { "exchange/groupMembers": denied });
    expect(reach(half, "Mail.Read")).toBe("???");
    expect(reasons(half, "Mail.Read")).toContainEqual({
      rule: "policy-scope",
      subject: policy.identity,
      effect: "unknown",
      section: "exchange/groupMembers",
    });
  });

  it("names the section at fault where recipients were not read", () => {
    const policy = restrict(1, groupKey(1));
    const blind = restricted(policy, {}, { "exchange/recipients": { status: "failed" } });
    expect(reasons(blind, "Mail.Read")).toContainEqual({
      rule: "policy-scope",
      subject: policy.identity,
      effect: "unknown",
      section: "exchange/recipients",
    });
  });

  it.each([
    ["an Identity without an object id", "tenant\\app:Sales", "unresolved"],
    ["an Identity with a name at its end", "tenant\\app:S-1-5;Sales", "unresolved"],
  ])("%s cannot be read", (_name, identity, kind) => {
    const policy = { ...restrict(1, groupKey(1)), identity };
    const snapshot = restricted(policy, { groups: { 1: [mailboxKey(1)] } });
    expect(resolvePolicyScope(indexTenant(snapshot), policy).kind).toBe(kind);
    expect(reach(snapshot, "Mail.Read")).toBe("???");
    expect(reasons(snapshot, "Mail.Read")).toContainEqual({
      rule: "policy-scope",
      subject: identity,
      effect: "unknown",
    });
  });

  it("lists each nested group once, in order, and never the scope itself", () => {
    const groups: Groups = {
      1: [groupKey(3), groupKey(1), groupKey(2)],
      2: [groupKey(1), groupKey(3)],
      3: [groupKey(2)],
    };
    const facts = indexTenant(restricted(restrict(1, groupKey(1)), { groups }));
    const { nested } = resolvePolicyScope(facts, restrict(1, groupKey(1)));
    expect(nested.map(({ key }) => key)).toEqual([groupKey(2), groupKey(3)]);
  });

  it("says no unknown of members that it does not restrict to", () => {
    const snapshot = restricted(restrict(1, groupKey(1)), { groups: { 1: [mailboxKey(2)] } });
    const facts = indexTenant(snapshot);
    const scope = resolvePolicyScope(facts, restrict(1, groupKey(1)));
    expect(letters(scope.direct, 3)).toBe("-a-");
  });
});

describe("policyScopeId", () => {
  const id = groupKey(1);

  it.each([
    ["at the end of the Identity", { identity: `t\\a:S-1-5-21;${id}` }, id],
    ["in upper case", { identity: `t\\a:S-1-5-21;${id.toUpperCase()}` }, id],
    ["with blanks around it", { identity: `t\\a:S-1-5-21; ${id} ` }, id],
    ["in ScopeIdentityRaw", { identity: "t\\a", scopeIdentityRaw: `S-1-5-21;${id}` }, id],
    [
      "in the Identity before ScopeIdentityRaw",
      { identity: `t\\a:S-1;${id}`, scopeIdentityRaw: `S-1;${groupKey(2)}` },
      id,
    ],
    ["nowhere", { identity: `t\\${id}:S-1-5-21` }, null],
  ])("finds the object id %s", (_name, printed, expected) => {
    expect(policyScopeId({ appId: "", accessRight: "RestrictAccess", ...printed })).toBe(expected);
  });
});
