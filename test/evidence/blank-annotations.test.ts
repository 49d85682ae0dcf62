import * as fc from "fast-check";
import { describe, expect, it } from "vitest";

import { blankAnnotations } from "../../src/evidence/blank-annotations.ts";
import { dropAnnotations } from "../../src/evidence/drop-annotations.ts";

describe("blankAnnotations", () => {
  it("leaves_the_text_of_the_value_without_annotations: at every level, with the type of a Graph row or without", () => {
    const key = fc.constantFrom("a", "@c", "d@e", "@odata.type", "__proto__", 'say "x"', "7", "");
    const { tree } = fc.letrec<{ tree: unknown }>((tie) => ({
      tree: fc.oneof(
        { maxDepth: 4 },
        fc.constantFrom(null, true, -0, "x@y"),
        fc.array(tie("tree")),
        fc.dictionary(key, tie("tree")),
      ),
    }));
    const property = fc.property(tree, fc.boolean(), (drawn, keepType) => {
      const value: unknown = JSON.parse(JSON.stringify(drawn));
      const expected = JSON.stringify(dropAnnotations(value, keepType));
      blankAnnotations(value, keepType);
      expect(JSON.stringify(value)).toBe(expected);
    });
    fc.assert(property, { numRuns: 500 });
  });
});
