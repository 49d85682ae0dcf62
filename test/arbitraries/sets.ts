import * as fc from "fast-check";
import { mailboxSet, type MailboxSet } from "../../src/sets/mailbox-set.ts";
import type { Membership } from "../../src/sets/membership.ts";

/** A population so small that sets collide. */
export const SIZE = 6;
export const POPULATION: readonly number[] = Array.from({ length: SIZE }, (_, index) => index);

/** A set in both forms: those listed, and everyone but those. */
export const anySet: fc.Arbitrary<MailboxSet> = fc
  .tuple(fc.subarray([...POPULATION]), fc.boolean())
  .map(([members, everyoneBut]) => ({ everyoneBut, bits: mailboxSet(members).bits }));

export type Three = "yes" | "maybe" | "no";

/** A membership by what it says of each mailbox, in both forms. */
export const anyMembership: fc.Arbitrary<Membership> = fc
  .tuple(
    fc.array(fc.constantFrom<Three>("yes", "maybe", "no"), { minLength: SIZE, maxLength: SIZE }),
    fc.constantFrom<Three>("yes", "maybe", "no"),
  )
  .map(([answers, others]) => ({
    yes: setOf(answers, others, "yes"),
    maybe: setOf(answers, others, "maybe"),
  }));

/** Those with the answer; whoever comes later has the answer `others`. */
function setOf(answers: readonly Three[], others: Three, wanted: Three): MailboxSet {
  const numbers = (are: boolean): number[] =>
    POPULATION.filter((index) => (answers[index] === wanted) === are);
  return others === wanted
    ? { everyoneBut: true, bits: mailboxSet(numbers(false)).bits }
    : mailboxSet(numbers(true));
}
