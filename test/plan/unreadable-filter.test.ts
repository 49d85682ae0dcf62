import { describe, expect, it } from "vitest";
import { managementScope, scoped } from "../arbitraries/rows.ts";
import { planOf } from "../arbitraries/plans.ts";
import { rows } from "../arbitraries/snapshot.ts";
import { pointer } from "../arbitraries/rows.ts";
import { readerTenant } from "./reader-tenant.ts";

const planWith = (filter: string, permission = "Mail.Read") =>
  planOf(
    readerTenant({
      "exchange/servicePrincipals": rows(pointer(1)),
      "exchange/managementScopes": rows(managementScope("Odd", filter)),
      "exchange/roleAssignments": rows(scoped(1, permission, "Odd")),
    }),
  ).plan;

describe("an app whose own scope has a filter that cannot be read", () => {
  it("is blocked, with the text and the place", () => {
    const { status, reasons, steps } = planWith("Department -eq 'Sales' -xor (Office -eq 'Bern')");
    expect(status).toBe("blocked");
    expect(steps).toEqual([]);
    expect(reasons.map(({ kind }) => kind)).toEqual(["unproven", "filterUnreadable"]);
    expect(reasons[1]).toMatchObject({
      subject: "Odd",
      text: expect.stringMatching(
        /^the filter of Odd cannot be read: Department -eq 'Sales' ⟨here⟩-xor \(Office -eq 'Bern'\) \(offset 23: expected .*\)$/,
      ) as string,
    });
  });

  it("is planned where the filter can be read, or is of a permission that does not migrate", () => {
    expect(planWith("Department -eq 'Sales'").reasons.map(({ kind }) => kind)).not.toContain(
      "filterUnreadable",
    );
    expect(planWith("((", "Contacts.Read").status).not.toBe("blocked");
  });
});
