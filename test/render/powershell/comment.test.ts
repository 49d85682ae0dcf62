import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { commentText } from "../../../src/render/powershell/comment.ts";
import { unicodeText } from "../../arbitraries/unicode-text.ts";

describe("commentText", () => {
  it.each([
    ["Contoso CRM’s mailer", "Contoso CRM’s mailer"],
    ["two\r\nlines\u2028three\u2029four\u0085five", "two lines three four five"],
    ["\u202Egnp.exe", "gnp.exe"],
    ["#> Stop-Computer", "#> Stop-Computer"],
  ])("writes %j as %j", (text, expected) => {
    expect(commentText(text)).toBe(expected);
  });

  it("one_line: nothing that ends a line, hides or reorders text is left", () => {
    fc.assert(
      fc.property(unicodeText(), (text) => {
        expect(commentText(text)).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/u);
      }),
    );
  });
});
