import type { Decisions } from "../model/decisions.ts";
import type { AppPlan } from "../model/plan-app.ts";
import type { RiskLevel, Wave } from "../model/plan-schedule.ts";
import { byText } from "../model/by-text.ts";
import { isCopyName } from "../model/copy-names.ts";

/** More apps at once than a team can watch. */
const MOST_APPS_IN_A_WAVE = 20;

const LEVELS: readonly RiskLevel[] = ["low", "medium", "high"];

/** An app that takes part: one with an id and steps. */
interface Mover {
  readonly appId: string;
  readonly plan: AppPlan;
  /** The wave that somebody decided for it. */
  readonly decided: number | null;
}

/** Apps that follow the same groups, and so are seen to break together. */
interface Party {
  readonly movers: readonly Mover[];
  readonly risk: RiskLevel;
  /** The wave that was decided for one of them; the first, where they differ. */
  readonly decided: number | null;
}

/**
 * Puts the apps that have steps into waves: low risk first, apps that share a group together, a number that somebody
 * decided before all. A party larger than a wave stays whole.
 *
 * INVARIANT: every app with steps is in one wave; the order of the apps given does not matter.
 */
export function assignWaves(
  apps: readonly AppPlan[],
  decisions: Decisions | undefined,
): readonly Wave[] {
  const parties = partiesOf(moversOf(apps, decisions));
  const waves = new Map<number, Mover[]>();
  const put = (number: number, mover: Mover): void => {
    waves.set(number, [...(waves.get(number) ?? []), mover]);
  };
  for (const { movers, decided } of parties) {
    if (decided === null) continue;
    for (const mover of movers) put(mover.decided ?? decided, mover);
  }
  for (const [index, together] of fillWaves(parties).entries()) {
    for (const mover of together) put(index + 1, mover);
  }
  const described = [...waves].toSorted(([a], [b]) => a - b).map(describeWave);
  return described.map((wave) => (isSpread(wave, described) ? withWhy(wave, SPREAD) : wave));
}

const SPREAD = `apps of this risk are spread over several waves of at most ${String(MOST_APPS_IN_A_WAVE)}, unless more share a group`;

const isSpread = ({ wave, risk }: Wave, all: readonly Wave[]): boolean =>
  all.some((other) => other.wave !== wave && other.risk === risk);

const withWhy = (wave: Wave, sentence: string): Wave => ({ ...wave, why: [...wave.why, sentence] });

function moversOf(apps: readonly AppPlan[], decisions: Decisions | undefined): readonly Mover[] {
  return apps
    .flatMap((plan) =>
      plan.appId === null || plan.steps.length === 0
        ? []
        : [{ appId: plan.appId, plan, decided: decisions?.apps[plan.appId]?.wave ?? null }],
    )
    .toSorted((a, b) => byText(a.appId, b.appId));
}

/** Parties joined by the groups that they share, low risk first, then by the first app's id. */
function partiesOf(movers: readonly Mover[]): readonly Party[] {
  const partyOfGroup = new Map<string, Set<Mover>>();
  const partyOf = new Map<Mover, Set<Mover>>();
  for (const mover of movers) {
    const groups = groupsOf(mover.plan);
    const met = groups.flatMap((group) => partyOfGroup.get(group) ?? []);
    const joined = new Set([...met.flatMap((party) => [...party]), mover]);
    for (const one of joined) {
      partyOf.set(one, joined);
      for (const group of groupsOf(one.plan)) partyOfGroup.set(group, joined);
    }
  }
  return [...new Set(partyOf.values())]
    .map((party) => describeParty([...party]))
    .toSorted(
      (a, b) => LEVELS.indexOf(a.risk) - LEVELS.indexOf(b.risk) || byText(firstId(a), firstId(b)),
    );
}

function describeParty(members: readonly Mover[]): Party {
  const movers = members.toSorted((a, b) => byText(a.appId, b.appId));
  const decided = movers.flatMap((mover) => mover.decided ?? []);
  return {
    movers,
    risk: worst(movers),
    decided: decided.length === 0 ? null : Math.min(...decided),
  };
}

const firstId = ({ movers }: Party): string => movers[0]?.appId ?? "";

/** Fills waves with the parties that nobody decided on: one level of risk in a wave, as many apps as can be watched. */
function fillWaves(parties: readonly Party[]): readonly (readonly Mover[])[] {
  const waves: { readonly risk: RiskLevel; readonly movers: Mover[] }[] = [];
  for (const { movers, risk, decided } of parties) {
    if (decided !== null) continue;
    const last = waves.at(-1);
    const fits = last?.risk === risk && last.movers.length + movers.length <= MOST_APPS_IN_A_WAVE;
    if (fits) last.movers.push(...movers);
    else waves.push({ risk, movers: [...movers] });
  }
  return waves.map(({ movers }) => movers);
}

/** The groups that its policies or its planned scope name; the name of a new group or unit. */
function groupsOf({ policies, scope }: AppPlan): readonly string[] {
  const named = (policies ?? []).flatMap((policy) =>
    policy.scope.kind === "group" && policy.scope.id !== null ? [policy.scope.id] : [],
  );
  const own = scope?.kind !== undefined && isCopyName(scope.name) ? [scope.name] : [];
  return [...new Set([...named, ...own, ...(scope?.groups ?? []).map(({ id }) => id)])];
}

const worst = (movers: readonly Mover[]): RiskLevel =>
  LEVELS.findLast((level) => movers.some(({ plan }) => plan.risk?.level === level)) ?? "low";

function describeWave([wave, movers]: readonly [number, readonly Mover[]]): Wave {
  const risk = worst(movers);
  const groups = movers.flatMap(({ plan }) => groupsOf(plan));
  const shared = groups.length !== new Set(groups).size;
  const decided = movers.filter((mover) => mover.decided !== null).length;
  return {
    wave,
    risk,
    apps: movers.map(({ appId }) => appId).toSorted(byText),
    why: [
      `the worst risk in it is ${risk}`,
      ...(shared ? ["apps that follow the same group move together"] : []),
      ...(decided > 0 ? [`by decision: ${String(decided)} of its apps`] : []),
    ],
  };
}
