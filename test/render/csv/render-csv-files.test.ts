import { describe, expect, it } from "vitest";
import {
  accessChangeRows,
  renderAccessChanges,
  type AccessChangeRow,
} from "../../../src/render/csv/access-changes.ts";
import { CSV_COLUMNS, type CsvFile } from "../../../src/render/csv/csv-columns.ts";
import { renderCsvFiles } from "../../../src/render/csv/render-csv-files.ts";
import { HOSTILE_TEXTS, hostilePlan } from "../hostile-plan.ts";
import { SAMPLE_PLAN, SAMPLE_SETS, sampleMailboxName } from "../sample-plan.ts";

const sample = { plan: SAMPLE_PLAN, mailboxName: sampleMailboxName };
const FORMULA = /^[=+\-@\t\r\n＝＋－＠]/;

describe("renderCsvFiles", () => {
  it.each([...renderCsvFiles(sample)].map(([file, text]) => ({ file, text })))(
    "renders $file",
    async ({ file, text }) => {
      await expect(text).toMatchFileSnapshot(`../golden/${file}.golden`);
    },
  );

  it("starts with a byte order mark and the documented columns, and ends lines with CRLF", () => {
    for (const [file, text] of renderCsvFiles(sample)) {
      expect(text.startsWith("\uFEFF"), file).toBe(true);
      expect(records(text)[0]).toStrictEqual(Object.keys(CSV_COLUMNS[file]));
      const outside = text.replaceAll(/"(?:[^"]|"")*"/g, "");
      expect(outside.replaceAll("\r\n", ""), file).not.toMatch(/[\r\n]/);
    }
  });

  it("joins steps to apps by appId and step id", () => {
    const files = renderCsvFiles(sample);
    const [header = [], ...steps] = records(files.get("steps.csv") ?? "");
    const apps = new Set(records(files.get("apps.csv") ?? "").map(([id]) => id));
    expect(steps.map(([id]) => id)).toStrictEqual(SAMPLE_PLAN.steps.map(({ id }) => id));
    const ofNoApp = new Set(SAMPLE_PLAN.retirements?.flatMap(({ steps: ids }) => ids));
    for (const step of steps) {
      const app = step[header.indexOf("appId")];
      if (ofNoApp.has(step[0] ?? "")) expect(app).toBe("");
      else expect(apps).toContain(app);
    }
  });

  it.each(HOSTILE_TEXTS.map((text) => ({ text })))(
    "no_formula: no field starts one, given $text",
    ({ text }) => {
      for (const [file, csv] of renderCsvFiles({ ...sample, plan: hostilePlan(text) })) {
        const [header = [], ...rows] = records(csv);
        for (const row of rows) {
          expect(row, file).toHaveLength(header.length);
          for (const field of row) expect(field).not.toMatch(FORMULA);
        }
      }
    },
  );
});

describe("what was not read, in the CSV files", () => {
  const unread = {
    policies: null,
    existingAssignments: null,
    otherPermissions: null,
    owners: null,
    ownersComplete: false,
  };
  const legacy = { ...SAMPLE_PLAN.legacy, policies: null, impersonationComplete: false };
  const blind = {
    ...SAMPLE_PLAN,
    apps: SAMPLE_PLAN.apps.slice(0, 1).map((app) => ({ ...app, ...unread })),
    impersonation: null,
    legacy,
  };
  const rowsOf = (plan: typeof SAMPLE_PLAN, file: CsvFile): readonly Record<string, string>[] => {
    const [header = [], ...rows] = records(renderCsvFiles({ ...sample, plan }).get(file) ?? "");
    return rows.map((row) => Object.fromEntries(header.map((name, at) => [name, row[at] ?? ""])));
  };

  it("counts of an app are empty, never 0", () => {
    expect(rowsOf(blind, "apps.csv")).toMatchObject([
      {
        policies: "",
        assignments: "",
        otherPermissions: "notRead",
        owners: "",
        ownersRead: "false",
      },
    ]);
  });

  it("a file whose rows were not read has a row that says so", () => {
    expect(rowsOf(blind, "policies.csv")).toMatchObject([{ policy: "", accessRight: "notRead" }]);
    const appless = { ...blind, apps: [] };
    expect(rowsOf(appless, "policies.csv")).toMatchObject([{ appId: "", accessRight: "notRead" }]);
    expect(rowsOf(blind, "impersonation.csv")).toMatchObject([{ status: "notRead" }]);
    const partial = { ...SAMPLE_PLAN, legacy };
    expect(rowsOf(partial, "impersonation.csv").at(-1)).toMatchObject({ status: "notRead" });
    const read = rowsOf({ ...SAMPLE_PLAN, apps: [], impersonation: [] }, "policies.csv");
    expect(read).toEqual([]);
  });

  it("coverage.csv lists every section, with what is missing and what to do", () => {
    const rows = rowsOf(SAMPLE_PLAN, "coverage.csv");
    expect(rows).toHaveLength(SAMPLE_PLAN.coverage.length);
    expect(rows.find(({ section }) => section === "exchange/policyChecks")).toMatchObject({
      notRead: "22222222/m-4: failed",
      advice: "scan --resume reads again what is missing",
    });
  });
});

describe("renderAccessChanges", () => {
  const gaining = {
    ...SAMPLE_PLAN,
    apps: SAMPLE_PLAN.apps.map((app) => ({
      ...app,
      permissions: app.permissions.map((permission) => ({
        ...permission,
        gained: { count: 3, set: "a1" },
        lost: { count: null, set: null },
      })),
    })),
  };
  const rows = (): Generator<AccessChangeRow> =>
    accessChangeRows({
      plan: gaining,
      mailboxName: sampleMailboxName,
      ids: ({ set }) => (typeof set === "string" ? (SAMPLE_SETS.get(set) ?? null) : null),
    });

  it("lists every gained and lost mailbox, and says what it cannot list", async () => {
    await expect([...renderAccessChanges(rows())].join("")).toMatchFileSnapshot(
      "../golden/access-changes.csv.golden",
    );
  });

  it("yields chunks that join to one file", () => {
    const [row] = [...rows()];
    const many = Array.from({ length: 4500 }, () => row).filter((each) => each !== undefined);
    const chunks = [...renderAccessChanges(many)];
    expect(chunks).toHaveLength(4);
    expect(records(chunks.join(""))).toHaveLength(4501);
  });

  it("has a header alone where nothing changes", () => {
    expect(records([...renderAccessChanges([])].join(""))).toHaveLength(1);
  });
});

/** A plain reader of CSV, to look at fields as a spreadsheet does. */
function records(text: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  const field = /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n|$)/gy;
  field.lastIndex = text.startsWith("\uFEFF") ? 1 : 0;
  while (field.lastIndex < text.length) {
    const match = field.exec(text);
    if (match === null) throw new Error("not a CSV file");
    row.push(match[1]?.replaceAll('""', '"') ?? match[2] ?? "");
    if (match[3] === ",") continue;
    rows.push(row);
    row = [];
  }
  return rows;
}
