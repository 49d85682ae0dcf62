import { decideEffectiveAccess, type PermissionKey } from "../access/effective-access.ts";
import type { AppState } from "../mapping/app-state.ts";
import type { Step } from "../model/plan-step.ts";
import { except, type MailboxSet } from "../sets/mailbox-set.ts";
import { possible } from "../sets/membership.ts";

/** A change that some parts of the service may see already and others not yet. */
export interface Change {
  readonly step: Step;
  readonly way: "forward" | "back";
  /** False once its window is over: then everybody sees it. */
  readonly open: boolean;
  readonly apply: (state: AppState) => AppState;
}

/** More open changes at once than can be tried out; such a plan is not written. */
export const MOST_OPEN_CHANGES = 12;

/** Every way in which the open changes may be visible; settled ones always are. In order of execution. */
export function* possibleViews(changes: readonly Change[]): Generator<readonly Change[]> {
  const open = changes.filter((change) => change.open);
  for (let mask = 0; mask < 2 ** open.length; mask++) {
    const hidden = new Set(open.filter((_change, bit) => ((mask >> bit) & 1) === 0));
    yield changes.filter((change) => !hidden.has(change));
  }
}

/** Whom a permission may reach at most, and must reach at least. */
export interface AccessLimits {
  readonly most: MailboxSet;
  readonly least: MailboxSet;
}

/** What a view gives beyond its limits: reached and not to be, or to be reached and not for certain. */
export interface Excess {
  readonly gained: MailboxSet;
  readonly lost: MailboxSet;
}

/**
 * Judges views on one permission against its limits: every view within them is the upper bound, the union, within the
 * one, and the lower, the intersection, within the other. What is undecided counts as reached for the one and not for
 * the other.
 *
 * Different moments see the same: a view is worked out once.
 */
export function createViewJudge(
  start: AppState,
  key: PermissionKey,
  { most, least }: AccessLimits,
): (visible: readonly Change[]) => Excess {
  const judged = new Map<string, Excess>();
  const names = { forward: new Map<Step, string>(), back: new Map<Step, string>() };
  const nameOf = ({ step, way }: Change): string => {
    const known = names[way].get(step) ?? `${way}${String(names[way].size)}`;
    names[way].set(step, known);
    return known;
  };
  return (visible) => {
    const name = visible.map(nameOf).join(" ");
    const known = judged.get(name);
    if (known !== undefined) return known;
    const { app } = visible.reduce((state, { apply }) => apply(state), start);
    const { reach } = decideEffectiveAccess(app, key);
    const excess = { gained: except(possible(reach), most), lost: except(least, reach.yes) };
    judged.set(name, excess);
    return excess;
  };
}
