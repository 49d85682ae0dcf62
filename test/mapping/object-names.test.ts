import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { assignmentName, hashText, scopeName } from "../../src/mapping/object-names.ts";
import { APPLICATION_ROLES } from "../../src/model/permission-table.ts";
import { appIdOf } from "../generator/ids.ts";
import { runsOf } from "../thorough.ts";
import { unicodeText } from "../arbitraries/unicode-text.ts";

const FILTER = "MemberOfGroup -eq 'CN=Sales'";
const app = (displayName: string, number = 1) => ({ appId: appIdOf(number), displayName });
const DIGEST = hashText(`${appIdOf(1)}\n${FILTER}`).slice(0, 8);

describe("object names", () => {
  it.each([
    ["a plain name", "CRM Connector", `SW CRM-Connector ${DIGEST}`],
    ["accents", "Zürich Fakturen", `SW Zurich-Fakturen ${DIGEST}`],
    ["quotes and commands", `it's "x"; Remove-Item`, `SW it-s-x-Remove-Item ${DIGEST}`],
    ["right to left", "\u202Eتطبيق", `SW ${DIGEST}`],
    ["emoji", "🚀 Rocket 🚀", `SW Rocket ${DIGEST}`],
    ["full width letters", "ＡＢＣ", `SW ABC ${DIGEST}`],
    ["dots and hyphens", "a.b-c", `SW a.b-c ${DIGEST}`],
    ["line breaks", "a\r\nb", `SW a-b ${DIGEST}`],
    ["nothing", "", `SW ${DIGEST}`],
  ])("of a scope: %s", (_name, displayName, expected) => {
    expect(scopeName(app(displayName), FILTER)).toBe(expected);
  });

  it("of a scope of a name with 200 characters give up its end", () => {
    const name = scopeName(app("x".repeat(200)), FILTER);
    expect(name).toHaveLength(64);
    expect(name.startsWith("SW xxx")).toBe(true);
    expect(name.endsWith(`x ${DIGEST}`)).toBe(true);
  });

  it("of an assignment hold its permission", () => {
    const named = assignmentName(app("CRM"), FILTER, "Application Mail.Send");
    expect(named).toBe(`SW CRM Mail.Send ${DIGEST}`);
    const long = assignmentName(
      app("x".repeat(200)),
      FILTER,
      "Application MailboxItem.ImportExport",
    );
    expect(long).toHaveLength(64);
    expect(long).toContain(" MailboxItem.ImportExport ");
  });

  it("tell apps and filters apart, and stay the same on every run", () => {
    expect(scopeName(app("CRM"), FILTER)).toBe(scopeName(app("CRM"), FILTER));
    expect(scopeName(app("CRM", 2), FILTER)).not.toBe(scopeName(app("CRM"), FILTER));
    expect(scopeName(app("CRM"), "Alias -eq 'x'")).not.toBe(scopeName(app("CRM"), FILTER));
  });

  it("fit_exchange: any name of an app gives at most 64 plain ASCII characters", () => {
    const anyName = fc.oneof(
      unicodeText({ maxLength: 200 }),
      fc.string({ unit: "grapheme", maxLength: 200 }),
    );
    const anyRole = fc.constantFrom(...APPLICATION_ROLES.map(({ role }) => role));
    const property = fc.property(anyName, anyRole, (displayName, role) => {
      const names = [
        scopeName(app(displayName), FILTER),
        assignmentName(app(displayName), FILTER, role),
      ];
      for (const name of names) {
        expect(name).toMatch(/^SW [A-Za-z0-9.-]+( [A-Za-z0-9.-]+)*$/);
        expect(name.length).toBeLessThanOrEqual(64);
        expect(name.endsWith(DIGEST)).toBe(true);
      }
    });
    fc.assert(property, { numRuns: runsOf(200) });
  });
});

describe("hashText", () => {
  it("is SHA-256 in lower-case hex, of UTF-8", () => {
    expect(hashText("")).toBe("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    expect(hashText("é")).toBe("4a99557e4033c3539de2eb65472017cad5f9557f7a0625a09f1c3f6e2ba69c4c");
  });
});
