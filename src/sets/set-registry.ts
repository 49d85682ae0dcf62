import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js";
import type { SetReference } from "../model/plan-permission.ts";
import type { MailboxIndex } from "./mailbox-index.ts";
import { countMailboxes, listMailboxes, type MailboxSet } from "./mailbox-set.ts";

/** Names sets of mailboxes by their content and remembers each distinct one once. */
export interface SetRegistry {
  reference(set: MailboxSet): SetReference;
  /** Names and members of every set that was referred to, by name. */
  readonly sets: ReadonlyMap<string, MailboxSet>;
}

/** A registry over one population. Without a population nothing can be counted or named. */
export function createSetRegistry(index: MailboxIndex): SetRegistry {
  const sets = new Map<string, MailboxSet>();
  const remember = (set: MailboxSet): string => {
    const name = setName(index, set);
    if (!sets.has(name)) sets.set(name, set);
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

/** Characters that are written or hashed at once. */
const PIECE = 1 << 16;

/** The lines of a set's file, in pieces: one mailbox id a line, ascending. */
export function* setLines(index: MailboxIndex, set: MailboxSet): Generator<string> {
  const lines = linesOf(index);
  let piece = "";
  for (const mailbox of listMailboxes(set, index.keys.length)) {
    piece += lines[mailbox] ?? "";
    if (piece.length < PIECE) continue;
    yield piece;
    piece = "";
  }
  if (piece !== "") yield piece;
}

/** A mailbox stands in many sets: its line is made once. */
const LINES = new WeakMap<MailboxIndex, readonly string[]>();

function linesOf(index: MailboxIndex): readonly string[] {
  const known = LINES.get(index);
  if (known !== undefined) return known;
  const lines = index.keys.map((key) => `${JSON.stringify(key)}\n`);
  LINES.set(index, lines);
  return lines;
}

interface NamedSet {
  readonly name: string;
  readonly set: MailboxSet;
}

/** By number of mailbox bits: a set that was named before is not hashed again, whoever asks. */
const NAMED = new WeakMap<MailboxIndex, Map<number, NamedSet[]>>();

/** The name of a set's file: SHA-256 of its lines. */
export function setName(index: MailboxIndex, set: MailboxSet): string {
  const bySize = NAMED.get(index) ?? new Map<number, NamedSet[]>();
  NAMED.set(index, bySize);
  const alike = bySize.get(set.bits.size) ?? [];
  const known = alike.find(
    (one) => one.set.everyoneBut === set.everyoneBut && one.set.bits.isEqual(set.bits),
  );
  if (known !== undefined) return known.name;
  const name = hashLines(index, set);
  bySize.set(set.bits.size, [...alike, { name, set }]);
  return name;
}

function hashLines(index: MailboxIndex, set: MailboxSet): string {
  const hash = sha256.create();
  for (const piece of setLines(index, set)) hash.update(utf8ToBytes(piece));
  return bytesToHex(hash.digest());
}
