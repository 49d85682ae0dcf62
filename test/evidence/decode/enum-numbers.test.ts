import { describe, expect, it } from "vitest";
import { readOne } from "./read-one.ts";

const row = { Name: "a", Role: "Application Mail.Read" };

describe("enum values as numbers", () => {
  it("reads the numbers that are known, also inside a deserialised object", async () => {
    const group = { roleAssigneeType: "RoleGroup" };
    for (const RoleAssigneeType of [10, { value: 10 }, { value: 10, Value: "RoleGroup" }]) {
      expect(await readOne("exchange/roleAssignments", { ...row, RoleAssigneeType })).toMatchObject(
        group,
      );
    }
  });

  it("takes another number for something that is not known, and keeps the row", async () => {
    const unknown = { RoleAssigneeType: 16, RecipientWriteScope: { value: 5 } };
    const read = await readOne("exchange/roleAssignments", { ...row, ...unknown });
    expect(read).toEqual({ name: "a", role: "Application Mail.Read" });
  });
});
