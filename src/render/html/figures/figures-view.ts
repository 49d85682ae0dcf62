import type { Plan } from "../../../model/plan-document.ts";
import type { FigureView } from "./figure-view.ts";
import { flowFigure } from "./flow-figure.ts";
import { legacyFigure } from "./legacy-figure.ts";
import { reachFigure } from "./reach-figure.ts";
import { statusFigure } from "./status-figure.ts";
import { timelineFigure } from "./timeline-figure.ts";

/** The pictures of the report, in the order in which they are read. */
export function figuresView(plan: Plan): readonly FigureView[] {
  return [legacyFigure, statusFigure, reachFigure, flowFigure, timelineFigure].map((figure) =>
    figure(plan),
  );
}
