import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { approvalsText } from "../../src/documents/approvals-file.ts";
import { matchApprovals, type MatchedApprovals } from "../../src/documents/match-approvals.ts";
import { readApprovals } from "../../src/documents/read-approvals.ts";
import { plannedChanges } from "../../src/model/planned-changes.ts";
import { renderCsvFiles } from "../../src/render/csv/render-csv-files.ts";
import { SAMPLE_PLAN, sampleMailboxName } from "../render/sample-plan.ts";

let file = "";
beforeAll(async () => {
  file = join(await mkdtemp(join(tmpdir(), "approvals-")), "approvals.csv");
});
afterAll(async () => rm(join(file, ".."), { recursive: true, force: true }));

const CHANGES = plannedChanges(SAMPLE_PLAN);
const [MIGRATE, RETIRE] = CHANGES;
const OTHER_HASH = "0".repeat(64);

interface Cells {
  readonly changeId: string;
  readonly change: string;
  readonly changeHash: string;
  readonly decision: string;
  readonly name: string;
  readonly date: string;
  readonly conditions: string;
  readonly ticket: string;
}
const COLUMNS = [
  "changeId",
  "change",
  "changeHash",
  "ticket",
  "decision",
  "name",
  "date",
  "conditions",
] as const;

const cellsOf = (change: typeof MIGRATE, cells: Partial<Cells> = {}): Cells => ({
  changeId: change?.id ?? "",
  change: String(change?.change),
  changeHash: change?.changeHash ?? "",
  decision: "approved",
  name: "Ada Lovelace",
  date: "2026-12-01",
  conditions: "",
  ticket: "",
  ...cells,
});

const csvOf = (rows: readonly Cells[], delimiter = ","): string =>
  [COLUMNS, ...rows.map((row) => COLUMNS.map((name) => `"${row[name].replaceAll('"', '""')}"`))]
    .map((cells) => cells.join(delimiter))
    .join("\r\n");

async function comeBack(bytes: string | Uint8Array): Promise<MatchedApprovals> {
  await writeFile(file, bytes);
  const { rows, notices } = await readApprovals(file);
  const matched = matchApprovals(rows, SAMPLE_PLAN, "approvals.csv");
  return { board: matched.board, notices: [...notices, ...matched.notices] };
}

const written = ({ board }: MatchedApprovals): unknown => JSON.parse(approvalsText(board));
const FIRST = {
  changeHash: MIGRATE?.changeHash,
  change: 1,
  decision: "approved",
  name: "Ada Lovelace",
  date: "2026-12-01",
};

describe("approvals.csv comes back", () => {
  it("as the pack wrote it: nothing is approved", async () => {
    const plan = { plan: SAMPLE_PLAN, mailboxName: sampleMailboxName };
    const back = await comeBack(renderCsvFiles(plan).get("approvals.csv") ?? "");
    expect(back.notices).toEqual([]);
    expect(back.board.size).toBe(CHANGES.length);
    expect(written(back)).toEqual({ schemaVersion: 1, approvals: [] });
  });

  it("filled in: each change by its own decision, and the pack's own file says the same again", async () => {
    const rows = [
      cellsOf(MIGRATE, { conditions: "only at night,\nand with a call", ticket: "CHG1" }),
      cellsOf(RETIRE, { decision: " Rejected ", name: "=Board" }),
    ];
    const back = await comeBack(csvOf(rows));
    expect(back.notices).toEqual([]);
    expect(written(back)).toEqual({
      schemaVersion: 1,
      approvals: [
        { ...FIRST, conditions: "only at night, and with a call" },
        { ...FIRST, change: 2, decision: "rejected", name: "=Board" },
      ],
    });
    const again = renderCsvFiles({ plan: SAMPLE_PLAN, mailboxName: sampleMailboxName, ...back });
    const twice = await comeBack(again.get("approvals.csv") ?? "");
    expect([...twice.board].filter(([, { approval }]) => approval !== null)).toEqual([
      ...back.board,
    ]);
  });

  it("approves change 1 alone where change 2 is undecided", async () => {
    const back = await comeBack(
      csvOf([cellsOf(MIGRATE), cellsOf(RETIRE, { decision: "", name: "", date: "" })]),
    );
    expect(written(back)).toEqual({ schemaVersion: 1, approvals: [FIRST] });
  });

  it("order_of_rows_does_not_matter", async () => {
    const rows = [cellsOf(MIGRATE), cellsOf(RETIRE, { decision: "deferred" })];
    expect(written(await comeBack(csvOf(rows.toReversed())))).toEqual(
      written(await comeBack(csvOf(rows))),
    );
  });
});

describe("what a spreadsheet made of it", () => {
  it.each([
    { how: "semicolons", bytes: () => csvOf([cellsOf(MIGRATE)], ";"), says: /with semicolons/ },
    { how: "tabs", bytes: () => csvOf([cellsOf(MIGRATE)], "\t"), says: /with tabs/ },
    {
      how: "UTF-16 with tabs",
      bytes: () => Buffer.from(`\uFEFF${csvOf([cellsOf(MIGRATE)], "\t")}`, "utf16le"),
      says: /as UTF-16 with tabs/,
    },
    {
      how: "UTF-16, big end first, without a mark",
      bytes: () => Buffer.from(csvOf([cellsOf(MIGRATE)]), "utf16le").swap16(),
      says: /as UTF-16/,
    },
    {
      how: "a line that names the delimiter",
      bytes: () => `sep=;\r\n${csvOf([cellsOf(MIGRATE)], ";")}`,
      says: /with semicolons/,
    },
    {
      how: "a date in the manner of the machine",
      bytes: () => csvOf([cellsOf(MIGRATE, { date: "1.12.2026" })]),
      says: /row 2: the date `1\.12\.2026` is read as 2026-12-01/,
    },
    {
      how: "empty rows, and columns of the board's own",
      bytes: () =>
        csvOf([cellsOf(MIGRATE)])
          .split("\r\n")
          .flatMap((line) => [`${line},note`, ",,,,,,,,", ""])
          .join("\n"),
      says: /^$/,
    },
  ])("reads $how", async ({ bytes, says }) => {
    const back = await comeBack(bytes());
    expect(written(back)).toEqual({ schemaVersion: 1, approvals: [FIRST] });
    expect(back.notices.join("\n")).toMatch(says);
  });

  it.each([
    { what: "another code page", bytes: Buffer.from([0x63, 0xfc, 0x72]), says: "neither UTF-8" },
    { what: "another file", bytes: "a,b\r\n1,2\r\n", says: "has no column `changeId`, `change`" },
    { what: "nothing", bytes: "", says: "has no column" },
    {
      what: "a quote that is never closed",
      bytes: `${csvOf([cellsOf(MIGRATE)])}\r\n"x`,
      says: "a quote is not where it belongs",
    },
    {
      what: "a row with too few cells",
      bytes: `${csvOf([cellsOf(MIGRATE)])}\r\nx,1`,
      says: "row 3: 2 cells under 8 columns",
    },
    {
      what: "a column twice",
      bytes: csvOf([cellsOf(MIGRATE)]).replace("conditions", "name"),
      says: "the column `name` twice",
    },
    {
      what: "a day that can be read in two ways",
      bytes: csvOf([cellsOf(MIGRATE, { date: "1/12/2026" })]),
      says: "row 2: the date: `1/12/2026` can be read as 2026-01-12 or 2026-12-01",
    },
    {
      what: "a day of two digits",
      bytes: csvOf([cellsOf(MIGRATE, { date: "1/12/26" })]),
      says: "is no day",
    },
    {
      what: "no such day",
      bytes: csvOf([cellsOf(MIGRATE, { date: "2026-02-30" })]),
      says: "no day",
    },
    {
      what: "a number of days",
      bytes: csvOf([cellsOf(MIGRATE, { date: "46357" })]),
      says: "no day",
    },
    {
      what: "a word that decides nothing",
      bytes: csvOf([cellsOf(MIGRATE, { decision: "ok" })]),
      says: "row 2: `ok` is no decision",
    },
    {
      what: "nobody who decided",
      bytes: csvOf([cellsOf(MIGRATE, { name: " " })]),
      says: "row 2: it does not say who decided",
    },
    {
      what: "a hash that was cut off",
      bytes: csvOf([cellsOf(MIGRATE, { changeHash: "5E+63" })]),
      says: "row 2: `5e+63` is no change hash",
    },
    {
      what: "the id of the other change",
      bytes: csvOf([cellsOf(MIGRATE, { change: "2" })]),
      says: "is not the id of a change 2",
    },
    {
      what: "a hash that was sorted apart",
      bytes: csvOf([
        cellsOf(MIGRATE, {
          changeHash: CHANGES[2]?.changeHash ?? "",
          change: "2",
          changeId: RETIRE?.id ?? "",
        }),
      ]),
      says: "has the change hash of",
    },
    {
      what: "two rows that contradict each other",
      bytes: csvOf([cellsOf(MIGRATE), cellsOf(MIGRATE, { decision: "rejected" })]),
      says: "rows 2 and 3 say different things",
    },
    {
      what: "another tenant's decisions",
      bytes: csvOf([cellsOf(MIGRATE, { changeId: "x/change-1", changeHash: OTHER_HASH })]),
      says: "no row of `approvals.csv` is about a change of this plan",
    },
  ])("refuses $what", async ({ bytes, says }) => {
    await expect(comeBack(bytes)).rejects.toThrow(says);
    await expect(comeBack(bytes)).rejects.toMatchObject({ code: "invalidInput" });
  });

  it("is missing", async () => {
    await expect(readApprovals(`${file}.not`)).rejects.toMatchObject({ code: "inputMissing" });
  });
});

describe("what counts for nothing", () => {
  it("a decision on an earlier plan: it is told, and its ticket is kept", async () => {
    const stale = cellsOf(MIGRATE, { changeHash: OTHER_HASH, ticket: "CHG1" });
    const back = await comeBack(csvOf([stale, cellsOf(RETIRE)]));
    expect(back.notices).toEqual([
      `row 2: the plan of \`${MIGRATE?.id ?? ""}\` has changed since Ada Lovelace decided on 2026-12-01: it needs a new decision`,
    ]);
    expect(written(back)).toEqual({ schemaVersion: 1, approvals: [{ ...FIRST, change: 2 }] });
    expect(back.board.get(MIGRATE?.id ?? "")).toMatchObject({ stale: true, ticket: "CHG1" });
  });

  it("a change that the plan does not have", async () => {
    const gone = cellsOf(MIGRATE, { changeId: "gone/change-1", changeHash: OTHER_HASH });
    const back = await comeBack(csvOf([gone, cellsOf(MIGRATE)]));
    expect(back.notices).toEqual([
      "row 2: this plan has no change `gone/change-1`: what was decided counts for nothing",
    ]);
    expect(written(back)).toEqual({ schemaVersion: 1, approvals: [FIRST] });
  });

  it("a name without a decision", async () => {
    const back = await comeBack(csvOf([cellsOf(MIGRATE, { decision: "" })]));
    expect(back.notices.join()).toContain("has no decision, so nothing is approved");
    expect(written(back)).toEqual({ schemaVersion: 1, approvals: [] });
  });

  it("a row that is there twice: once is enough, and it is told", async () => {
    const back = await comeBack(csvOf([cellsOf(MIGRATE), cellsOf(MIGRATE)]));
    expect(back.notices.join()).toContain("rows 2 and 3 are of one change");
    expect(written(back)).toEqual({ schemaVersion: 1, approvals: [FIRST] });
  });
});
