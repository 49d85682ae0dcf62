import { describe, expect, it } from "vitest";
import type { AccessPolicyRow } from "../../src/model/exchange-rows.ts";
import type { Snapshot } from "../../src/model/snapshot.ts";
import { appId, recipientKey } from "../../src/model/ids.ts";
import { appIdOf, groupKey, mailboxKey } from "../generator/ids.ts";
import { reach, reasons, rulesOf } from "../arbitraries/answers.ts";
import { deny, grant, restrict, servicePrincipal } from "../arbitraries/rows.ts";
import { parents, people, rows, snapshotOf, type Groups } from "../arbitraries/snapshot.ts";

type Answer = "granted" | "denied" | "indeterminate";
type Checks = Readonly<Record<number, Answer | readonly Answer[]>>;

/** Five mailboxes, an app that reads mail under the given policies, and what the service said of mailboxes. */
function under(
  policies: readonly AccessPolicyRow[],
  groups: Groups,
  checks: Checks = {},
): Snapshot {
  const asked = Object.entries(checks).map(([number, results]) => {
    const key = mailboxKey(Number(number));
    const lines = [results].flat().map((result) => ({
      appId: appId(appIdOf(1)),
      mailbox: recipientKey(key),
      result,
    }));
    return [`${appIdOf(1)}/${key}`, lines] as const;
  });
  return snapshotOf({
    ...people(5, groups),
    "graph/servicePrincipals": rows(servicePrincipal(1)),
    "graph/appRoleAssignedTo": rows(grant(1, "Mail.Read")),
    "exchange/applicationAccessPolicies": rows(...policies),
    "exchange/policyChecks": parents(Object.fromEntries(asked)),
  });
}

const ROOT = groupKey(1);
const [M1, M2, M3] = [mailboxKey(1), mailboxKey(2), mailboxKey(3)];
/** Mailbox 1 directly, 2 and 3 through group 2. */
const NESTED: Groups = { 1: [M1, groupKey(2)], 2: [M2, M3] };

describe("groups nested in the scope of a policy", () => {
  it.each<[string, Groups, Checks, string]>([
    ["are undecided until a check speaks", NESTED, {}, "a??--"],
    ["count where a check granted one of their members", NESTED, { 2: "granted" }, "aaa--"],
    ["do not count where it denied one", NESTED, { 2: "denied" }, "a----"],
    ["stay undecided after an answer in another language", NESTED, { 2: "indeterminate" }, "a??--"],
    ["stay undecided after a check on a direct member", NESTED, { 1: "granted" }, "a??--"],
    ["stay undecided after a check on an outsider", NESTED, { 4: "denied" }, "a??--"],
    [
      "are undecided where two checks contradict each other, but for those asked",
      NESTED,
      { 2: "granted", 3: "denied" },
      "aa---",
    ],
    [
      "count at any depth",
      { 1: [groupKey(2)], 2: [groupKey(3)], 3: [M2] },
      { 2: "granted" },
      "-a---",
    ],
    ["are undecided at any depth", { 1: [groupKey(2)], 2: [groupKey(3)], 3: [M2] }, {}, "-?---"],
    ["end in a cycle", { 1: [M1, groupKey(2)], 2: [M2, groupKey(1)] }, {}, "a?---"],
    ["never hold the scope itself", { 1: [M1, groupKey(1)] }, {}, "a----"],
    ["are everybody perhaps when not read", { 1: [M1, groupKey(2)], 2: "denied" }, {}, "a????"],
    ["keep a member that is direct as well", { 1: [M1, groupKey(2)], 2: [M1, M2] }, {}, "a?---"],
  ])("%s", (_name, groups, checks, expected) => {
    expect(reach(under([restrict(1, ROOT)], groups, checks), "Mail.Read")).toBe(expected);
  });

  it.each<[string, Checks, string]>([
    ["perhaps denied", {}, "-??aa"],
    ["denied where a check says so", { 2: "denied" }, "---aa"],
    ["let in where a check says so", { 2: "granted" }, "-aaaa"],
  ])("under a deny policy are %s", (_name, checks, expected) => {
    expect(reach(under([deny(1, ROOT)], NESTED, checks), "Mail.Read")).toBe(expected);
  });

  it("are settled one by one: an answer for one group says nothing of another", () => {
    const groups: Groups = { 1: [groupKey(2), groupKey(3)], 2: [M1], 3: [M2] };
    expect(reach(under([restrict(1, ROOT)], groups, { 1: "granted" }), "Mail.Read")).toBe("a?---");
  });

  it("are settled policy by policy: an answer for one says nothing of another", () => {
    const groups: Groups = { 1: [groupKey(3)], 2: [M2, groupKey(3)], 3: [M1] };
    const policies = [restrict(1, groupKey(1)), deny(1, groupKey(2))];
    // Granted although the deny policy may hold the mailbox: it cannot have counted there.
    expect(reach(under(policies, groups, { 1: "granted" }), "Mail.Read")).toBe("a----");
    expect(rulesOf(reasons(under(policies, groups), "Mail.Read", { mailbox: 1 }))).toContain(
      "nested-group-under-policy unknown",
    );
  });

  it("are settled by a mailbox that two nested groups hold where neither can have counted", () => {
    const groups: Groups = { 1: [groupKey(2), groupKey(3)], 2: [M1, M2], 3: [M1, M3] };
    expect(reach(under([restrict(1, ROOT)], groups, { 1: "granted" }), "Mail.Read")).toBe("a??--");
    expect(reach(under([restrict(1, ROOT)], groups, { 1: "denied" }), "Mail.Read")).toBe("-----");
    expect(reach(under([deny(1, ROOT)], groups, { 1: "denied" }), "Mail.Read")).toBe("-??aa");
    expect(reach(under([deny(1, ROOT)], groups, { 1: "granted" }), "Mail.Read")).toBe("aaaaa");
  });

  it("are settled by a mailbox of one group, for a group that shares it with nobody", () => {
    const groups: Groups = { 1: [groupKey(2), groupKey(3)], 2: [M1, M2], 3: [M1, M3] };
    const answers = { 2: "granted", 3: "denied" } as const;
    expect(reach(under([restrict(1, ROOT)], groups, answers), "Mail.Read")).toBe("aa---");
  });

  it("are no matter for a mailbox that another policy lets in anyway", () => {
    const groups: Groups = { ...NESTED, 4: [M2] };
    const policies = [restrict(1, ROOT), restrict(1, groupKey(4))];
    expect(reach(under(policies, groups, { 2: "granted" }), "Mail.Read")).toBe("aa?--");
  });

  it("are named as the reason, for those whom they concern alone", () => {
    const snapshot = under([restrict(1, ROOT)], NESTED);
    expect(rulesOf(reasons(snapshot, "Mail.Read", { mailbox: 2 }))).toEqual([
      "entra-grant allow",
      "nested-group-under-policy unknown",
      "policy-restrict unknown",
    ]);
    expect(rulesOf(reasons(snapshot, "Mail.Read", { mailbox: 1 }))).toEqual([
      "entra-grant allow",
      "policy-restrict allow",
    ]);
  });
});

describe("policy checks", () => {
  const plain: Groups = { 1: [M1] };

  it.each<[string, Checks, string]>([
    ["agree and change nothing", { 1: "granted", 2: "denied" }, "a----"],
    ["contradict a member: open", { 1: "denied" }, "?----"],
    ["contradict an outsider: open", { 2: "granted" }, "a?---"],
    ["indeterminate: change nothing", { 1: "indeterminate", 2: "indeterminate" }, "a----"],
    ["both at once for one mailbox: open", { 1: ["granted", "denied"] }, "?----"],
  ])("that %s", (_name, checks, expected) => {
    expect(reach(under([restrict(1, ROOT)], plain, checks), "Mail.Read")).toBe(expected);
  });

  it("that say both of a nested member decide nothing", () => {
    const snapshot = under([restrict(1, ROOT)], NESTED, { 2: ["granted", "denied"] });
    expect(reach(snapshot, "Mail.Read")).toBe("a??--");
  });

  it("are not needed by an app without a policy, whatever they say", () => {
    expect(reach(under([], plain, { 1: "denied" }), "Mail.Read")).toBe("aaaaa");
  });

  it("of another app say nothing of this one", () => {
    const asked = parents({
      [`${appIdOf(2)}/${M1}`]: [
        { appId: appId(appIdOf(2)), mailbox: recipientKey(M1), result: "denied" as const },
      ],
    });
    const snapshot = under([restrict(1, ROOT)], plain);
    const sections = { ...snapshot.sections, "exchange/policyChecks": asked };
    expect(reach({ ...snapshot, sections }, "Mail.Read")).toBe("a----");
  });

  it.each<[string, Checks, number, string]>([
    ["allow", { 1: "granted" }, 1, "policy-check allow"],
    ["deny", { 2: "denied" }, 2, "policy-check deny"],
    ["unknown in a contradiction", { 2: "granted" }, 2, "policy-check unknown"],
  ])("are named as a reason: %s", (_name, checks, mailbox, expected) => {
    const snapshot = under([restrict(1, ROOT)], plain, checks);
    const said = rulesOf(reasons(snapshot, "Mail.Read", { mailbox }));
    expect(said.filter((one) => one.startsWith("policy-check"))).toEqual([expected]);
  });

  it("that were refused leave the nesting undecided and all else as it is", () => {
    const snapshot = under([restrict(1, ROOT)], NESTED, { 2: "granted" });
    const sections = {
      ...snapshot.sections,
      "exchange/policyChecks": { status: "denied" } as const,
    };
    expect(reach({ ...snapshot, sections }, "Mail.Read")).toBe("a??--");
  });
});
