import { describe, expect, it } from "vitest";
import { DEADLINES, type Deadline } from "../../src/model/deadlines.ts";

describe("DEADLINES", () => {
  it("states no date for Application Access Policies: none was announced", () => {
    expect(DEADLINES.applicationAccessPolicies.date).toBeNull();
  });

  it("has the dates of EWS, and marks what is not confirmed", () => {
    expect(DEADLINES.ewsPhasedDisablement).toMatchObject({ date: "2026-10-01", confirmed: true });
    expect(DEADLINES.ewsEnd).toMatchObject({ date: "2027-04-01", confirmed: true });
    expect(DEADLINES.ewsListEnforcement.confirmed).toBe(false);
    expect(DEADLINES.applicationImpersonation.confirmed).toBe(false);
  });

  it.each<[string, Deadline]>(Object.entries(DEADLINES))("%s has a dated source", (_name, one) => {
    expect(one.source.url).toMatch(/^https:\/\/(?:learn|techcommunity)\.microsoft\.com\//);
    expect(one.source.asOf).toMatch(/^20\d\d-\d\d-\d\d$/);
    expect(one.date ?? "2000-01-01").toMatch(/^20\d\d-\d\d-\d\d$/);
  });
});
