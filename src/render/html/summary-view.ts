import { APP_LISTS, sayAbsence } from "../../model/absences.ts";
import { byText } from "../../model/by-text.ts";
import type { Plan } from "../../model/plan-document.ts";
import { gapsIn } from "../../model/unread.ts";
import { renderCount } from "../render-count.ts";
import type { SummaryView } from "./report-view.ts";
import { sourceView } from "./source-view.ts";
import { APP_STATUSES, APP_STATUS_WORDS } from "./status-words.ts";

/** What the plan says, on one screen. */
export function summaryView(plan: Plan): SummaryView {
  return {
    apps: renderCount(plan.apps.length),
    otherApps: otherApps(plan),
    statuses: APP_STATUSES.map((key) => ({
      key,
      ...APP_STATUS_WORDS[key],
      link: `apps?status=${key}`,
      count: renderCount(plan.apps.filter((app) => app.status === key).length),
    })),
    mailboxes: plan.population.mailboxes === null ? null : renderCount(plan.population.mailboxes),
    apart: apart(plan),
    noneApart: sayAbsence(plan.coverage, "noneCountedApart", "What is counted apart is not known"),
    assumptions: plan.assumptions.map(({ text, source }) => ({ text, source: sourceView(source) })),
  };
}

/** That there may be more apps than are listed; null where every list that names apps was read. */
function otherApps({ coverage }: Plan): string | null {
  const gaps = gapsIn(coverage, APP_LISTS);
  return gaps.length === 0 ? null : gaps.join(", ");
}

function apart({ population }: Plan): SummaryView["apart"] {
  return Object.entries(population.apart ?? {})
    .toSorted(([a], [b]) => byText(a, b))
    .map(([kind, count]) => ({ kind, count: renderCount(count) }));
}
