import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { hasMailbox, intersect, isEmptySet, mailboxSet } from "../../src/sets/mailbox-set.ts";
import {
  answerFor,
  anyOf,
  both,
  certain,
  either,
  everybody,
  neither,
  nobody,
  override,
  perhapsEverybody,
  possible,
  uncertain,
  undecide,
  type Membership,
} from "../../src/sets/membership.ts";
import { letters } from "../arbitraries/answers.ts";
import { anyMembership, anySet, POPULATION, SIZE } from "../arbitraries/sets.ts";

type Answer = "allowed" | "denied" | "unknown";

/** Kleene's three values, written down on their own. */
const OR: Readonly<Record<Answer, Readonly<Record<Answer, Answer>>>> = {
  allowed: { allowed: "allowed", unknown: "allowed", denied: "allowed" },
  unknown: { allowed: "allowed", unknown: "unknown", denied: "unknown" },
  denied: { allowed: "allowed", unknown: "unknown", denied: "denied" },
};
const AND: Readonly<Record<Answer, Readonly<Record<Answer, Answer>>>> = {
  allowed: { allowed: "allowed", unknown: "unknown", denied: "denied" },
  unknown: { allowed: "unknown", unknown: "unknown", denied: "denied" },
  denied: { allowed: "denied", unknown: "denied", denied: "denied" },
};
const NOT: Readonly<Record<Answer, Answer>> = {
  allowed: "denied",
  unknown: "unknown",
  denied: "allowed",
};

const WITH_NEWCOMER = [...POPULATION, SIZE];

describe("memberships", () => {
  it.each([
    ["nobody", nobody, "------"],
    ["everybody", everybody, "aaaaaa"],
    ["perhaps everybody", perhapsEverybody, "??????"],
    ["certain members", certain(mailboxSet([1])), "-a----"],
    ["uncertain members", uncertain(mailboxSet([1])), "-?----"],
    ["any of none", anyOf([]), "------"],
  ])("%s", (_name, membership, expected) => {
    expect(letters(membership, SIZE)).toBe(expected);
  });

  it("three_valued_logic: or, and, not are Kleene's, mailbox by mailbox, newcomers included", () => {
    const property = fc.property(anyMembership, anyMembership, (a, b) => {
      for (const index of WITH_NEWCOMER) {
        const [inA, inB] = [answerFor(a, index), answerFor(b, index)];
        expect(answerFor(either(a, b), index)).toBe(OR[inA][inB]);
        expect(answerFor(anyOf([a, b, nobody]), index)).toBe(OR[inA][inB]);
        expect(answerFor(both(a, b), index)).toBe(AND[inA][inB]);
        expect(answerFor(neither(a), index)).toBe(NOT[inA]);
      }
    });
    fc.assert(property, { numRuns: 400 });
  });

  it("possible_is_yes_or_maybe: whoever is or may be in", () => {
    const property = fc.property(anyMembership, (a) => {
      for (const index of WITH_NEWCOMER) {
        expect(hasMailbox(possible(a), index)).toBe(answerFor(a, index) !== "denied");
      }
    });
    fc.assert(property);
  });

  it("undecide_forgets: the given mailboxes are open, the others as before", () => {
    const property = fc.property(anyMembership, anySet, (a, where) => {
      for (const index of WITH_NEWCOMER) {
        const expected = hasMailbox(where, index) ? "unknown" : answerFor(a, index);
        expect(answerFor(undecide(a, where), index)).toBe(expected);
      }
    });
    fc.assert(property);
  });

  it("override_replaces: the other says of the given mailboxes what counts", () => {
    const property = fc.property(anyMembership, anyMembership, anySet, (a, by, where) => {
      for (const index of WITH_NEWCOMER) {
        const expected = hasMailbox(where, index) ? answerFor(by, index) : answerFor(a, index);
        expect(answerFor(override(a, where, by), index)).toBe(expected);
      }
    });
    fc.assert(property);
  });

  it("yes_and_maybe_are_apart: no result has a mailbox in both", () => {
    const apart = ({ yes, maybe }: Membership): boolean =>
      isEmptySet(intersect(yes, maybe), SIZE + 1);
    const property = fc.property(anyMembership, anyMembership, anySet, (a, b, where) => {
      const results = [either(a, b), both(a, b), neither(a), undecide(a, where)];
      expect([...results, override(a, where, b)].every(apart)).toBe(true);
    });
    fc.assert(property);
  });
});
