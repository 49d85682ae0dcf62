import * as fc from "fast-check";
import { describe, expect, it } from "vitest";

import { createRecipientDecoder } from "../../../src/evidence/decode/exchange/recipients.ts";

const names = ["Guid", "guid", "ExternalDirectoryObjectId", "RecipientTypeDetails", "Name", "City"];
const anyValue = fc.constantFrom("A", "b", "", " ", null, 5, { value: 1, Value: "T" }, [], true);
const anyRow = fc.dictionary(fc.constantFrom(...names), anyValue);
const decode = createRecipientDecoder(new Set(["city"]));

describe("createRecipientDecoder", () => {
  it("every_refusal_is_explained: by a path and what was expected there", () => {
    const property = fc.property(anyRow, (row) => {
      const decoded = decode(row);
      if (!decoded.ok) expect(decoded.message).toMatch(/^(, `\w+`)?: expected /);
    });
    fc.assert(property, { numRuns: 2000 });
  });

  it("rows_before_do_not_matter: a decoder that has seen others decides the same", () => {
    const property = fc.property(anyRow, (row) => {
      expect(decode(row)).toEqual(createRecipientDecoder(new Set(["city"]))(row));
    });
    fc.assert(property, { numRuns: 1000 });
  });

  it("properties_are_those_of_the_row: raw, and only the ones named", () => {
    const property = fc.property(anyRow, (row) => {
      const decoded = decode({ ...row, Guid: "a", RecipientTypeDetails: "UserMailbox" });
      const { properties } = decoded.ok ? decoded.row : { properties: undefined };
      if (decoded.ok) expect(properties).toEqual("City" in row ? { city: row["City"] } : {});
    });
    fc.assert(property, { numRuns: 1000 });
  });

  it("never takes the prototype for a property", () => {
    const row: unknown = JSON.parse(
      '{"__proto__":{"city":"x"},"Guid":"a","RecipientTypeDetails":"UserMailbox"}',
    );
    const decoded = createRecipientDecoder(new Set(["__proto__", "city"]))(row);
    expect(decoded.ok && Object.getPrototypeOf(decoded.row.properties)).toBe(Object.prototype);
    expect(decoded.ok && decoded.row.properties).toEqual({});
  });
});
