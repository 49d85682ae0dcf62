import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { parse } from "csv-parse/sync";
import { beforeAll, describe, expect, it } from "vitest";
import type { AppPlan } from "../../src/model/plan-app.ts";
import type { Plan } from "../../src/model/plan-document.ts";
import type { SetReference } from "../../src/model/plan-permission.ts";
import { CSV_COLUMNS } from "../../src/render/csv/csv-columns.ts";
import { THOROUGH } from "../thorough.ts";
import { auditFixture } from "./audited-fixture.ts";
import { readCsv } from "./read-csv.ts";

type Row = Readonly<Record<string, string>>;

/** The large one in the gate. */
const TENANTS = ["contoso", "fabrikam"].slice(0, THOROUGH ? undefined : 1);

describe.each(TENANTS)("csv/ of %s", (tenant) => {
  let pack = "";
  let plan: Plan;
  const texts = new Map<string, string>();

  beforeAll(async () => {
    ({ pack } = await auditFixture(tenant));
    plan = JSON.parse(await readFile(join(pack, "plan.json"), "utf8")) as Plan;
    for (const name of await readdir(join(pack, "csv")))
      texts.set(name, await readFile(join(pack, "csv", name), "utf8"));
  });

  const rowsOf = (file: string): readonly Row[] => readCsv(texts.get(file) ?? "");
  const numberOf = (cell: string | undefined): number | null => (cell === "" ? null : Number(cell));
  const appOf = (row: Row): AppPlan => {
    const found = plan.apps.filter(
      ({ appId, servicePrincipalId }) =>
        (appId ?? "") === row["appId"] && (servicePrincipalId ?? "") === row["servicePrincipalId"],
    );
    if (found.length !== 1 || found[0] === undefined) throw new Error("no such app");
    return found[0];
  };

  it("documents every file and column that is there", () => {
    const readme = texts.get("README.md") ?? "";
    const files = [...texts.keys()].filter((name) => name.endsWith(".csv"));
    expect(files.toSorted()).toEqual(Object.keys(CSV_COLUMNS).toSorted());
    for (const file of files) {
      const section = readme.split(`## ${file}\n`)[1]?.split("\n## ")[0] ?? "";
      const [header = ""] = (texts.get(file) ?? "").slice(1).split("\r\n", 1);
      const told = [...section.matchAll(/^\| `(\w+)` \| \S.* \|$/gm)].map(([, name]) => name);
      expect(told, file).toEqual(header.split(","));
    }
  });

  it("is read by csv-parse as by a strict reader of RFC 4180", () => {
    for (const file of Object.keys(CSV_COLUMNS))
      expect(parse(texts.get(file) ?? "", { bom: true, columns: true }), file).toEqual(
        rowsOf(file),
      );
  });

  it("ids_join: whatever a row names is a row of the file that lists it", () => {
    const idsOf = (file: string, column: string): ReadonlySet<string> =>
      new Set(rowsOf(file).map((row) => row[column] ?? ""));
    const apps = new Set(rowsOf("apps.csv").map((row) => keyOf(row)));
    for (const file of Object.keys(CSV_COLUMNS))
      for (const row of rowsOf(file))
        if ((row["app"] ?? "") !== "") expect(apps, file).toContain(keyOf(row));
    const changes = rowsOf("approvals.csv").map((row) => row["changeId"]);
    expect(new Set(changes).size).toBe(changes.length);
    expect(rowsOf("change-requests.csv").map((row) => row["changeId"])).toEqual(changes);
    expect(idsOf("steps.csv", "changeId")).toEqual(new Set(changes));
    const steps = idsOf("steps.csv", "stepId");
    const named = [
      ...rowsOf("steps.csv").map((row) => row["after"] ?? ""),
      ...rowsOf("impersonation.csv").map((row) => row["retireStep"] ?? ""),
    ].flatMap((cell) => (cell === "" ? [] : cell.split(" | ")));
    expect(named.length).toBeGreaterThan(10);
    for (const id of named) expect(steps).toContain(id);
    const hashes = new Map(rowsOf("apps.csv").map((row) => [keyOf(row), row["changeHash"]]));
    for (const file of ["plan.csv", "steps.csv", "approvals.csv", "change-requests.csv"])
      for (const row of rowsOf(file).filter(({ app }) => app !== ""))
        expect(row["changeHash"], file).toBe(hashes.get(keyOf(row)));
  });

  it("two_decisions: no step is of a change that another row stands for", () => {
    const steps = rowsOf("steps.csv");
    for (const row of rowsOf("approvals.csv")) {
      const own = steps.filter(({ changeId }) => changeId === row["changeId"]);
      expect(own.length).toBe(numberOf(row["steps"]));
      expect(new Set(own.map(({ change }) => change))).toEqual(new Set([row["change"]]));
      const retires = own.some(({ phase }) => phase === "6-retire");
      if (row["change"] === "1") expect(retires).toBe(false);
    }
  });

  it("says every number of the plan, and no other: permissions", () => {
    const rows = rowsOf("plan.csv");
    expect(rows).toHaveLength(plan.apps.flatMap(({ permissions }) => permissions).length);
    for (const row of rows) {
      const one = appOf(row).permissions.find(
        ({ permission, resource }) =>
          permission === row["permission"] && resource === row["resource"],
      );
      const count = (reference: SetReference | undefined) => reference?.count ?? null;
      expect(
        ["before", "beforeUnknown", "target", "kept", "gained", "newByDecision", "lost"].map(
          (name) => numberOf(row[name]),
        ),
      ).toEqual([
        count(one?.before.allowed),
        count(one?.before.unknown),
        count(one?.target),
        count(one?.kept),
        count(one?.gained),
        count(one?.newByDecision),
        count(one?.lost),
      ]);
    }
  });

  it("says every number of the plan, and no other: apps", () => {
    expect(rowsOf("apps.csv")).toHaveLength(plan.apps.length);
    for (const row of rowsOf("apps.csv")) {
      const { policies, existingAssignments, steps, appId } = appOf(row);
      const wave = plan.waves.find(({ apps }) => apps.includes(appId ?? ""))?.wave ?? null;
      const found = ["policies", "assignments", "steps", "wave"].map((name) => numberOf(row[name]));
      expect(found).toEqual([
        policies?.length ?? null,
        existingAssignments?.length ?? null,
        steps.length,
        wave,
      ]);
    }
  });

  it("says every number of the plan, and no other: steps", () => {
    expect(rowsOf("steps.csv")).toHaveLength(plan.steps.length);
    for (const [index, row] of rowsOf("steps.csv").entries()) {
      const step = plan.steps[index];
      expect(row["stepId"]).toBe(step?.id);
      expect(numberOf(row["change"])).toBe(step?.change);
      expect(numberOf(row["settleMinutes"])).toBe(step?.settleMinutes);
      expect(row["waitMinutes"]).toBe(step?.after.map((one) => one.waitMinutes).join(" | "));
      if (row["app"] !== "")
        expect(appOf(row).steps[(numberOf(row["order"]) ?? 0) - 1]).toBe(step?.id);
    }
  });

  it("says every number of the plan, and no other: holders, sections, findings", () => {
    for (const item of plan.impersonation ?? []) {
      const row = rowsOf("impersonation.csv").find(({ id }) => id === item.id);
      expect(numberOf(row?.["reach"])).toBe(item.reach.count);
      expect(numberOf(row?.["reachUnknown"])).toBe(item.unknown.count);
    }
    expect(rowsOf("coverage.csv").map((row) => numberOf(row["rows"]))).toEqual(
      plan.coverage.map(({ rows }) => rows),
    );
    expect(rowsOf("findings.csv").filter(({ outcome }) => outcome === "found")).toHaveLength(
      plan.findings.length,
    );
  });

  it("lists every mailbox that is gained or lost, and no other", async () => {
    const listed = new Set(
      rowsOf("access-changes.csv").map((row) =>
        [keyOf(row), row["permission"], row["resource"], row["change"], row["mailbox"]].join("/"),
      ),
    );
    const expected = new Set<string>();
    for (const app of plan.apps)
      for (const one of app.permissions)
        for (const change of ["gained", "lost"] as const) {
          const reference = one[change];
          if (reference === undefined || reference.count === 0) continue;
          const start = [
            keyOf({ appId: app.appId ?? "", servicePrincipalId: app.servicePrincipalId ?? "" }),
            one.permission,
            one.resource,
          ];
          for (const id of await idsIn(reference))
            expected.add([...start, id === "" ? "notListed" : change, id].join("/"));
        }
    expect(listed).toEqual(expected);
  });

  /** One empty id where the set cannot be listed. */
  async function idsIn({ set }: SetReference): Promise<readonly string[]> {
    if (typeof set !== "string") return [""];
    const text = await readFile(join(pack, "sets", `${set}.ndjson`), "utf8");
    return text.split("\n").flatMap((line) => (line === "" ? [] : [JSON.parse(line) as string]));
  }

  it("tells a change request in the plan's own steps, waits and counts", () => {
    const steps = new Map(plan.steps.map((step) => [step.id, step]));
    for (const row of rowsOf("change-requests.csv").filter(({ app }) => app !== "")) {
      const app = appOf(row);
      const own = app.steps.flatMap((id, index) => {
        const step = steps.get(id);
        return step?.change === Number(row["change"]) ? [{ step, number: index + 1 }] : [];
      });
      const numbers = /^(\d+)\. /gm;
      const told = [...(row["implementation_plan"] ?? "").matchAll(numbers)].map(([, n]) => n);
      expect(told).toEqual(own.map(({ number }) => String(number)));
      const takenBack = [...(row["backout_plan"] ?? "").matchAll(/^Step (\d+), /gm)];
      expect(takenBack.map(([, n]) => Number(n))).toEqual(
        own.map(({ number }) => number).toReversed(),
      );
      const reached = [
        ...(row["risk_impact_analysis"] ?? "").matchAll(/: reaches (\S+) mailbox(?:es)? before/g),
      ];
      expect(reached.map(([, n = ""]) => Number(n.replaceAll(",", "")))).toEqual(
        app.permissions.map(({ before }) => before.allowed.count ?? Number.NaN),
      );
      expect((row["short_description"] ?? "").length).toBeLessThanOrEqual(160);
      expect(row["start_date"]).toBe("");
    }
  });
});

const keyOf = (row: Row): string => `${row["appId"] ?? ""}/${row["servicePrincipalId"] ?? ""}`;
