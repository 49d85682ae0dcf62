import { describe, expect, it } from "vitest";
import { startsAsIs } from "../../../src/render/html/starts-as-is.ts";

describe("a sentence that begins with a name", () => {
  it.each(["svc-backup is undecided", "full_access_as_app opens", "la.invoice: none", "ümlaut is"])(
    "gets no capital: %s",
    (text) => {
      expect(startsAsIs(text)).toBe(true);
    },
  );

  it.each(["the policy stands", "on-premises: RBAC", "whether, and where", "Sales is a group"])(
    "is not this one, or has its capital: %s",
    (text) => {
      expect(startsAsIs(text)).toBe(false);
    },
  );
});
