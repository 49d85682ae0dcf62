import { describe, expect, it } from "vitest";
import { countFindings } from "../../src/cli/count-findings.ts";
import { SAMPLE_FINDINGS } from "../render/sample-findings.ts";

describe("countFindings", () => {
  it("counts by severity, and the kinds that were not assessed", () => {
    expect(countFindings(SAMPLE_FINDINGS)).toBe(
      "2 findings: 1 high, 1 medium; 1 kind assessed in part; 1 kind not assessed",
    );
  });

  it("never says none without saying what was not assessed", () => {
    expect(countFindings({ ...SAMPLE_FINDINGS, findings: [] })).toBe(
      "0 findings: none; 1 kind assessed in part; 1 kind not assessed",
    );
    expect(countFindings({ findings: [], findingChecks: [] })).toBe("0 findings: none");
  });
});
