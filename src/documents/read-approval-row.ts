import { AppError } from "../errors.ts";
import { BOARD_DECISIONS, type BoardDecision, type ChangeNumber } from "../model/approval.ts";
import { readDecisionDay } from "./read-decision-day.ts";
import type { TableRow } from "./read-table.ts";

/** A row of approvals.csv as it came back. */
export interface ApprovalRow {
  /** As a spreadsheet shows it. */
  readonly row: number;
  readonly changeId: string;
  readonly change: ChangeNumber;
  readonly changeHash: string;
  readonly ticket: string | null;
  /** Null = undecided. */
  readonly decided: {
    readonly decision: BoardDecision;
    readonly name: string;
    /** ISO 8601 day. */
    readonly date: string;
    readonly conditions: string | null;
  } | null;
}

export interface ReadRow {
  readonly row: ApprovalRow;
  /** What was read otherwise than it stands there; null = nothing. */
  readonly notice: string | null;
}

/** Reads one row; what is not understood for certain is an error that names it. */
export function readApprovalRow({ row, cells }: TableRow, file: string): ReadRow {
  const reader: Reader = {
    cell: (name) => plain(cells[name] ?? ""),
    fail: (trouble) => {
      throw new AppError("invalidInput", `\`${file}\`, row ${String(row)}: ${trouble}`, {
        hint: "decision is approved, rejected or deferred, with a name and a date as YYYY-MM-DD; nothing else is changed",
      });
    },
  };
  const identity = readIdentity(reader);
  const { decided, notice } = readDecided(reader, identity.changeId);
  return {
    row: { row, ...identity, ticket: reader.cell("ticket") || null, decided },
    notice: notice === null ? null : `row ${String(row)}: ${notice}`,
  };
}

interface Reader {
  readonly cell: (name: string) => string;
  readonly fail: (trouble: string) => never;
}

function readIdentity({
  cell,
  fail,
}: Reader): Pick<ApprovalRow, "changeId" | "change" | "changeHash"> {
  const changeHash = cell("changeHash").toLowerCase();
  if (!/^[0-9a-f]{64}$/.test(changeHash)) fail(`\`${changeHash}\` is no change hash`);
  const change = CHANGES.get(cell("change")) ?? fail(`\`${cell("change")}\` is no change: 1 or 2`);
  const changeId = cell("changeId");
  if (!changeId.endsWith(`/change-${String(change)}`))
    fail(`\`${changeId}\` is not the id of a change ${String(change)}`);
  const appId = cell("appId");
  if (appId !== "" && !changeId.startsWith(`${appId}/`))
    fail(`\`${changeId}\` is not a change of app \`${appId}\``);
  return { changeId, change, changeHash };
}

function readDecided(
  { cell, fail }: Reader,
  changeId: string,
): Pick<ApprovalRow, "decided"> & Pick<ReadRow, "notice"> {
  const said = cell("decision").toLowerCase();
  if (said === "") {
    const isBegun = ["name", "date", "conditions"].some((name) => cell(name) !== "");
    const notice = `\`${changeId}\` has no decision, so nothing is approved`;
    return { decided: null, notice: isBegun ? notice : null };
  }
  const decision =
    BOARD_DECISIONS.find((one) => one === said) ?? fail(`\`${said}\` is no decision`);
  const name = cell("name") || fail("it does not say who decided");
  const read = readDecisionDay(cell("date"));
  const date = "day" in read ? read.day : fail(`the date: ${read.trouble}`);
  const notice = `the date \`${cell("date")}\` is read as ${date}`;
  return {
    decided: { decision, name, date, conditions: cell("conditions") || null },
    notice: cell("date") === date ? null : notice,
  };
}

const CHANGES: ReadonlyMap<string, ChangeNumber> = new Map([
  ["1", 1],
  ["2", 2],
]);

/** One line, without the apostrophe by which our own CSV says that a text is no formula. */
const plain = (text: string): string =>
  text
    .replace(/^'(?=[=+\-@\t\r\n＝＋－＠])/, "")
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\s]+/gu, " ")
    .trim();
