import type { Plan } from "../../../model/plan-document.ts";
import { renderCount } from "../../render-count.ts";
import { APP_STATUSES, APP_STATUS_WORDS } from "../status-words.ts";
import { drawBars } from "./bars.ts";
import { figureTable, type FigureView } from "./figure-view.ts";

const LEVELS = ["low", "medium", "high", null] as const;
const LABELS = ["Low risk", "Medium risk", "High risk", "Unplanned"] as const;

/** How many apps have each status, and how risky their changes are. */
export function statusFigure({ apps }: Plan): FigureView {
  const rows = APP_STATUSES.map((status) => ({
    label: APP_STATUS_WORDS[status].label,
    values: LEVELS.map(
      (level) =>
        apps.filter((app) => app.status === status && (app.risk?.level ?? null) === level).length,
    ),
  }));
  const told = rows.map(({ label, values }) => `${label}: ${values.join(", ")}`).join("; ");
  return {
    id: "figure-status",
    title: "Apps by status and risk",
    alternative: `Stacked bars of low, medium, high and unplanned, in this order. ${told}.`,
    picture: apps.length === 0 ? null : drawBars(rows, ["low", "medium", "high", "still"]),
    legend: [
      { colour: "low", label: LABELS[0] },
      { colour: "medium", label: LABELS[1] },
      { colour: "high", label: LABELS[2] },
      { colour: "still", label: LABELS[3] },
    ],
    table: figureTable(
      ["Status", ...LABELS],
      [1, 2, 3, 4],
      rows.map(({ label, values }) => [label, ...values.map(renderCount)]),
    ),
    cut: null,
  };
}
