import type { Board } from "../../model/approval.ts";
import type { AppPlan } from "../../model/plan-app.ts";
import { changeTitle } from "../change/change-title.ts";
import type { ChangeContext } from "../change/change-context.ts";
import { wavesByApp } from "../wave-times.ts";
import { appKeys, NO_APP, type AppKeys } from "./app-keys.ts";
import type { CsvRow } from "./csv-columns.ts";

type Row = CsvRow<"approvals.csv">;

/** One row for each decision of the board; what was decided stands in it, as long as it holds. */
export function approvalRows(contexts: readonly ChangeContext[], board: Board): readonly Row[] {
  const [first] = contexts;
  const waves = first === undefined ? new Map<string, number>() : wavesByApp(first.plan);
  return contexts.map((context) => {
    const { change, folder } = context;
    const { subject } = change;
    return {
      changeId: change.id,
      ...appCells(subject.kind === "app" ? subject.app : null, waves),
      change: change.change,
      title: changeTitle(context),
      steps: change.steps.length,
      scripts: `${folder}/`,
      changeHash: change.changeHash,
      ...boardCells(board.get(change.id)),
    };
  });
}

/** Nothing is judged of an assignment, which belongs to no app. */
function appCells(
  app: AppPlan | null,
  waves: ReadonlyMap<string, number>,
): AppKeys & Pick<Row, "status" | "risk" | "wave"> {
  if (app === null) return { ...NO_APP, status: null, risk: null, wave: null };
  const { status, risk, appId } = app;
  return {
    ...appKeys(app),
    status,
    risk: risk?.level ?? null,
    wave: waves.get(appId ?? "") ?? null,
  };
}

type BoardCells = Pick<Row, "ticket" | "decision" | "name" | "date" | "conditions">;

const UNDECIDED = { decision: null, name: null, date: null, conditions: null };

function boardCells(entry: ReturnType<Board["get"]>): BoardCells {
  const ticket = entry?.ticket ?? null;
  if (entry === undefined || entry.stale || entry.approval === null)
    return { ticket, ...UNDECIDED };
  const { decision, name, date, conditions = null } = entry.approval;
  return { ticket, decision, name, date, conditions };
}
