import { describe, expect, it } from "vitest";
import { filterableProperties } from "../../src/model/filterable-properties.ts";
import { filterablePropertyKinds } from "../../src/model/filterable-property-kinds.ts";
import { resolveProperty } from "../../src/opath/resolve-property.ts";

describe("resolveProperty", () => {
  it.each([
    ["memberofgroup", "MemberOfGroup", "dn", true],
    ["CUSTOMATTRIBUTE15", "CustomAttribute15", "text", true],
    ["ExtensionCustomAttribute5", "ExtensionCustomAttribute5", "text", true],
    ["CustomAttribute16", "CustomAttribute16", "text", false],
    ["distinguishedname", "DistinguishedName", "dn", true],
    ["Id", "Id", "dn", true],
    ["countryorregion", "CountryOrRegion", "country", true],
    ["WhenCreatedUTC", "WhenCreatedUTC", "dateUtc", true],
    ["RecipientTypeDetailsValue", "RecipientTypeDetailsValue", "text", false],
    ["constructor", "constructor", "text", false],
  ])("resolves %s", (written, name, kind, documented) => {
    expect(resolveProperty(written)).toEqual({ name, kind, documented });
  });

  // Source: recipientfilter-properties, 255 rows of which two stand for 15 and 5 properties.
  it("knows every documented property once", () => {
    expect(filterableProperties.size).toBe(255 - 2 + 15 + 5);
    expect(Object.keys(filterablePropertyKinds)).toHaveLength(filterableProperties.size);
    const kinds = [...filterableProperties.values()].map(({ kind }) => kind);
    expect(kinds.filter((kind) => kind === "dn")).toHaveLength(35);
    expect(kinds.filter((kind) => kind === "boolean")).toHaveLength(38);
  });
});
