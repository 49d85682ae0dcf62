import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js";
import type { SetReference } from "../model/plan-permission.ts";
import type { MailboxIndex } from "./mailbox-index.ts";
import { countMailboxes, mailboxIndexes, type MailboxSet } from "./mailbox-set.ts";

/** Names sets of mailboxes by their content and remembers each distinct one once. */
export interface SetRegistry {
  reference(set: MailboxSet): SetReference;
  /** Names and members of every set that was referred to, by name. */
  readonly sets: ReadonlyMap<string, MailboxSet>;
}

/** A registry over one population. Without a population nothing can be counted or named. */
export function createSetRegistry(index: MailboxIndex): SetRegistry {
  const sets = new Map<string, MailboxSet>();
  /** By number of members: a set that was named before is not hashed again. */
  const named = new Map<number, { readonly name: string; readonly set: MailboxSet }[]>();
  const remember = (set: MailboxSet): string => {
    const alike = named.get(set.bits.size) ?? [];
    const known = alike.find((one) => one.set.bits.isEqual(set.bits));
    if (known !== undefined) return known.name;
    const name = setName(index, set);
    sets.set(name, set);
    named.set(set.bits.size, [...alike, { name, set }]);
    return name;
  };
  return {
    sets,
    reference: (set) => {
      if (!index.known) return { count: null, set: null };
      const count = countMailboxes(set, index.keys.length);
      if (!set.everyoneBut) return { count, set: remember(set) };
      const except = remember({ everyoneBut: false, bits: set.bits });
      return { count, set: { base: "all", except } };
    },
  };
}

/** The lines of a set's file: one mailbox id a line, ascending. */
export function* setLines(index: MailboxIndex, set: MailboxSet): Generator<string> {
  for (const mailbox of mailboxIndexes(set, index.keys.length)) {
    const key = index.keys[mailbox];
    if (key !== undefined) yield `${JSON.stringify(key)}\n`;
  }
}

/** Characters that are hashed at once. */
const PIECE = 1 << 16;

/** The name of a set's file: SHA-256 of its lines. */
export function setName(index: MailboxIndex, set: MailboxSet): string {
  const hash = sha256.create();
  let piece = "";
  for (const line of setLines(index, set)) {
    piece += line;
    if (piece.length < PIECE) continue;
    hash.update(utf8ToBytes(piece));
    piece = "";
  }
  hash.update(utf8ToBytes(piece));
  return bytesToHex(hash.digest());
}
