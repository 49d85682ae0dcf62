import { describe, expect, it } from "vitest";
import { auditOf } from "../arbitraries/plans.ts";
import { decodeEvidence } from "../fuzz/decode-evidence.ts";
import { generateEvidence } from "../generator/generate-evidence.ts";
import { appIdOf, groupKey, mailboxKey } from "../generator/ids.ts";
import type { RawRow } from "../generator/rows/raw-row.ts";
import { CHOICE_TENANT } from "./choice-tenant.ts";

const TENANT = {
  ...CHOICE_TENANT,
  policies: [{ app: appIdOf(1), accessRight: "RestrictAccess" as const, scope: groupKey(1) }],
};

/** The plan of the tenant where the first mailbox has a second row that says something else. */
function planWith(change: RawRow) {
  const evidence = generateEvidence(TENANT);
  const read = evidence.get("exchange/recipients");
  if (read?.status !== "read") throw new Error("recipients");
  const [first] = read.lines;
  const lines = [...read.lines, { ...first, ...change }];
  const both = new Map([
    ...evidence,
    ["exchange/recipients" as const, { ...read, lines }] as const,
  ]);
  return auditOf(decodeEvidence(TENANT, both)).plan;
}

describe("a recipient with two rows", () => {
  it("leaves everything decided that does not rest on what they say differently, and is named", () => {
    const { apps, coverage, findings } = planWith({ Department: "Finance" });
    expect(apps.map(({ status }) => status)).toEqual(["ready"]);
    expect(apps[0]?.candidates.map(({ kind }) => kind)).toContain("policyGroup");
    expect(apps[0]?.candidates.map(({ kind }) => kind)).not.toContain("attributeFilter");
    const told = coverage.find(({ section }) => section === "exchange/recipients");
    expect(told?.parentsNotRead.map(({ key }) => key)).toEqual([mailboxKey(1)]);
    expect(findings.filter(({ kind }) => kind === "evidenceIncomplete")).toMatchObject([
      { text: expect.stringContaining(mailboxKey(1)) as unknown },
    ]);
  });

  it("leaves nothing decided where nobody can tell whether it is a mailbox", () => {
    const { apps, coverage } = planWith({ RecipientTypeDetails: "MailUser" });
    expect(apps.map(({ status }) => status)).toEqual(["blocked"]);
    expect(coverage.find(({ section }) => section === "exchange/recipients")?.status).toBe(
      "failed",
    );
  });
});
