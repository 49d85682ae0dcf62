import { RoaringBitmap32 } from "roaring-wasm";

/**
 * A set of mailboxes by number: those in `bits`, or everyone but those.
 *
 * "Everyone but" stays exact as mailboxes are created. Sets are values: no function changes its arguments.
 */
export interface MailboxSet {
  readonly everyoneBut: boolean;
  readonly bits: RoaringBitmap32;
}

export const noMailbox: MailboxSet = { everyoneBut: false, bits: new RoaringBitmap32() };
export const everyMailbox: MailboxSet = { everyoneBut: true, bits: new RoaringBitmap32() };

/** The set of exactly these mailbox numbers. */
export function mailboxSet(indexes: Iterable<number>): MailboxSet {
  return { everyoneBut: false, bits: RoaringBitmap32.from(indexes) };
}

const isBlank = ({ bits }: MailboxSet): boolean => bits.isEmpty;

/** Mailboxes in either set; one of the two itself where the other adds nothing. */
export function union(a: MailboxSet, b: MailboxSet): MailboxSet {
  if (a === b) return a;
  if (isBlank(b)) return b.everyoneBut ? b : a;
  if (isBlank(a)) return a.everyoneBut ? a : b;
  if (a.everyoneBut && b.everyoneBut) return but(RoaringBitmap32.and(a.bits, b.bits));
  if (a.everyoneBut) return but(RoaringBitmap32.andNot(a.bits, b.bits));
  if (b.everyoneBut) return but(RoaringBitmap32.andNot(b.bits, a.bits));
  return only(RoaringBitmap32.or(a.bits, b.bits));
}

/** Mailboxes in both sets. */
export function intersect(a: MailboxSet, b: MailboxSet): MailboxSet {
  return complement(union(complement(a), complement(b)));
}

/** Mailboxes in the first set and not in the second. */
export function except(a: MailboxSet, b: MailboxSet): MailboxSet {
  return intersect(a, complement(b));
}

/** Mailboxes not in the set, future ones included. */
export function complement(a: MailboxSet): MailboxSet {
  return { everyoneBut: !a.everyoneBut, bits: a.bits };
}

/** The same mailboxes of a population of `size`, without those that are yet to come. */
export function listed(a: MailboxSet, size: number): MailboxSet {
  return a.everyoneBut
    ? only(RoaringBitmap32.andNot(RoaringBitmap32.fromRange(0, size), a.bits))
    : a;
}

/** Mailboxes in any of the sets. */
export function unionAll(sets: Iterable<MailboxSet>): MailboxSet {
  let all = noMailbox;
  for (const set of sets) all = union(all, set);
  return all;
}

export function hasMailbox(set: MailboxSet, index: number): boolean {
  return set.bits.has(index) !== set.everyoneBut;
}

/**
 * Counts the members among a population of `size` mailboxes numbered from 0.
 *
 * INVARIANT: every number in a set is below `size`.
 */
export function countMailboxes(set: MailboxSet, size: number): number {
  return set.everyoneBut ? size - set.bits.size : set.bits.size;
}

/** Tells whether two sets hold the same mailboxes of a population of `size`. */
export function sameMailboxes(a: MailboxSet, b: MailboxSet, size: number): boolean {
  if (a.everyoneBut === b.everyoneBut) return a === b || a.bits.isEqual(b.bits);
  return a.bits.size + b.bits.size === size && !a.bits.intersects(b.bits);
}

/** Tells whether every mailbox of the first set is in the second. */
export function isSubset(a: MailboxSet, b: MailboxSet, size: number): boolean {
  if (a === b) return true;
  if (a.everyoneBut) {
    return b.everyoneBut ? b.bits.isSubset(a.bits) : a.bits.orCardinality(b.bits) === size;
  }
  return b.everyoneBut ? !a.bits.intersects(b.bits) : a.bits.isSubset(b.bits);
}

export function isEmptySet(set: MailboxSet, size: number): boolean {
  return countMailboxes(set, size) === 0;
}

/** The numbers of the members, ascending, among a population of `size`. */
export function* mailboxIndexes(set: MailboxSet, size: number): Generator<number> {
  if (!set.everyoneBut) {
    yield* set.bits;
    return;
  }
  for (let index = 0; index < size; index++) if (!set.bits.has(index)) yield index;
}

/** As `mailboxIndexes`, all at once. */
export function listMailboxes(set: MailboxSet, size: number): Uint32Array {
  return listed(set, size).bits.toUint32Array();
}

function only(bits: RoaringBitmap32): MailboxSet {
  return { everyoneBut: false, bits };
}

function but(bits: RoaringBitmap32): MailboxSet {
  return { everyoneBut: true, bits };
}
