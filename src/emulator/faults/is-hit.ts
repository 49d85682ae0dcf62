import type { Aim } from "./faults.ts";
import { matchesName } from "./matches-name.ts";
import { seededShare } from "./seeded-share.ts";
import type { Try } from "./try-counter.ts";

/**
 * Decides whether an aim hits this try of a request.
 *
 * @param salt tells the aims of a scenario apart: each has chances of its own
 */
export function isHit(aim: Aim, { request, ofPage, ofRequest }: Try, salt: string): boolean {
  const { on, page, at, every, chance } = aim;
  return (
    (on === undefined || matchesName(on, request.name)) &&
    (page === undefined || page === request.page) &&
    (at === undefined || at === ofPage) &&
    (every === undefined || ofRequest % every === 0) &&
    (chance === undefined ||
      seededShare(salt, request.identity, request.page, ofPage, ofRequest) < chance)
  );
}
