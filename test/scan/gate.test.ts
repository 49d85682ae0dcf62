import { describe, expect, it } from "vitest";

import { createGate } from "../../src/scan/gate.ts";

describe("createGate", () => {
  it("lets so many run at once, in order, and goes on after a failure", async () => {
    const gate = createGate(3);
    const started: number[] = [];
    let running = 0;
    let most = 0;
    const bodies = Array.from({ length: 12 }, (_, index) =>
      gate(async () => {
        started.push(index);
        running += 1;
        most = Math.max(most, running);
        await new Promise((resolve) => setImmediate(resolve));
        running -= 1;
        if (index % 4 === 0) throw new Error("failed");
        return index;
      }),
    );
    const results = await Promise.allSettled(bodies);
    expect(most).toBe(3);
    expect(started).toEqual([...started.keys()]);
    expect(results.filter(({ status }) => status === "rejected")).toHaveLength(3);
  });
});
