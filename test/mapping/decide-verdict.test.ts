import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { decideVerdict } from "../../src/mapping/decide-verdict.ts";
import { mailboxIndexes, mailboxSet, type MailboxSet } from "../../src/sets/mailbox-set.ts";
import { answerFor, certain, everybody, nobody, uncertain } from "../../src/sets/membership.ts";
import { anyMembership, POPULATION, SIZE } from "../arbitraries/sets.ts";

const one = certain(mailboxSet([0]));
const two = certain(mailboxSet([0, 1]));
const other = certain(mailboxSet([2]));
const open = uncertain(mailboxSet([0]));

describe("decideVerdict", () => {
  it.each([
    ["equivalent", two, two, { kept: 2, gained: 0, lost: 0 }],
    ["equivalent", nobody, nobody, { kept: 0, gained: 0, lost: 0 }],
    ["equivalent", everybody, certain(mailboxSet(POPULATION)), { kept: 6, gained: 0, lost: 0 }],
    ["narrower", two, one, { kept: 1, gained: 0, lost: 1 }],
    ["wider", one, two, { kept: 1, gained: 1, lost: 0 }],
    ["mixed", one, other, { kept: 0, gained: 1, lost: 1 }],
    ["unproven", open, one, { kept: 0, gained: 1, lost: 0 }],
    ["unproven", one, open, { kept: 0, gained: 0, lost: 1 }],
    ["unproven", open, open, { kept: 0, gained: 0, lost: 0 }],
  ] as const)("%s", (verdict, before, target, counts) => {
    const decided = decideVerdict(before, target, SIZE);
    const count = (set: MailboxSet): number => [...mailboxIndexes(set, SIZE)].length;
    expect(decided.verdict).toBe(verdict);
    expect({
      kept: count(decided.kept),
      gained: count(decided.gained),
      lost: count(decided.lost),
    }).toEqual(counts);
  });

  it("open_is_unproven: whatever is undecided on either side makes it unproven", () => {
    const property = fc.property(anyMembership, anyMembership, (before, target) => {
      const undecided = POPULATION.some(
        (index) => answerFor(before, index) === "unknown" || answerFor(target, index) === "unknown",
      );
      expect(decideVerdict(before, target, SIZE).verdict === "unproven").toBe(undecided);
    });
    fc.assert(property);
  });

  it("kept_gained_lost: tell before and target apart, mailbox by mailbox", () => {
    const property = fc.property(anyMembership, anyMembership, (before, target) => {
      const { kept, gained, lost } = decideVerdict(before, target, SIZE);
      const where = (was: boolean, will: boolean): number[] =>
        POPULATION.filter(
          (index) =>
            (answerFor(before, index) === "allowed") === was &&
            (answerFor(target, index) === "allowed") === will,
        );
      expect([...mailboxIndexes(kept, SIZE)]).toEqual(where(true, true));
      expect([...mailboxIndexes(gained, SIZE)]).toEqual(where(false, true));
      expect([...mailboxIndexes(lost, SIZE)]).toEqual(where(true, false));
    });
    fc.assert(property);
  });
});
