import type { Plan } from "../../../model/plan-document.ts";
import type { RiskLevel } from "../../../model/plan-schedule.ts";
import { renderCount } from "../../render-count.ts";
import type { RiskView } from "../schedule-view.ts";
import { RISK_WORDS } from "../waves-view.ts";
import type { AppLink } from "./app-link.ts";
import { affectedView, type AffectedView } from "./affected-view.ts";
import { decisionsView, type DecisionsView } from "./decisions-asked.ts";
import { missingView, type MissingView } from "./missing-view.ts";
import { pressureViews, type PressureView } from "./pressure-view.ts";
import { unconfirmedPoints, type UnconfirmedView } from "./unconfirmed-points.ts";

/** The first page: what a board decides on without asking back. */
export interface BoardView {
  readonly decisions: DecisionsView;
  readonly risks: readonly (RiskView & {
    readonly key: RiskLevel;
    readonly count: string;
    readonly link: string;
  })[];
  readonly affected: AffectedView;
  readonly missing: readonly MissingView[];
  readonly unconfirmed: readonly UnconfirmedView[];
  readonly pressures: readonly PressureView[];
}

const LEVELS: readonly RiskLevel[] = ["low", "medium", "high"];

/** Puts the first page together. */
export function boardView(plan: Plan, apps: readonly AppLink[]): BoardView {
  return {
    decisions: decisionsView(plan),
    risks: LEVELS.map((key) => ({
      key,
      ...RISK_WORDS[key],
      link: `apps?risk=${key}`,
      count: renderCount(plan.apps.filter(({ risk }) => risk?.level === key).length),
    })),
    affected: affectedView(plan, apps),
    missing: missingView(plan),
    unconfirmed: unconfirmedPoints(plan, apps),
    pressures: pressureViews(plan.evidence.collectedAt),
  };
}
