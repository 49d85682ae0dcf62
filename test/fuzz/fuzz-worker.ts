import { drawTenant } from "../replay/draw-tenant.ts";
import { createTally } from "../replay/tally.ts";
import type { FuzzFailure, FuzzProgress, FuzzShare } from "./fuzz-messages.ts";
import { describeFailure, tryTenant } from "./try-tenant.ts";

/** Between two messages. */
const TELL_EVERY_MS = 1000;

const send = async (progress: FuzzProgress): Promise<void> => {
  await new Promise((sent) => process.send?.(progress, sent));
};

/** Tries the tenants of a share, telling how far it is, until one fails or the share or the time is over. */
async function fuzz({ firstSeed, endSeed, stride, seconds }: FuzzShare): Promise<void> {
  const deadlineMs = seconds === null ? Infinity : performance.now() + seconds * 1000;
  const tally = createTally();
  const done = { tenants: 0, plans: 0, decisions: 0 };
  const tell = async (failure: FuzzFailure | null): Promise<void> => {
    await send({ ...done, counts: [...tally.counts], failure });
  };
  let toldMs = performance.now();
  for (let seed = firstSeed; seed < endSeed && performance.now() < deadlineMs; seed += stride) {
    const tenant = drawTenant(seed);
    const { plans, decisions, breaches } = tryTenant(tenant, seed, tally);
    done.tenants += 1;
    done.plans += plans;
    done.decisions += decisions;
    if (breaches.length > 0) {
      const broken = [...new Set(breaches.map(({ contract }) => contract))];
      await tell({ broken, text: describeFailure(tenant, seed, breaches) });
      return;
    }
    if (performance.now() - toldMs > TELL_EVERY_MS) {
      await tell(null);
      toldMs = performance.now();
    }
  }
  await tell(null);
}

process.once("message", (share) => {
  void fuzz(share as FuzzShare).finally(() => process.disconnect());
});
