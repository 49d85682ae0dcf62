import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { foldDn } from "../../src/opath/fold-dn.ts";

describe("foldDn", () => {
  it.each([
    ["case", "CN=Sales,DC=COM", "cn=sales,dc=com"],
    ["blanks after commas", "CN=Sales, DC=com", "cn=sales,dc=com"],
    ["blanks around equals and at the ends", "  CN = Sales ,\tDC= com ", "cn=sales,dc=com"],
    ["blanks inside a value stay", "CN=Sales  Team,DC=com", "cn=sales  team,dc=com"],
    ["an escaped comma is no separator", "CN=Doe\\, Jane,DC=com", "cn=doe\\, jane,dc=com"],
    ["a comma in hexadecimal", "CN=Doe\\2C Jane,DC=com", "cn=doe\\, jane,dc=com"],
    ["hexadecimal beside letters", "CN=a\\2Cab", "cn=a\\,ab"],
    ["an escape that needs none", 'CN=a\\"b\\=c\\#', 'cn=a"b=c#'],
    ["UTF-8 in hexadecimal", "CN=Z\\C3\\BCrich", "cn=zürich"],
    ["an escaped backslash before a comma", "CN=a\\\\,DC=b", "cn=a\\\\,dc=b"],
    ["an escaped blank at the end", "CN=a\\ , DC=b", "cn=a\\ ,dc=b"],
    ["an escaped backslash and a blank", "CN=a\\\\ ,DC=b", "cn=a\\\\,dc=b"],
    ["parts joined by plus", "CN=a + UID = B,DC=c", "cn=a+uid=b,dc=c"],
    ["an escaped plus", "CN=a\\+b", "cn=a\\+b"],
    ["an object identifier", "2.5.4.3=a", "2.5.4.3=a"],
    ["quotes and braces", "CN=O'Brien,OU={tenant}", "cn=o'brien,ou={tenant}"],
    ["a value with equals", "CN=a=b", "cn=a=b"],
  ])("folds %s", (_, dn, folded) => {
    expect(foldDn(dn)).toBe(folded);
  });

  it.each([
    "",
    "Sales",
    "sales@contoso.com",
    "45ad6645-57a8-4fef-ad2f-ac5bd3de7d7c",
    "contoso.com/Users/Sales",
    "CN=",
    "CN= ,DC=com",
    "CN=a,",
    "CN=a,,DC=b",
    "=a",
    "C N=a",
    "CN=Doe, Jane",
    "CN=a\\",
    "CN=a\\x",
    "CN=\\C3",
    "2=a",
  ])("finds no DN in `%s`", (text) => {
    expect(foldDn(text)).toBeUndefined();
  });

  it("fold_settles: folding a folded name changes nothing", () => {
    const property = fc.property(anyDn, (dn) => {
      const folded = foldDn(dn);
      if (folded !== undefined) expect(foldDn(folded)).toBe(folded);
    });
    fc.assert(property, { numRuns: 2_000 });
  });
});

const anyDn = fc
  .array(fc.constantFrom("CN", "=", ",", "\\", " ", "a", "É", "2C", "C3", "+", '"', "\t"), {
    maxLength: 10,
  })
  .map((parts) => `CN=x${parts.join("")}`);
