import { describe, expect, it } from "vitest";

import { mapInOrder } from "../../src/scan/map-in-order.ts";

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

describe("mapInOrder", () => {
  it("keeps the order and the limit, which may change, over items that are still being found", async () => {
    let limit = 2;
    let running = 0;
    const most: number[] = [];
    async function* items(): AsyncGenerator<number> {
      for (let item = 0; item < 12; item += 1) {
        if (item === 6) limit = 4;
        if (item % 3 === 0) await turn();
        yield item;
      }
    }
    const results: unknown[] = [];
    const settled = mapInOrder(
      items(),
      () => limit,
      async (item) => {
        running += 1;
        most.push(running);
        for (let turns = item % 4; turns >= 0; turns -= 1) await turn();
        running -= 1;
        if (item === 7) throw new Error("seven");
        return item;
      },
    );
    for await (const one of settled) results.push(one.ok ? one.value : "failed");
    expect(results).toEqual([0, 1, 2, 3, 4, 5, 6, "failed", 8, 9, 10, 11]);
    expect(Math.max(...most.slice(0, 6))).toBe(2);
    expect(Math.max(...most)).toBe(4);
  });
});
