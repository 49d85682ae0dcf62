import type { Plan } from "../../model/plan-document.ts";
import { renderCount } from "../render-count.ts";
import type { SummaryView } from "./report-view.ts";
import { sourceView } from "./source-view.ts";
import { APP_STATUSES, APP_STATUS_WORDS } from "./status-words.ts";

/** What the plan says, on one screen. */
export function summaryView(plan: Plan): SummaryView {
  return {
    apps: renderCount(plan.apps.length),
    statuses: APP_STATUSES.map((key) => ({
      key,
      ...APP_STATUS_WORDS[key],
      count: renderCount(plan.apps.filter((app) => app.status === key).length),
    })),
    mailboxes: plan.population.mailboxes === null ? null : renderCount(plan.population.mailboxes),
    apart: Object.keys(plan.population.apart)
      .toSorted()
      .map((kind) => ({ kind, count: renderCount(plan.population.apart[kind] ?? 0) })),
    assumptions: plan.assumptions.map(({ text, source }) => ({ text, source: sourceView(source) })),
  };
}
