import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { findPredicate, type Predicate } from "../../src/mapping/candidates/find-predicate.ts";
import { createColumn, type AttributeIndex } from "../../src/mapping/candidates/attribute-index.ts";
import { intersect, mailboxSet, sameMailboxes, union } from "../../src/sets/mailbox-set.ts";

/** Mailboxes as rows of attribute values; a blank is no value. */
const indexOf = (
  attributes: readonly string[],
  mailboxes: readonly (readonly string[])[],
): AttributeIndex =>
  attributes.flatMap(
    (attribute, column) => createColumn(attribute, mailboxes, (row) => row[column]) ?? [],
  );

const TENANT = [
  ["Sales", "Basel"],
  ["Sales", "Basel"],
  ["Sales", "Bern"],
  ["Board", "Bern"],
  ["Board", "Bern"],
  ["", "Chur"],
];
const INDEX = indexOf(["Department", "Office"], TENANT);
const shown = (found: Predicate | null): string =>
  found === null
    ? "none"
    : found.terms
        .map(({ attribute, value }) => `${attribute}=${value}`)
        .join(` ${found.join ?? ""} `);

describe("createColumn", () => {
  it("folds case, keeps the first spelling, and gives up where a row does not show the attribute", () => {
    const column = createColumn("Office", ["Basel", "", "BASEL", null, "Bern"], (row) => row);
    expect(column).toMatchObject({ values: ["Basel", "Bern"], counts: [2, 1] });
    expect([...(column?.valueOf ?? [])]).toEqual([0, -1, 0, -1, 1]);
    expect(createColumn("Office", ["Basel", undefined], (row) => row)).toBeNull();
  });
});

describe("findPredicate", () => {
  it.each<[readonly number[], string]>([
    [[0, 1, 2], "Department=Sales"],
    [[0, 1], "Office=Basel"],
    [[2, 3, 4], "Office=Bern"],
    [[3, 4], "Department=Board"],
    [[0, 1, 2, 3, 4], "Department=Sales or Department=Board"],
    [[0, 1, 5], "Office=Basel or Office=Chur"],
    [[0, 3], "none"],
    [[5], "none"],
    [[], "none"],
  ])("selects %j by %s", (wanted, expected) => {
    expect(shown(findPredicate(INDEX, mailboxSet(wanted), TENANT.length))).toBe(expected);
  });

  it("joins two terms by -and where neither selects alone", () => {
    const tenant = [
      ["Sales", "Basel"],
      ["Sales", "Basel"],
      ["Sales", "Bern"],
      ["Board", "Basel"],
    ];
    const index = indexOf(["Department", "Office"], tenant);
    expect(shown(findPredicate(index, mailboxSet([0, 1]), 4))).toBe(
      "Department=Sales and Office=Basel",
    );
  });

  it("predicate_selects_exactly: whatever is found selects the wanted mailboxes and no others", () => {
    const value = fc.constantFrom("", "a", "b", "c");
    const tenants = fc.array(fc.tuple(value, value, value), { minLength: 2, maxLength: 12 });
    let found = 0;
    fc.assert(
      fc.property(tenants, fc.nat(), (tenant, seed) => {
        const index = indexOf(["A", "B", "C"], tenant);
        const wanted = mailboxSet([...tenant.keys()].filter((at) => (seed >> at) % 2 === 1));
        const predicate = findPredicate(index, wanted, tenant.length);
        if (predicate === null) return;
        found += 1;
        const sets = predicate.terms.map(({ attribute, value: own }) => {
          const column = ["A", "B", "C"].indexOf(attribute);
          return mailboxSet([...tenant.keys()].filter((at) => tenant[at]?.[column] === own));
        });
        const selected = sets.reduce(predicate.join === "or" ? union : intersect);
        expect(sameMailboxes(selected, wanted, tenant.length)).toBe(true);
      }),
      { numRuns: 500, seed: 3 },
    );
    expect(found).toBeGreaterThan(50);
  });
});
