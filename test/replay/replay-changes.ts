import type { Answer } from "../oracle/answer.ts";
import type { TenantDescription } from "../generator/tenant-description.ts";
import type { Breach, Contract } from "./contracts.ts";
import { seenAt, type Change } from "./draw-world.ts";
import { trueAccess, type TrueAccess } from "./true-access.ts";

/** What access may come to: never more than either, never less than both. */
export interface Bounds {
  readonly before: TrueAccess;
  readonly target: TrueAccess;
}

/** Asks for every app, permission and mailbox at every moment at which something becomes visible. */
export function* breachesOver(
  start: TenantDescription,
  changes: readonly Change[],
  bounds: Bounds,
): Generator<Breach> {
  const moments = new Set([0, ...changes.map(({ visibleAt }) => visibleAt)]);
  for (const minute of [...moments].toSorted((a, b) => a - b)) {
    const now = trueAccess(seenAt(start, changes, minute));
    for (const { contract, about } of breachesOf(now, bounds)) {
      yield { contract, text: `${about} at minute ${minute}; ${describe(changes, minute)}` };
    }
  }
}

function* breachesOf(
  now: TrueAccess,
  { before, target }: Bounds,
): Generator<{ readonly contract: Contract; readonly about: string }> {
  for (const about of new Set([...now.keys(), ...before.keys()])) {
    const promised = [before.get(about) ?? false, target.get(about) ?? false] as const;
    const contract = brokenBy(now.get(about) ?? false, promised);
    if (contract !== null) yield { contract, about };
  }
}

/** Which contract an answer breaks. What is open may stay open, and may not turn into access that nobody promised. */
function brokenBy(answer: Answer, promised: readonly [Answer, Answer]): Contract | null {
  if (answer !== true && promised.every((one) => one === true)) return "no_step_interrupts_access";
  if (answer !== false && promised.every((one) => one === false)) return "no_step_widens_access";
  return answer === true && !promised.includes(true) ? "unknown_never_becomes_allowed" : null;
}

function describe(changes: readonly Change[], minute: number): string {
  const made = changes.filter(({ madeAt }) => madeAt <= minute);
  const name = ({ step, way }: Change): string => `${way} ${step.id}`;
  const seen = made.filter(({ visibleAt }) => visibleAt <= minute).map(name);
  const hidden = made.filter(({ visibleAt }) => visibleAt > minute).map(name);
  return `visible: ${seen.join(", ") || "nothing"}; not yet: ${hidden.join(", ") || "nothing"}`;
}

/** Where two accesses differ, as `<app id> <permission> <mailbox>: <answer>, not <answer>`. */
export function differences(actual: TrueAccess, wanted: TrueAccess): readonly string[] {
  const abouts = [...new Set([...actual.keys(), ...wanted.keys()])].toSorted();
  return abouts.flatMap((about) => {
    const [is, should] = [actual.get(about) ?? false, wanted.get(about) ?? false];
    return is === should ? [] : [`${about}: ${word(is)}, not ${word(should)}`];
  });
}

function word(answer: Answer): string {
  if (answer === null) return "open";
  return answer ? "allowed" : "denied";
}
