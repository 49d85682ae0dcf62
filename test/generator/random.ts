/** A seeded source of choices (mulberry32): the same seed, the same tenant. */
export interface Random {
  /** A whole number in [0, below). */
  below(below: number): number;
  /** True once in `in_` times on average. */
  once(in_: number): boolean;
  pick<Item>(items: readonly Item[]): Item;
  /** Each item or not, evenly. */
  some<Item>(items: readonly Item[]): Item[];
}

/** Creates the source for one seed. */
export function createRandom(seed: number): Random {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  const below = (limit: number): number => Math.floor(next() * limit);
  return {
    below,
    once: (in_) => below(in_) === 0,
    pick: (items) => {
      const picked = items[below(items.length)];
      if (picked === undefined) throw new Error("nothing to pick from");
      return picked;
    },
    some: (items) => items.filter(() => below(2) === 0),
  };
}
