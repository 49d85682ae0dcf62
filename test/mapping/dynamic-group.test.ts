import { describe, expect, it } from "vitest";
import { indexTenant } from "../../src/access/tenant-facts.ts";
import { dynamicSelection, withoutAppended } from "../../src/mapping/dynamic-group.ts";
import type { DynamicGroupRow } from "../../src/model/exchange-rows.ts";
import { recipientKey } from "../../src/model/ids.ts";
import { parseFilter } from "../../src/opath/parse-filter.ts";
import { printFilter } from "../../src/opath/print-filter.ts";
import { rows, snapshotOf } from "../arbitraries/snapshot.ts";
import { groupKey } from "../generator/ids.ts";

const HOSTED = "EURP000A001.PROD.OUTLOOK.COM/Microsoft Exchange Hosted Organizations";
const KEY = recipientKey(groupKey(1));

function selectionOf(more: Omit<DynamicGroupRow, "group"> | null) {
  const section =
    more === null
      ? ({ status: "denied" } as const)
      : rows<DynamicGroupRow>({ group: KEY, ...more });
  return dynamicSelection(indexTenant(snapshotOf({ "exchange/dynamicGroups": section })), KEY);
}

/** What is missing, what is doubtful, or the filter. */
function told(more: Omit<DynamicGroupRow, "group"> | null): string {
  const selection = selectionOf(more);
  if ("missing" in selection) return selection.missing;
  return selection.doubt ?? printFilter(selection.filter);
}

const own = "contoso.onmicrosoft.com";
const basel = { recipientFilter: "((Office -eq 'Basel'))" };

describe("dynamicSelection", () => {
  it.each<[string, string | null | undefined, string]>([
    ["the organization", own, "Office -eq 'Basel'"],
    ["the organization, in another case", own.toUpperCase(), "Office -eq 'Basel'"],
    ["the organization as a path", `${HOSTED}/${own}`, "Office -eq 'Basel'"],
    ["a unit in it", `${HOSTED}/${own}/Basel`, "-RecipientRoot"],
    ["a unit of its name", `${own}/${own}`, "-RecipientRoot"],
    ["another organization", `${HOSTED}/fabrikam.onmicrosoft.com`, "-RecipientRoot"],
    ["a blank one", " ", "was not reported"],
    ["none told", null, "was not reported"],
    ["none in the row", undefined, "was not reported"],
  ])("looks in %s", (_what, container, expected) => {
    const about = container === undefined ? basel : { ...basel, recipientContainer: container };
    expect(told(about)).toContain(expected);
  });

  it("says what is missing", () => {
    expect(told(null)).toBe("its recipient filter and its container were not read");
    expect(told({ recipientContainer: own })).toBe("its recipient filter was not reported");
    expect(told({ recipientFilter: "Office -eq", recipientContainer: own })).toMatch(
      /^its recipient filter cannot be read: Office -eq⟨here⟩/,
    );
  });

  it("doubts a filter that can be read in two ways, and never offers it as it stands", () => {
    const mixed = "Office -eq 'Basel' -or Office -eq 'Bern' -and Company -eq 'Contoso'";
    expect(told({ recipientFilter: mixed, recipientContainer: own })).toContain("parentheses");
  });

  it("asks for the documented property, and each condition once", () => {
    const exclusion = "(-not(RecipientTypeDetailsValue -eq 'MailboxPlan'))";
    const recipientFilter = `((((Office -eq 'Basel') -and ${exclusion})) -and ${exclusion})`;
    expect(told({ recipientFilter, recipientContainer: own })).toBe(
      "(Office -eq 'Basel') -and (-not(RecipientTypeDetails -eq 'MailboxPlan'))",
    );
  });
});

describe("withoutAppended", () => {
  it.each([
    [
      "(Office -eq 'Basel') -and (-not(Name -like 'CAS_{*')) -and (-not(RecipientTypeDetails -eq 'ArbitrationMailbox'))",
      "Office -eq 'Basel'",
    ],
    ["(Name -like 'Depot*') -and (Office -eq 'x')", "(Name -like 'Depot*') -and (Office -eq 'x')"],
    [
      "(Office -eq 'x') -and (-not(RecipientTypeDetails -eq 'SharedMailbox'))",
      "(Office -eq 'x') -and (-not(RecipientTypeDetails -eq 'SharedMailbox'))",
    ],
    ["-not(Name -like 'CAS_{*')", "-not(Name -like 'CAS_{*')"],
  ])("of %s", (text, expected) => {
    const parsed = parseFilter(text);
    expect(parsed.ok && printFilter(withoutAppended(parsed.filter))).toBe(expected);
  });
});
