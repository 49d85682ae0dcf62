import type { NormalFilter } from "./normalise-filter.ts";

/** More conditions than this would make a table of more than 4096 rows. */
const MAX_ATOMS = 12;

/**
 * Tells whether two filters are true for the same combinations of their conditions.
 *
 * Equal tables prove equal filters. Unequal ones prove nothing, since conditions on one property
 * may depend on each other; nor does `false` where there are more than 12 conditions.
 */
export function haveEqualTruthTables(one: NormalFilter, other: NormalFilter): boolean {
  const atoms = [...new Set([...listAtoms(one), ...listAtoms(other)])];
  if (atoms.length > MAX_ATOMS) return false;
  const bits = new Map(atoms.map((atom, index) => [atom, 1 << index]));
  for (let row = 0; row < 1 << atoms.length; row += 1) {
    if (holds(one, row, bits) !== holds(other, row, bits)) return false;
  }
  return true;
}

const listAtoms = (filter: NormalFilter): readonly string[] =>
  filter.kind === "atom" ? [filter.atom] : filter.operands.flatMap(listAtoms);

function holds(filter: NormalFilter, row: number, bits: ReadonlyMap<string, number>): boolean {
  switch (filter.kind) {
    case "atom":
      return ((row & (bits.get(filter.atom) ?? 0)) !== 0) !== filter.negated;
    case "and":
      return filter.operands.every((operand) => holds(operand, row, bits));
    case "or":
      return filter.operands.some((operand) => holds(operand, row, bits));
  }
}
