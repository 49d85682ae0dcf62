import type { AppState } from "../mapping/app-state.ts";
import type { Decisions } from "../model/decisions.ts";
import type { Timing } from "../model/plan-schedule.ts";
import { OBSERVATION_MINUTES, SETTLE_WINDOWS } from "../model/settle-windows.ts";

const DAY_MINUTES = 24 * 60;

/** The waits that hold where nobody decided others. */
export const DEFAULT_TIMING: Timing = {
  observationMinutes: OBSERVATION_MINUTES,
  tokenMinutes: SETTLE_WINDOWS.consent.minutes,
};

export const timingOf = ({ timing }: Pick<AppState, "timing">): Timing => timing ?? DEFAULT_TIMING;

/**
 * The waits of one app by decision: its own number of days, else the one for all.
 *
 * A known token lifetime stands for the 28 hours that a client which negotiates continuous access evaluation may get;
 * nothing makes it shorter than was decided.
 *
 * @see https://learn.microsoft.com/entra/identity-platform/access-tokens "Token lifetime" (2026)
 */
export function decideTiming(decisions: Decisions | undefined, appId: string | null): Timing {
  const own = decisions?.apps[appId ?? ""];
  const days = own?.observationDays ?? decisions?.schedule?.observationDays;
  return {
    observationMinutes: days === undefined ? OBSERVATION_MINUTES : days * DAY_MINUTES,
    tokenMinutes: own?.tokenLifetimeMinutes ?? SETTLE_WINDOWS.consent.minutes,
  };
}
