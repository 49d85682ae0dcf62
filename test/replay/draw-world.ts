import type { Step, StepTarget } from "../../src/model/plan-step.ts";
import type { Random } from "../generator/random.ts";
import type { TenantDescription } from "../generator/tenant-description.ts";
import { runStep, undoStep } from "./run-step.ts";

/** One change that somebody made, with the moments of one possible world, in minutes from the first step. */
export interface Change {
  readonly step: Step;
  readonly way: "forward" | "back";
  readonly madeAt: number;
  /** What was made is recorded as done. */
  readonly endedAt: number;
  /** From here on everybody sees it; until then nobody. */
  readonly visibleAt: number;
}

const HOUR = 60;
const LONGEST_STEP = 20;
/** The longest time between two steps, beyond what the plan asks for. */
const LONGEST_DELAY = 30 * HOUR;

/**
 * The longest time until a change is visible: roles 2 hours, consent and its tokens 28, policies 48. What is not used
 * by anything yet changes no access.
 */
export const LONGEST_WINDOW: Readonly<Record<StepTarget["kind"], number>> = {
  servicePrincipal: 0,
  managementScope: 0,
  roleAssignment: 2 * HOUR,
  authorization: 0,
  appRoleAssignment: 28 * HOUR,
  requiredResourceAccess: 0,
  governedGrants: 0,
  accessPolicy: 48 * HOUR,
  impersonationAssignment: 2 * HOUR,
  scopeObject: 0,
  members: 24 * HOUR,
};

/**
 * Draws when steps are run: those of one app in their order, as soon as they may, or later; apps at the same time. A
 * step waits for those of other apps that it names.
 */
export function drawForward(
  random: Random,
  chains: readonly (readonly Step[])[],
): readonly Change[] {
  const ended = new Map<string, number>();
  const clocks = chains.map((steps) => ({ left: [...steps], now: drawDelay(random) }));
  const awaited = new Set(chains.flat().map(({ id }) => id));
  const changes: Change[] = [];
  while (changes.length < awaited.size) {
    const clock = clocks.find(({ left: [step] }) => isReady(step, awaited, ended));
    const step = clock?.left.shift();
    if (clock === undefined || step === undefined) throw new Error("steps wait for each other");
    const allowed = step.after.map((wait) => (ended.get(wait.step) ?? 0) + wait.waitMinutes);
    const startedAt = Math.max(clock.now, ...allowed) + drawDelay(random);
    const change = drawChange(random, { step, way: "forward", startedAt });
    changes.push(change);
    clock.now = change.endedAt;
    ended.set(step.id, change.endedAt);
  }
  return changes.toSorted((one, other) => one.madeAt - other.madeAt);
}

const isReady = (
  step: Step | undefined,
  awaited: ReadonlySet<string>,
  ended: ReadonlyMap<string, number>,
): boolean =>
  step !== undefined && step.after.every((wait) => !awaited.has(wait.step) || ended.has(wait.step));

const PHASES = ["rollback-4", "rollback-3", "rollback-1", "rollback-0"] as const;

/**
 * Draws the way back from what was done: declaration, consent, objects, each in reverse order, with the longest wait of
 * one phase before the next.
 */
export function drawBack(random: Random, done: readonly Change[]): readonly Change[] {
  const changes: Change[] = [];
  let now = Math.max(0, ...done.map(({ endedAt }) => endedAt)) + drawDelay(random);
  for (const phase of PHASES) {
    const own = done.filter(({ step }) => step.rollback?.phase === phase).toReversed();
    let wait = 0;
    for (const { step } of own) {
      const change = drawChange(random, { step, way: "back", startedAt: now + drawDelay(random) });
      changes.push(change);
      now = change.endedAt;
      wait = Math.max(wait, step.rollback?.waitMinutes ?? 0);
    }
    now += wait;
  }
  return changes;
}

function drawChange(
  random: Random,
  {
    step,
    way,
    startedAt,
  }: { readonly step: Step; readonly way: Change["way"]; readonly startedAt: number },
): Change {
  const duration = random.pick([0, random.below(LONGEST_STEP)]);
  const madeAt = startedAt + random.pick([0, duration]);
  const longest = LONGEST_WINDOW[step.target.kind];
  const window = random.pick([0, longest, random.below(longest + 1)]);
  return { step, way, madeAt, endedAt: startedAt + duration, visibleAt: madeAt + window };
}

/** Mostly none: the plan has to hold at its earliest times. */
const drawDelay = (random: Random): number => (random.once(4) ? random.below(LONGEST_DELAY) : 0);

/** The tenant with the changes made to it, in the order in which they were made. */
export const made = (start: TenantDescription, changes: readonly Change[]): TenantDescription =>
  changes
    .toSorted((a, b) => a.madeAt - b.madeAt)
    .reduce(
      (tenant, { step, way }) =>
        way === "forward" ? runStep(tenant, step.target) : undoStep(tenant, step.target),
      start,
    );

/** The tenant as the service decides by it at a moment. A scope that was removed still binds whoever uses it. */
export const seenAt = (
  start: TenantDescription,
  changes: readonly Change[],
  minute: number,
): TenantDescription =>
  made(
    start,
    changes.filter(
      ({ step, way, visibleAt }) =>
        visibleAt <= minute && !(way === "back" && step.target.kind === "managementScope"),
    ),
  );
