import { decideEffectiveAccess, type PermissionKey } from "../access/effective-access.ts";
import type { AppState } from "../mapping/app-state.ts";
import type { Step } from "../model/plan-step.ts";
import { everyMailbox, intersect, noMailbox, union, type MailboxSet } from "../sets/mailbox-set.ts";
import { possible } from "../sets/membership.ts";

/** A change that some parts of the service may see already and others not yet. */
export interface Change {
  readonly step: Step;
  /** False once its window is over: then everybody sees it. */
  readonly open: boolean;
  readonly apply: (state: AppState) => AppState;
}

/** Whom a permission may reach at a moment, and whom it reaches whatever is visible. */
export interface AccessBounds {
  readonly upper: MailboxSet;
  readonly lower: MailboxSet;
}

/** More open changes at once than can be tried out; such a plan is not written. */
export const MOST_OPEN_CHANGES = 12;

/**
 * Bounds a permission's reach over every subset of the open changes: upper = union, lower = intersection.
 *
 * What is undecided counts for the upper bound and not for the lower.
 */
export function boundAccess(
  start: AppState,
  changes: readonly Change[],
  key: PermissionKey,
): AccessBounds {
  let upper = noMailbox;
  let lower = everyMailbox;
  for (const visible of subsets(changes)) {
    const state = visible.reduce((before, { apply }) => apply(before), start);
    const { reach } = decideEffectiveAccess(state.app, key);
    upper = union(upper, possible(reach));
    lower = intersect(lower, reach.yes);
  }
  return { upper, lower };
}

/** Every way in which the open changes may be visible; settled ones always are. In order of execution. */
function* subsets(changes: readonly Change[]): Generator<readonly Change[]> {
  const open = changes.filter((change) => change.open);
  for (let mask = 0; mask < 2 ** open.length; mask++) {
    const hidden = new Set(open.filter((_change, bit) => ((mask >> bit) & 1) === 0));
    yield changes.filter((change) => !hidden.has(change));
  }
}
