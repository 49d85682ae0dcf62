import { describe, expect, it } from "vitest";
import { anyOf, externalDirectoryObjectId, memberOfGroup } from "../../src/opath/build-filter.ts";
import { printFilter } from "../../src/opath/print-filter.ts";
import { withoutOffsets } from "./arbitraries.ts";
import { readOrFail } from "./read-or-fail.ts";

const ID = "45ad6645-57a8-4fef-ad2f-ac5bd3de7d7c";

describe("built filters", () => {
  it("prints a single condition bare", () => {
    expect(printFilter(memberOfGroup("CN=Sales,DC=com"))).toBe(
      "MemberOfGroup -eq 'CN=Sales,DC=com'",
    );
    expect(printFilter(anyOf([externalDirectoryObjectId(ID)]))).toBe(
      `ExternalDirectoryObjectId -eq '${ID}'`,
    );
  });

  it("joins conditions in the order given, each in parentheses", () => {
    const filter = anyOf([
      memberOfGroup("CN=b"),
      memberOfGroup("CN=a"),
      externalDirectoryObjectId(ID),
    ]);
    expect(printFilter(filter)).toBe(
      `(MemberOfGroup -eq 'CN=b') -or (MemberOfGroup -eq 'CN=a') -or (ExternalDirectoryObjectId -eq '${ID}')`,
    );
  });

  it("doubles quotes and leaves all else in a DN alone", () => {
    const dn = `CN=O'Brien\\, "Pat" $x \`y,OU=Zürich,DC=com`;
    const printed = printFilter(memberOfGroup(dn));
    expect(printed).toBe(`MemberOfGroup -eq '${dn.replace("'", "''")}'`);
    expect(withoutOffsets(readOrFail(printed))).toEqual(withoutOffsets(memberOfGroup(dn)));
  });
});
