import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  complement,
  countMailboxes,
  everyMailbox,
  except,
  hasMailbox,
  intersect,
  isEmptySet,
  isSubset,
  listed as listOf,
  mailboxIndexes,
  mailboxSet,
  noMailbox,
  sameMailboxes,
  union,
  unionAll,
  type MailboxSet,
} from "../../src/sets/mailbox-set.ts";
import { anySet, POPULATION, SIZE } from "../arbitraries/sets.ts";

const plain = (set: MailboxSet): ReadonlySet<number> =>
  new Set(POPULATION.filter((index) => hasMailbox(set, index)));
const listed = (set: MailboxSet): number[] => [...mailboxIndexes(set, SIZE)];
const everyoneBut = (...members: number[]): MailboxSet => complement(mailboxSet(members));
/** Someone who is created later: no listed set has her, every "everyone but" does. */
const NEWCOMER = SIZE;

describe("mailbox sets", () => {
  it.each([
    ["nobody", noMailbox, []],
    ["everyone", everyMailbox, [0, 1, 2, 3, 4, 5]],
    ["a list, in order, each once", mailboxSet([4, 1, 4]), [1, 4]],
    ["everyone but a list", everyoneBut(0, 5), [1, 2, 3, 4]],
  ])("%s", (_name, set, members) => {
    expect(listed(set)).toEqual(members);
    expect(countMailboxes(set, SIZE)).toBe(members.length);
  });

  it("everyone but nobody of a tenant without mailboxes is nobody", () => {
    expect(isEmptySet(everyMailbox, 0)).toBe(true);
    expect(isEmptySet(everyMailbox, 1)).toBe(false);
  });

  it("a list of everyone but some leaves out whoever is yet to come", () => {
    expect(listed(listOf(everyoneBut(0, 5), SIZE))).toEqual([1, 2, 3, 4]);
    expect(hasMailbox(listOf(everyoneBut(0), SIZE), NEWCOMER)).toBe(false);
    expect(listed(listOf(mailboxSet([3]), SIZE))).toEqual([3]);
  });

  it("both forms of the same set are the same", () => {
    expect(sameMailboxes(mailboxSet([0, 1, 2]), everyoneBut(3, 4, 5), SIZE)).toBe(true);
    expect(sameMailboxes(mailboxSet([0, 1]), everyoneBut(3, 4, 5), SIZE)).toBe(false);
    expect(sameMailboxes(everyoneBut(3, 4, 5), mailboxSet([0, 1]), SIZE)).toBe(false);
  });
});

describe("set algebra", () => {
  it("agrees_with_plain_sets: every operation is that of plain sets", () => {
    const property = fc.property(anySet, anySet, (a, b) => {
      const [inA, inB] = [plain(a), plain(b)];
      const where = (test: (index: number) => boolean): number[] => POPULATION.filter(test);
      expect(listed(union(a, b))).toEqual(where((i) => inA.has(i) || inB.has(i)));
      expect(listed(intersect(a, b))).toEqual(where((i) => inA.has(i) && inB.has(i)));
      expect(listed(except(a, b))).toEqual(where((i) => inA.has(i) && !inB.has(i)));
      expect(listed(complement(a))).toEqual(where((i) => !inA.has(i)));
      expect(countMailboxes(a, SIZE)).toBe(inA.size);
      expect(isEmptySet(a, SIZE)).toBe(inA.size === 0);
      expect(isSubset(a, b, SIZE)).toBe(where((i) => inA.has(i) && !inB.has(i)).length === 0);
      expect(sameMailboxes(a, b, SIZE)).toBe(listed(a).join() === listed(b).join());
    });
    fc.assert(property, { numRuns: 500 });
  });

  it("newcomers_are_decided_by_form: a mailbox created later is in everyone-but sets alone", () => {
    const property = fc.property(anySet, anySet, (a, b) => {
      const [inA, inB] = [hasMailbox(a, NEWCOMER), hasMailbox(b, NEWCOMER)];
      expect(inA).toBe(a.everyoneBut);
      expect(hasMailbox(union(a, b), NEWCOMER)).toBe(inA || inB);
      expect(hasMailbox(intersect(a, b), NEWCOMER)).toBe(inA && inB);
      expect(hasMailbox(except(a, b), NEWCOMER)).toBe(inA && !inB);
      expect(hasMailbox(complement(a), NEWCOMER)).toBe(!inA);
    });
    fc.assert(property);
  });

  it("sets_are_values: no operation changes what it was given", () => {
    const property = fc.property(anySet, anySet, (a, b) => {
      const before = [listed(a), listed(b)];
      for (const operate of [union, intersect, except]) operate(a, b);
      complement(a);
      expect([listed(a), listed(b)]).toEqual(before);
    });
    fc.assert(property);
    expect([...noMailbox.bits, ...everyMailbox.bits]).toEqual([]);
  });

  it("union_of_many: is everyone who is in one of them", () => {
    const property = fc.property(fc.array(anySet, { maxLength: 4 }), (sets) => {
      const members = POPULATION.filter((index) => sets.some((set) => hasMailbox(set, index)));
      expect(listed(unionAll(sets))).toEqual(members);
    });
    fc.assert(property);
  });
});
