import type { Decisions } from "../model/decisions.ts";
import type { AppPlan } from "../model/plan-app.ts";
import type { Freeze, Schedule, Wave, WaveTimes } from "../model/plan-schedule.ts";
import type { Step } from "../model/plan-step.ts";
import { byText } from "../model/by-text.ts";

const MINUTE_MS = 60_000;

/**
 * Counts the earliest time of every step from a decided start: after the waits between steps, what was still changing
 * in the evidence, the waves before, and outside every freeze. Null where no start was decided.
 *
 * A wave begins once everything that the wave before changes is visible everywhere, so that what it broke is seen.
 * Policies are retired weeks later: no wave waits for that. A look that opens a change stands next to it: where a
 * freeze moves the one, it moves the other.
 */
export function scheduleSteps(
  plan: ScheduledPlan,
  decisions: Decisions | undefined,
): Schedule | null {
  const { startAt, freezes = [] } = decisions?.schedule ?? {};
  if (startAt === undefined) return null;
  const byId = new Map(plan.steps.map((step) => [step.id, step]));
  const times = new Map<string, number>();
  let start = Date.parse(startAt);
  const waves = plan.waves.map((wave): WaveTimes => {
    start = afterFreezes(start, freezes);
    const startsAt = toInstant(start);
    const own = membersOf(plan, wave).flatMap((app) => {
      const from = Math.max(start, Date.parse(app.earliestStart ?? startsAt));
      for (const id of app.steps) timeOf(id, { byId, times, freezes, from });
      return app.steps.flatMap((id) => byId.get(id) ?? []);
    });
    const changed = endOf(own, 1, times);
    start = Math.max(start, changed ?? start);
    return {
      wave: wave.wave,
      startsAt,
      changedAt: toInstantOrNull(changed),
      retiredAt: toInstantOrNull(endOf(own, 2, times)),
    };
  });
  // Steps of no single app: the retirement of impersonation, once the apps have what replaces it.
  const first = afterFreezes(Date.parse(startAt), freezes);
  for (const { id } of plan.steps) timeOf(id, { byId, times, freezes, from: first });
  const scheduled = [...times].map(([step, at]) => ({ step, earliestAt: toInstant(at) }));
  return {
    startAt: toInstant(Date.parse(startAt)),
    freezes: freezes.toSorted((a, b) => byText(a.from, b.from)),
    waves,
    steps: scheduled.toSorted((a, b) =>
      byText(`${a.earliestAt} ${a.step}`, `${b.earliestAt} ${b.step}`),
    ),
  };
}

const membersOf = ({ apps }: ScheduledPlan, wave: Wave): readonly AppPlan[] =>
  apps.filter(({ appId }) => appId !== null && wave.apps.includes(appId));

interface ScheduledPlan {
  readonly apps: readonly AppPlan[];
  readonly steps: readonly Step[];
  readonly waves: readonly Wave[];
}

interface Times {
  readonly byId: ReadonlyMap<string, Step>;
  readonly times: Map<string, number>;
  readonly freezes: readonly Freeze[];
  readonly from: number;
}

/** A step that nobody planned in an earlier wave counts from this one; what it waits for comes first. */
function timeOf(id: string, context: Times): number {
  const { byId, times, freezes, from } = context;
  const known = times.get(id);
  if (known !== undefined) return known;
  const step = byId.get(id);
  if (step === undefined) return from;
  const ready = step.after.map(
    ({ step: before, waitMinutes }) => timeOf(before, context) + waitMinutes * MINUTE_MS,
  );
  const earliest = Math.max(from, ...ready);
  const at = onlyLooks(step) ? earliest : afterFreezes(earliest, freezes);
  times.set(id, at);
  return at;
}

/** Looking is never forbidden; but the look before a policy goes is worth nothing hours later. */
const onlyLooks = ({ phase }: Step): boolean => phase === "2-test" || phase === "7-after";

function afterFreezes(at: number, freezes: readonly Freeze[]): number {
  const hit = freezes.find(({ from, to }) => Date.parse(from) <= at && at < Date.parse(to));
  return hit === undefined ? at : afterFreezes(Date.parse(hit.to), freezes);
}

/** When the last step of a change is done, and for change 1 visible everywhere; null where there is none. */
function endOf(
  steps: readonly Step[],
  change: Step["change"],
  times: ReadonlyMap<string, number>,
): number | null {
  const ends = steps
    .filter((step) => step.change === change)
    .map(({ id, settleMinutes }) => {
      const settled = change === 1 ? settleMinutes : 0;
      return (times.get(id) ?? 0) + settled * MINUTE_MS;
    });
  return ends.length === 0 ? null : Math.max(...ends);
}

const toInstant = (at: number): string => new Date(at).toISOString();

const toInstantOrNull = (at: number | null): string | null => (at === null ? null : toInstant(at));
