import { describe, expect, it } from "vitest";

import { compareRandomTenant } from "../fuzz/compare-access.ts";
import { THOROUGH } from "../thorough.ts";

const TENANTS = THOROUGH ? 1500 : 125;
const IN_A_ROUND = 125;

describe("access_agrees_with_oracle: rows lead to the access that the description says", () => {
  it.each(Array.from({ length: TENANTS / IN_A_ROUND }, (_, round) => 1 + round * IN_A_ROUND))(
    "in the tenants from seed %d",
    (first) => {
      for (let seed = first; seed < first + IN_A_ROUND; seed++) {
        const { disagreements } = compareRandomTenant(seed);
        expect(disagreements, `seed ${seed}`).toEqual([]);
      }
    },
  );

  it("compares something: most tenants have access that somebody must have decided", () => {
    const tenants = Array.from({ length: 100 }, (_, seed) => compareRandomTenant(seed));
    const decided = tenants.filter(({ answers }) => answers > 0);
    expect(decided.length).toBeGreaterThan(90);
  });
});
