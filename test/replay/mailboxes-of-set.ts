import { createHash } from "node:crypto";

const found = new Map<string, readonly string[]>();

/**
 * The mailboxes of a small tenant whose set has the hash: every set is tried, apart from how the product finds it.
 * Worlds ask for the same set again and again.
 */
export function mailboxesOfSet(population: readonly string[], set: string): readonly string[] {
  const asked = [set, ...population].join(" ");
  const known = found.get(asked) ?? findMailboxes(population.toSorted(), set);
  found.set(asked, known);
  return known;
}

/** Twice as long for each one more: 20 take seconds. */
const MOST_MAILBOXES = 20;

function findMailboxes(keys: readonly string[], set: string): readonly string[] {
  if (keys.length > MOST_MAILBOXES) throw new Error("too many mailboxes to try every set");
  for (let mask = 0; mask < 2 ** keys.length; mask++) {
    const chosen = keys.filter((_key, bit) => ((mask >> bit) & 1) === 1);
    const lines = chosen.map((key) => `${JSON.stringify(key)}\n`).join("");
    if (createHash("sha256").update(lines).digest("hex") === set) return chosen;
  }
  throw new Error(`no mailboxes have the hash ${set}`);
}
