import { describe, expect, it } from "vitest";
import { readOne } from "./read-one.ts";

const about = {
  id: "a0000000-0000-4000-8000-000000000001",
  appId: "c0000000-0000-4000-8000-000000000001",
};

describe("graph/applications", () => {
  it.each([
    [{ isDisabled: true }, { isDisabled: true }],
    [{ isDisabled: false }, { isDisabled: false }],
    [{ isDisabled: null }, {}],
    [{}, {}],
  ])("tells whether a registration is deactivated: %j", async (row, expected) => {
    const decoded = await readOne("graph/applications", { ...about, ...row });
    expect(decoded).toEqual({ ...about, ...expected });
  });
});
