import { SETTLE_WINDOWS } from "../../model/settle-windows.ts";
import { seededShare } from "../faults/seeded-share.ts";
import type { SettleKind } from "./tenant-change.ts";

/**
 * When, inside its settle window, a change is seen by enforcement: at once, at the window's end, or at a moment that
 * follows from the seed and from the change's place in the order of changes.
 */
export type Visibility = "atOnce" | "atEnd" | { readonly seed: number };

/**
 * The longest lifetime of an access token without a policy for it, in minutes.
 *
 * @see https://learn.microsoft.com/entra/identity-platform/access-tokens "Token lifetime": 60 to 90 minutes
 */
export const LONGEST_TOKEN_MINUTES = 90;

/**
 * Minutes until a change is seen.
 *
 * A consent is seen when a token is issued, and the token lives on: of its window, the lifetime of a token is left for
 * the tokens that were issued at the last moment.
 *
 * @param tokenMinutes longest lifetime of a token
 */
export function minutesUntilVisible(
  visibility: Visibility,
  change: { readonly settles: SettleKind; readonly index: number },
  tokenMinutes: number,
): number {
  const { settles, index } = change;
  if (settles === "none" || visibility === "atOnce") return 0;
  if (settles === "unused") return SETTLE_WINDOWS.roleAssignment.minutes;
  const kept = settles === "consent" ? tokenMinutes : 0;
  const window = Math.max(SETTLE_WINDOWS[settles].minutes - kept, 0);
  if (visibility === "atEnd") return window;
  return window * seededShare(String(visibility.seed), "visible", settles, index);
}
