import type { Plan } from "../../../model/plan-document.ts";
import type { Step } from "../../../model/plan-step.ts";
import { renderInstant } from "../../render-instant.ts";
import { renderMinutes } from "../../render-minutes.ts";
import { drawBars } from "./bars.ts";
import { figureTable, type FigureView } from "./figure-view.ts";
import { stepOffsets } from "./step-offsets.ts";

const SHOWN = 25;
const HOUR = 60;

interface WaveTime {
  readonly wave: number;
  readonly begins: string;
  /** Minutes from the wave's own start: the last step of change 1, its end of settling, the first step of change 2, the end. */
  readonly changed: number;
  readonly settled: number;
  readonly retiring: number;
  readonly ended: number;
}

/** How long each wave takes at least: its steps and their waits, what settles, what is observed, what is retired. */
export function timelineFigure(plan: Plan): FigureView {
  const all = wavesOf(plan);
  const shown = all.slice(0, SHOWN);
  const bars = shown.map(({ wave, changed, settled, retiring, ended }) => ({
    label: `Wave ${String(wave)}`,
    values: [changed, settled - changed, retiring - settled, ended - retiring].map(hours),
  }));
  return {
    id: "figure-timeline",
    title: "Time of each wave, in hours from its own start",
    alternative:
      all.length === 0
        ? "A time is drawn for each wave; this plan has 0 waves."
        : `Stacked bars in this order: change 1 with its waits, settling, observation, retirement of the legacy with its settling. ${shown.map(said).join(" ")}`,
    picture: bars.length === 0 ? null : drawBars(bars, ["kept", "wait", "still", "lost"]),
    legend: [
      { colour: "kept", label: "Change 1: steps and the waits between them" },
      { colour: "wait", label: "Settling: not yet visible everywhere" },
      { colour: "still", label: "Observation" },
      { colour: "lost", label: "Change 2: retire, and its settling" },
    ],
    table: figureTable(
      ["Wave", "Begins", "Change 1 takes", "Settles for", "Is observed for", "Change 2 takes"],
      [],
      shown.map(({ wave, begins, changed, settled, retiring, ended }) => [
        String(wave),
        begins,
        renderMinutes(changed),
        renderMinutes(settled - changed),
        renderMinutes(retiring - settled),
        renderMinutes(ended - retiring),
      ]),
    ),
    cut: all.length <= SHOWN ? null : `${String(all.length - SHOWN)} more waves: csv/steps.csv`,
  };
}

const hours = (minutes: number): number => Math.round(minutes / HOUR);

const said = ({ wave, settled, retiring }: WaveTime): string =>
  `Wave ${String(wave)}: change 1 is settled after ${renderMinutes(settled)}, the legacy may go after ${renderMinutes(retiring)}.`;

function wavesOf(plan: Plan): readonly WaveTime[] {
  const offsets = stepOffsets(plan.steps);
  const begins = new Map((plan.schedule?.waves ?? []).map((one) => [one.wave, one.startsAt]));
  const byId = new Map(plan.steps.map((step) => [step.id, step]));
  const stepsOf = new Map(plan.apps.map(({ appId, steps }) => [appId, steps]));
  return plan.waves.map(({ wave, apps }) => {
    const ids = apps.flatMap((appId) => stepsOf.get(appId) ?? []);
    const steps = ids.flatMap((id) => byId.get(id) ?? []);
    const at = (step: Step): number => offsets.get(step.id) ?? 0;
    const first = steps.filter(({ change }) => change === 1);
    const second = steps.filter(({ change }) => change === 2);
    const changed = Math.max(0, ...first.map(at));
    const settled = Math.max(changed, ...first.map((step) => at(step) + step.settleMinutes));
    const retiring = Math.max(settled, ...second.map(at));
    const ended = Math.max(retiring, ...second.map((step) => at(step) + step.settleMinutes));
    const start = begins.get(wave);
    return {
      wave,
      begins: start === undefined ? "to be decided" : renderInstant(start),
      changed,
      settled,
      retiring,
      ended,
    };
  });
}
