import type { Plan } from "../../model/plan-document.ts";
import type { RiskLevel } from "../../model/plan-schedule.ts";
import { renderCount } from "../render-count.ts";
import { renderInstant } from "../render-instant.ts";
import type { WavesView } from "./schedule-view.ts";

/** Risk is told by word and mark, never by colour alone. */
export const RISK_WORDS: Readonly<
  Record<RiskLevel, { readonly label: string; readonly mark: string }>
> = {
  low: { label: "Low", mark: "○" },
  medium: { label: "Medium", mark: "◐" },
  high: { label: "High", mark: "●" },
};

/** Of the apps of one wave; csv/apps.csv has them all. */
const SHOWN = 40;

/** What a wave says of an app. */
export interface WaveApp {
  readonly appId: string | null;
  readonly name: string;
  readonly anchor: string;
}

/** Which apps move together and, where a start was decided, when. */
export function wavesView(plan: Plan, apps: readonly WaveApp[]): WavesView {
  const byId = new Map(apps.map((app) => [app.appId, app]));
  const times = new Map((plan.schedule?.waves ?? []).map((one) => [one.wave, one]));
  return {
    waves: plan.waves.map(({ wave, risk, apps: ids, why }) => {
      const at = times.get(wave);
      return {
        wave,
        risk: RISK_WORDS[risk],
        count: renderCount(ids.length),
        apps: ids
          .slice(0, SHOWN)
          .flatMap((id) => byId.get(id) ?? [])
          .map(({ name, anchor }) => ({ name, anchor })),
        link: `apps?wave=${String(wave)}`,
        more: ids.length > SHOWN ? renderCount(ids.length - SHOWN) : null,
        why,
        startsAt: at === undefined ? null : renderInstant(at.startsAt),
        changedAt: instantOrDash(at?.changedAt),
        retiredAt: instantOrDash(at?.retiredAt),
      };
    }),
    none: "No app has steps.",
    scheduled: plan.schedule !== undefined,
    startAt: plan.schedule === undefined ? null : renderInstant(plan.schedule.startAt),
    freezes: (plan.schedule?.freezes ?? []).map(({ from, to, why }) => ({
      from: renderInstant(from),
      to: renderInstant(to),
      why,
    })),
  };
}

const instantOrDash = (at: string | null | undefined): string =>
  at === null || at === undefined ? "–" : renderInstant(at);
