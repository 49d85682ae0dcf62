import type { RiskLevel } from "../../model/plan-schedule.ts";
import type { PlannedChange } from "../../model/planned-changes.ts";
import { backoutText } from "../change/backout-text.ts";
import type { ChangeContext } from "../change/change-context.ts";
import { changeTitle } from "../change/change-title.ts";
import { descriptionText } from "../change/description-text.ts";
import { implementationText } from "../change/implementation-text.ts";
import { reasonText } from "../change/reason-text.ts";
import { riskText } from "../change/risk-text.ts";
import { testText } from "../change/test-text.ts";
import { appKeys, NO_APP } from "./app-keys.ts";
import type { CsvRow } from "./csv-columns.ts";

type Row = CsvRow<"change-requests.csv">;

/** One row for each change, to be imported into a ticket system. What the plan does not know stays empty. */
export function changeRequestRow(context: ChangeContext): Row {
  const { change, name } = context;
  const app = change.subject.kind === "app" ? change.subject.app : null;
  return {
    changeId: change.id,
    ...(app === null ? NO_APP : appKeys(app)),
    change: change.change,
    changeHash: change.changeHash,
    short_description: changeTitle(context),
    description: descriptionText(context),
    justification: reasonText(context),
    implementation_plan: implementationText(context),
    risk_impact_analysis: riskText(context),
    backout_plan: backoutText(context),
    test_plan: testText(context),
    type: "Normal",
    // Who does it is in no evidence and in no decision.
    assignment_group: null,
    cmdb_ci: name,
    impact: impactOf(change),
    risk: app === null || app.risk === null ? null : RISKS[app.risk.level],
    ...windowOf(context),
  };
}

/** Labels of ServiceNow's own choices. */
const RISKS: Readonly<Record<RiskLevel, string>> = { low: "Low", medium: "Moderate", high: "High" };

/** This tool's own judgement, as the column says: whose access changes, then whether there is a way back. */
function impactOf({ change, subject }: PlannedChange): string {
  if (change === 2) return "2 - Medium";
  const permissions = subject.kind === "app" ? subject.app.permissions : [];
  const changesAccess = permissions.some(
    ({ gained, lost }) => (gained?.count ?? 0) > 0 || (lost?.count ?? 0) > 0,
  );
  return changesAccess ? "1 - High" : "3 - Low";
}

/** From the first step to the time at which the last one is visible everywhere, both at the earliest. */
function windowOf({ change, times }: ChangeContext): Pick<Row, "start_date" | "end_date"> {
  const starts = change.steps.flatMap(({ id }) => times.get(id) ?? []);
  const ends = change.steps.flatMap(({ id, settleMinutes }) => {
    const at = times.get(id);
    return at === undefined ? [] : [Date.parse(at) + settleMinutes * 60_000];
  });
  const [start] = starts.toSorted();
  if (start === undefined) return { start_date: null, end_date: null };
  return {
    start_date: serviceNowTime(Date.parse(start)),
    end_date: serviceNowTime(Math.max(...ends)),
  };
}

/** `2027-01-11 18:00:00`: ServiceNow's own form, UTC. */
const serviceNowTime = (milliseconds: number): string =>
  new Date(milliseconds).toISOString().slice(0, 19).replace("T", " ");
