import type { TenantState } from "../tenant-state.ts";
import type { VirtualClock } from "../virtual-clock.ts";
import { applyEdits } from "./apply-edits.ts";
import type { TenantChange } from "./tenant-change.ts";
import { LONGEST_TOKEN_MINUTES, minutesUntilVisible } from "./visibility.ts";
import type { Visibility } from "./visibility.ts";

/** A change with its two moments, epoch milliseconds. */
export interface MadeChange extends TenantChange {
  readonly madeAtMs: number;
  readonly visibleAtMs: number;
}

/** The tenant as it was loaded, and all that was changed since. */
export interface TenantHistory {
  /** What administrators read: every change at once. */
  configured(): TenantState;
  /** What enforcement goes by at this moment of the clock: the changes that are visible, in the order they were made. */
  enforced(): TenantState;
  readonly make: (change: TenantChange) => void;
  /** In the order they were made. */
  changes(): readonly MadeChange[];
}

export interface HistoryOptions {
  readonly visibility: Visibility;
  /** Longest lifetime of an access token, in minutes. Default 90. */
  readonly tokenMinutes?: number | undefined;
}

/** Creates the history of a tenant to which nothing happened yet. */
export function createTenantHistory(
  loaded: TenantState,
  clock: VirtualClock,
  { visibility, tokenMinutes = LONGEST_TOKEN_MINUTES }: HistoryOptions,
): TenantHistory {
  const changes: MadeChange[] = [];
  let configured = loaded;
  let enforced = { key: "", state: loaded };

  return {
    configured: () => configured,
    enforced: () => {
      const visible = changes.filter(({ visibleAtMs }) => visibleAtMs <= clock.nowMs());
      const key = visible.map((change) => changes.indexOf(change)).join(" ");
      if (key !== enforced.key) {
        const state = visible.reduce((before, { edits }) => applyEdits(before, edits), loaded);
        enforced = { key, state };
      }
      return enforced.state;
    },
    make: (change) => {
      configured = applyEdits(configured, change.edits);
      const index = changes.length;
      const wait = minutesUntilVisible(visibility, { ...change, index }, tokenMinutes);
      const madeAtMs = clock.nowMs();
      changes.push({ ...change, madeAtMs, visibleAtMs: madeAtMs + wait * 60_000 });
    },
    changes: () => [...changes],
  };
}
