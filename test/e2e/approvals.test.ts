import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { copyAuditedFixture } from "./audited-fixture.ts";
import { readCsv } from "./read-csv.ts";
import { readPage } from "./read-page.ts";
import { runScopewright, workFolder, type Ran } from "./run-scopewright.ts";
import { openPages } from "../support/open-pages.ts";

type Row = Readonly<Record<string, string>>;

let pack = "";
let rows: readonly Row[] = [];

beforeAll(async () => {
  pack = await copyAuditedFixture("contoso");
  rows = await table("approvals.csv");
});

const table = async (file: string): Promise<readonly Row[]> =>
  readCsv(await readFile(join(pack, "csv", file), "utf8"));

const approvals = async (): Promise<readonly object[]> => {
  const text = await readFile(join(pack, "scripts", "approvals.json"), "utf8");
  return (JSON.parse(text) as { approvals: readonly object[] }).approvals;
};

async function report(filled: readonly Row[], more: readonly string[] = []): Promise<Ran> {
  const file = join(await workFolder(), "back.csv");
  const columns = Object.keys(rows[0] ?? {});
  const lines = [columns, ...filled.map((row) => columns.map((name) => quoted(row[name] ?? "")))];
  await writeFile(file, lines.map((cells) => cells.join(";")).join("\r\n"));
  return runScopewright(["report", pack, "--approvals", file, "--force", ...more]);
}

const quoted = (text: string): string => `"${text.replaceAll('"', '""')}"`;
const decided = (row: Row, decision = "approved"): Row => ({
  ...row,
  decision,
  name: "Ada <b>Lovelace</b>",
  date: "2026-12-01",
  ticket: `CHG/${row["change"] ?? ""}"><script>`,
});

/** The page of a pack with every app opened. */
const pagesOf = async (pack: string): Promise<string> =>
  openPages(await readFile(join(pack, "index.html"), "utf8"));

describe("report --approvals", () => {
  it("offers each change of an app on its own, and every change has a change request", async () => {
    const requests = await table("change-requests.csv");
    expect(rows.map((row) => row["changeId"])).toEqual(requests.map((row) => row["changeId"]));
    const both = rows.filter(({ appId }) => appId === rows[0]?.["appId"]);
    expect(both.map((row) => row["change"])).toEqual(["1", "2"]);
    expect(await approvals()).toEqual([]);
  });

  it("approves what was approved, marks it on its page, and keeps it in the file", async () => {
    const [first, second] = rows;
    if (first === undefined || second === undefined) throw new Error("nothing to approve");
    const filled = [decided(first), { ...second, decision: "", ticket: "CHG2" }];
    const pattern = "https://tickets.example/{ticket}?id={changeId}";
    const { exitCode, stderr } = await report(filled, ["--ticket", pattern]);
    expect(stderr).toContain("approvals: it was saved again with semicolons, and is read so");
    expect(stderr).toMatch(/approvals: 1 approved, 0 rejected, 0 deferred, 0 out of date, \d+ und/);
    expect(exitCode).toBe(3);
    expect(await approvals()).toEqual([
      {
        changeHash: first["changeHash"],
        change: 1,
        decision: "approved",
        name: "Ada <b>Lovelace</b>",
        date: "2026-12-01",
      },
    ]);
    const again = (await table("approvals.csv"))[0];
    expect(again).toMatchObject({ decision: "approved", ticket: 'CHG/1"><script>' });
    const page = readPage(await pagesOf(pack));
    const marks = page.elements.filter((one) => one.attributes.has("data-approval"));
    expect(marks).toHaveLength(rows.length);
    const states = marks.map((one) => one.attributes.get("data-approval"));
    expect(states.slice(0, 2)).toEqual(["approved", "undecided"]);
    const links = page.elements.flatMap((one) => one.attributes.get("href") ?? []);
    expect(links.filter((link) => link.startsWith("https://tickets.example/"))).toEqual([
      `https://tickets.example/CHG%2F1%22%3E%3Cscript%3E?id=${encodeURIComponent(first["changeId"] ?? "")}`,
      `https://tickets.example/CHG2?id=${encodeURIComponent(second["changeId"] ?? "")}`,
    ]);
    expect(page.elements.filter(({ name }) => name === "script")).toHaveLength(1);
  });

  it("drops no decision without a word: neither a file that was filled in nor what holds already", async () => {
    const before = await approvals();
    expect(before).toHaveLength(1);
    const gone = await runScopewright(["report", pack, "--force"]);
    expect(gone.exitCode).toBe(73);
    expect(gone.stderr).toContain("would be gone: 1 approved");
    expect(await approvals()).toEqual(before);

    const own = join(pack, "csv", "approvals.csv");
    await writeFile(own, (await readFile(own, "utf8")).replace("2026-12-01", "2026-12-02"));
    const other = await runScopewright(["report", pack, "--force", "--approvals", "none.csv"]);
    expect(other.exitCode).toBe(66);
    const kept = await runScopewright(["report", pack, "--force", "--approvals", own]);
    expect(kept.exitCode).toBe(3);
    expect(await approvals()).toMatchObject([{ date: "2026-12-02" }]);
  });

  it("counts a decision on an earlier plan for nothing, and says so", async () => {
    const [first] = rows;
    if (first === undefined) throw new Error("nothing to approve");
    const { stderr } = await report([decided({ ...first, changeHash: "ab".repeat(32) })]);
    expect(stderr).toContain("has changed since Ada <b>Lovelace</b> decided on 2026-12-01");
    expect(stderr).toContain("1 out of date");
    expect(await approvals()).toEqual([]);
    expect(await pagesOf(pack)).toContain('data-approval="stale"');
  });

  it("writes nothing where the file contradicts itself", async () => {
    const [first] = rows;
    if (first === undefined) throw new Error("nothing to approve");
    const before = await approvals();
    const { exitCode, stderr } = await report([decided(first), decided(first, "rejected")]);
    expect(exitCode).toBe(65);
    expect(stderr).toContain("rows 2 and 3 say different things");
    expect(await approvals()).toEqual(before);
  });

  it.each([
    { args: ["--approvals", "no-such-file.csv"], code: 66 },
    { args: ["--ticket", "http://tickets.example/{ticket}"], code: 64 },
  ])("ends with $code for $args", async ({ args, code }) => {
    const { exitCode } = await runScopewright(["report", pack, "--force", ...args]);
    expect(exitCode).toBe(code);
  });
});
