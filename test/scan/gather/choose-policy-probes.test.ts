import * as fc from "fast-check";
import { describe, expect, it } from "vitest";

import type { PolicyCheckExtent } from "../../../src/scan/asked-sections.ts";
import {
  choosePolicyProbes,
  type PolicyProbe,
} from "../../../src/scan/gather/choose-policy-probes.ts";
import type { MembersByGroup } from "../../../src/scan/gather/read-group-members.ts";

const APP = "c0000000-0000-4000-8000-000000000001";
const OTHER_APP = "c0000000-0000-4000-8000-000000000002";
const id = (letter: string, number: number): string =>
  `${letter}0000000-0000-4000-8000-00000000000${number}`;
const m = (number: number): string => id("a", number);
const g = (number: number): string => id("b", number);

/** Members by group; keys of groups among them are nested groups. */
function membersOf(groups: Readonly<Record<string, readonly string[]>>): MembersByGroup {
  return new Map(
    Object.entries(groups).map(([key, members]) => [
      key,
      { members: new Set(members), nested: members.filter((one) => one.startsWith("b")) },
    ]),
  );
}

const policy = (scope: string, appId = APP): Readonly<Record<string, string>> => ({
  AppId: appId,
  ScopeIdentityRaw: `S-1-5-21-1;${scope.toUpperCase()}`,
});

function choose(
  policies: readonly Readonly<Record<string, string>>[],
  groups: Readonly<Record<string, readonly string[]>>,
  mailboxes: readonly string[] = [m(1), m(2), m(3), m(4), m(5)],
  extent?: PolicyCheckExtent,
): readonly PolicyProbe[] {
  return choosePolicyProbes({
    policies,
    members: membersOf(groups),
    recipients: { groups: new Map(), mailboxes: new Set(mailboxes.toReversed()) },
    ...(extent === undefined ? {} : { extent }),
  });
}

const ask = (mailbox: string, appId = APP): PolicyProbe => ({ kind: "ask", appId, mailbox });
const none = (nestedGroup: string): PolicyProbe => ({ kind: "none", appId: APP, nestedGroup });

describe("choosePolicyProbes", () => {
  it("asks about the first direct member and the first mailbox outside", () => {
    expect(choose([policy(g(1))], { [g(1)]: [m(3), m(2)] })).toEqual([ask(m(2)), ask(m(1))]);
  });

  it("asks about a policy's only mailbox", () => {
    expect(choose([policy(m(1))], {})).toEqual([ask(m(1)), ask(m(2))]);
  });

  it("asks about nobody outside when nobody is, nor inside when the group is gone", () => {
    expect(choose([policy(g(1))], { [g(1)]: [m(1)] }, [m(1)])).toEqual([ask(m(1))]);
    expect(choose([policy(g(9))], {})).toEqual([ask(m(1))]);
  });

  it("asks once for each nested group, about a mailbox that it alone decides", () => {
    const groups = { [g(1)]: [m(1), g(2), g(3)], [g(2)]: [m(1), m(3), m(2)], [g(3)]: [m(2), m(4)] };
    expect(choose([policy(g(1))], groups)).toEqual([ask(m(1)), ask(m(5)), ask(m(4)), ask(m(3))]);
  });

  it("looks for nested groups at any depth, in circles too", () => {
    const groups = { [g(1)]: [g(2)], [g(2)]: [g(3), m(2)], [g(3)]: [g(1), g(2), m(3)] };
    const probes = choose([policy(g(1))], groups);
    expect(probes).toEqual([ask(m(1)), ask(m(2)), ask(m(3))]);
  });

  it.each<[string, Readonly<Record<string, readonly string[]>>, readonly string[]]>([
    ["is a direct member too", { [g(1)]: [m(1), g(2)], [g(2)]: [m(1)] }, []],
    ["is in two nested groups", { [g(1)]: [g(2), g(3)], [g(2)]: [m(1)], [g(3)]: [m(1)] }, []],
    [
      "is under another policy of the app",
      { [g(1)]: [g(2)], [g(2)]: [m(1)], [g(4)]: [m(1)] },
      [g(4)],
    ],
    [
      "is nested under another policy of the app",
      { [g(1)]: [g(2)], [g(2)]: [m(1)], [g(4)]: [g(5)], [g(5)]: [m(1)] },
      [g(4)],
    ],
    ["is the scope of another policy", { [g(1)]: [g(2)], [g(2)]: [m(1)] }, [m(1)]],
    ["is no ordinary mailbox", { [g(1)]: [g(2)], [g(2)]: [m(9)] }, []],
  ])("says so when everybody in a nested group %s", (_, groups, others) => {
    const probes = choose([policy(g(1)), ...others.map((scope) => policy(scope))], groups);
    expect(probes).toContainEqual(none(g(2)));
  });

  it("says nothing of a nested group whose members were not read", () => {
    expect(choose([policy(g(1))], { [g(1)]: [m(1), g(2)] })).toEqual([ask(m(1)), ask(m(2))]);
  });

  it("counts a policy for all apps in every app's answer, and asks about no app of that name", () => {
    const groups = { [g(1)]: [m(2)], [g(2)]: [m(1)] };
    expect(choose([policy(g(1)), policy(g(2), "*")], groups)).toEqual([ask(m(1)), ask(m(3))]);
    expect(choose([policy(g(2), "*"), policy(g(2), "All")], groups)).toEqual([]);
  });

  it("keeps the policies of two apps apart, and knows an app in any case", () => {
    const policies = [policy(g(1), APP.toUpperCase()), policy(g(2), OTHER_APP)];
    const probes = choose(policies, { [g(1)]: [m(1)], [g(2)]: [m(2)] });
    expect(probes).toEqual([ask(m(1)), ask(m(2)), ask(m(2), OTHER_APP), ask(m(1), OTHER_APP)]);
  });

  it("order_of_input_does_not_matter: shuffled members, policies and mailboxes give the same questions", () => {
    const anyGroup = fc.subarray([m(1), m(2), m(3), g(1), g(2), g(3)]);
    const anyWorld = fc.record({ [g(1)]: anyGroup, [g(2)]: anyGroup, [g(3)]: anyGroup });
    const property = fc.property(anyWorld, fc.subarray([g(1), g(2), m(3)]), (world, scopes) => {
      const policies = scopes.map((scope) => policy(scope));
      const reversed = Object.fromEntries(
        Object.entries(world).map(([key, members]) => [key, members.toReversed()]),
      );
      const sorted = (probes: readonly PolicyProbe[]): readonly string[] =>
        probes.map((probe) => JSON.stringify(probe)).toSorted();
      expect(sorted(choose(policies.toReversed(), reversed))).toEqual(
        sorted(choose(policies, world)),
      );
    });
    fc.assert(property);
  });

  describe("when all are asked for", () => {
    const all = (
      policies: readonly Readonly<Record<string, string>>[],
      groups: Readonly<Record<string, readonly string[]>>,
    ): readonly PolicyProbe[] => choose(policies, groups, undefined, "all");

    it("asks about every member that only nested groups hold, at any depth, each once", () => {
      const groups = {
        [g(1)]: [m(1), g(2)],
        [g(2)]: [m(1), m(4), m(3), g(3)],
        [g(3)]: [m(3), m(2), m(9), g(1)],
      };
      expect(all([policy(g(1))], groups)).toEqual([
        ask(m(1)),
        ask(m(5)),
        ask(m(2)),
        ask(m(3)),
        ask(m(4)),
      ]);
    });

    it("asks about those too whom no single group decides, and still says of the group that nobody is its own", () => {
      const groups = { [g(1)]: [g(2), g(3)], [g(2)]: [m(1)], [g(3)]: [m(1)] };
      const probes = all([policy(g(1))], groups);
      expect(probes).toContainEqual(ask(m(1)));
      expect(probes).toContainEqual(none(g(2)));
      expect(probes).toContainEqual(none(g(3)));
      expect(choose([policy(g(1))], groups)).not.toContainEqual(ask(m(1)));
    });

    it("asks about a member that another policy of the app holds directly", () => {
      const groups = { [g(1)]: [g(2)], [g(2)]: [m(2), m(3)], [g(4)]: [m(3)] };
      const probes = all([policy(g(1)), policy(g(4))], groups);
      expect(probes.filter(({ kind }) => kind === "ask")).toEqual([
        ask(m(3)),
        ask(m(1)),
        ask(m(2)),
      ]);
    });

    it("asks no more than some where nothing is nested", () => {
      const groups = { [g(1)]: [m(3), m(2)] };
      expect(all([policy(g(1))], groups)).toEqual(choose([policy(g(1))], groups));
    });

    it("all_asks_what_some_asks: no question is lost", () => {
      const anyGroup = fc.subarray([m(1), m(2), m(3), g(1), g(2), g(3)]);
      const anyWorld = fc.record({ [g(1)]: anyGroup, [g(2)]: anyGroup, [g(3)]: anyGroup });
      const property = fc.property(anyWorld, fc.subarray([g(1), g(2), m(3)]), (world, scopes) => {
        const policies = scopes.map((scope) => policy(scope));
        const every = all(policies, world).map((probe) => JSON.stringify(probe));
        for (const probe of choose(policies, world)) expect(every).toContain(JSON.stringify(probe));
        const asked = every.filter((text) => text.includes('"ask"'));
        expect(new Set(asked).size).toBe(asked.length);
      });
      fc.assert(property);
    });
  });
});
