import { createHash } from "node:crypto";
import { expect, it } from "vitest";
import { auditSnapshot } from "../../src/audit/audit-snapshot.ts";
import { packFiles } from "../../src/cli/pack-files.ts";
import { planDataOfAudit } from "../../src/cli/plan-data-of-audit.ts";
import { appIdOf, groupKey, mailboxKey } from "../generator/ids.ts";
import { auditShared } from "../plan/shared-tenant.ts";
import { candidateOf, restricted } from "../plan/planned-choices.ts";
import { readTemplates } from "../render/read-templates.ts";

it("a pack holds the members that its scripts put into a group, in a file of their hash", () => {
  const snapshot = restricted(groupKey(1));
  const scope = candidateOf(snapshot, "flattenedGroup").id;
  const audit = auditSnapshot(snapshot, {
    tool: { name: "scopewright", version: "0.0.0" },
    evidenceSha256: "0".repeat(64),
    decisions: {
      schemaVersion: 1,
      tenantId: snapshot.tenant.id,
      apps: { [appIdOf(1)]: { scope } },
    },
  });
  expect(audit.wrongDecisions).toEqual([]);
  const files = new Map(
    [...packFiles(planDataOfAudit(audit), readTemplates())].map(({ path, text }) => [
      path,
      [...text].join(""),
    ]),
  );
  const data = [...files].filter(([path]) => path.startsWith("scripts/data/"));
  expect(data).toHaveLength(1);
  const [path = "", text = ""] = data[0] ?? [];
  expect(text).toBe([1, 2].map((number) => `"${mailboxKey(number)}"\n`).join(""));
  expect(path).toBe(`scripts/data/${createHash("sha256").update(text).digest("hex")}.ndjson`);
  const scripts = [...files].filter(([name]) => name.endsWith("1-prepare.ps1"));
  expect(scripts.map(([, script]) => script).join()).toContain(path.split("/").at(-1));
  expect(files.get("index.html")).toContain("Planned: chosen by decision.");
});

it("a pack tells what several apps use: once in its scripts and data, and wherever an app needs it", () => {
  const audit = auditShared({ 1: "flattenedGroup", 2: "flattenedGroup" });
  const files = new Map(
    [...packFiles(planDataOfAudit(audit), readTemplates())].map(({ path, text }) => [
      path,
      [...text].join(""),
    ]),
  );
  const paths = [...files.keys()];
  const script = paths.find((path) => /^scripts\/shared\/.+\/1-prepare\.ps1$/.test(path)) ?? "";
  expect(script).toMatch(/^scripts\/shared\/group-sw-outer-[0-9a-f]{8}\//);
  expect(paths.filter((path) => path.startsWith("scripts/data/"))).toHaveLength(1);
  const steps = (files.get("csv/steps.csv") ?? "").split("\r\n");
  expect(steps.filter((line) => line.includes(script))).toHaveLength(2);
  expect(files.get("csv/change-requests.csv")?.match(/First, once for all apps/g)).toHaveLength(2);
  expect(files.get("index.html")).toContain(script.replace("scripts/", ""));
});
