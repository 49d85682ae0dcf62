import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { Ajv2020 } from "ajv/dist/2020.js";
import { describe, expect, it } from "vitest";
import { approvalsText } from "../../src/documents/approvals-file.ts";
import { approvalsJsonSchema } from "../../src/documents/approvals-schema.ts";
import { BOARD_DECISIONS, type Approval } from "../../src/model/approval.ts";

const README = await readFile(
  join(import.meta.dirname, "../../templates/powershell/README.md"),
  "utf8",
);
const validate = new Ajv2020({ strict: false, validateFormats: false }).compile(
  approvalsJsonSchema(),
);
const approval: Approval = {
  changeHash: "5e1f00d5".repeat(8),
  change: 2,
  decision: "approved",
  name: "Ada Lovelace",
  date: "2026-12-01",
};
const fileOf = (...approvals: readonly object[]): unknown => ({ schemaVersion: 1, approvals });

describe("the JSON Schema of scripts/approvals.json", () => {
  it.each(BOARD_DECISIONS)(
    "admits what report writes: %s, with conditions and without",
    (decision) => {
      const entries = [
        { ...approval, decision },
        { ...approval, decision, conditions: "at night" },
      ];
      const board = new Map(
        entries.map((one, index) => [String(index), { approval: one, stale: false, ticket: null }]),
      );
      expect(validate(JSON.parse(approvalsText(board))), JSON.stringify(validate.errors)).toBe(
        true,
      );
    },
  );

  it("admits what the scripts' README shows to write by hand: no change is change 1", () => {
    const { change: _, ...withoutChange } = approval;
    expect(validate(fileOf(withoutChange))).toBe(true);
    const [, shown = ""] = /```json\n([\s\S]*?)```/.exec(README) ?? [];
    const file = JSON.parse(
      shown.replace('"…", "change"', `"${approval.changeHash}", "change"`),
    ) as unknown;
    expect(validate(file), JSON.stringify(validate.errors)).toBe(true);
  });

  it.each([
    ["a hash that is cut", { changeHash: "5e1f00d" }],
    ["a third change", { change: 3 }],
    ["a change as text, which the scripts would take", { change: "2" }],
    ["a decision that nobody knows", { decision: "yes" }],
    ["a decision in capitals, which the scripts refuse", { decision: "Approved" }],
    ["a date in another form", { date: "1.12.2026" }],
    ["a word that is misspelt", { condition: "at night" }],
  ])("refuses %s", (_, wrong) => {
    expect(validate(fileOf({ ...approval, ...wrong }))).toBe(false);
  });
});
