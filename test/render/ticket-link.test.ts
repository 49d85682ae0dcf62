import { describe, expect, it } from "vitest";
import { plannedChanges } from "../../src/model/planned-changes.ts";
import { readTicketPattern } from "../../src/render/ticket-link.ts";
import { SAMPLE_PLAN } from "./sample-plan.ts";

const [first] = plannedChanges(SAMPLE_PLAN);
const assignment = plannedChanges(SAMPLE_PLAN).find(({ subject }) => subject.kind !== "app");

function linkOf(pattern: string, ticket: string | null, change = first): string | null {
  if (change === undefined) throw new Error("the sample has no change");
  return readTicketPattern(pattern)(change, { approval: null, stale: false, ticket });
}

describe("readTicketPattern", () => {
  it("puts the number of the ticket in, escaped", () => {
    expect(linkOf("https://t.example/browse/{ticket}", "CHG0042")).toBe(
      "https://t.example/browse/CHG0042",
    );
    expect(linkOf("https://t.example/?n={ticket}#top", `a"><b>&x=1/../é`)).toBe(
      "https://t.example/?n=a%22%3E%3Cb%3E%26x%3D1%2F..%2F%C3%A9#top",
    );
  });

  it("has no link where what it needs is not known", () => {
    expect(linkOf("https://t.example/{ticket}", null)).toBeNull();
    expect(linkOf("https://t.example/{appId}", "CHG0042", assignment)).toBeNull();
  });

  it("finds a ticket by the ids that its import was given", () => {
    const pattern = "https://t.example/q?c={changeId}&h={changeHash}&a={appId}";
    expect(linkOf(pattern, null)).toBe(
      `https://t.example/q?c=${encodeURIComponent(first?.id ?? "")}&h=${first?.changeHash ?? ""}&a=11111111-1111-4111-8111-111111111111`,
    );
  });

  it.each([
    "t.example/{ticket}",
    "http://t.example/{ticket}",
    "javascript:alert(1)//{ticket}",
    "https://{ticket}.example/",
    "https://t.example{ticket}/",
    "https://user:word@t.example/{ticket}",
    "https://t.example/CHG",
    "https://t.example/{number}",
    "https://t.example/{}",
    "",
  ])("refuses %j", (pattern) => {
    expect(() => readTicketPattern(pattern)).toThrow(/^--ticket /);
  });
});
