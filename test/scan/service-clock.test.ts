import { describe, expect, it } from "vitest";
import { createServiceClock } from "../../src/scan/service-clock.ts";
import type { Send } from "../../src/scan/trusted-send.ts";

const answering =
  (...dates: (string | null)[]): Send =>
  async () => {
    const date = dates.shift() ?? null;
    return new Response(null, { headers: date === null ? {} : { date } });
  };

const own = () => new Date("2030-01-01T00:00:00.000Z");

describe("createServiceClock", () => {
  it("takes the time of the first answer that tells it", async () => {
    const clock = createServiceClock(own);
    const send = clock.watch(
      answering(null, "soon", "Fri, 20 Nov 2026 06:00:00 GMT", "Sat, 21 Nov 2026 06:00:00 GMT"),
    );
    for (let call = 0; call < 4; call += 1) await send("https://graph.microsoft.com/", {});
    expect(clock.startedAt()).toBe("2026-11-20T06:00:00.000Z");
  });

  it("falls back on our own clock, as it was at the start", async () => {
    const clock = createServiceClock(own);
    await clock.watch(answering(null))("https://graph.microsoft.com/", {});
    expect(clock.startedAt()).toBe("2030-01-01T00:00:00.000Z");
  });
});
