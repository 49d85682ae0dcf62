import * as fc from "fast-check";
import { describe, expect, it } from "vitest";

import { dropAnnotations } from "../../src/evidence/drop-annotations.ts";

describe("dropAnnotations", () => {
  it("drops keys with @ at every level", () => {
    const row = { "@a": 1, "b@c": 2, d: [{ "@e": 3, f: 4 }, [{ "@g": 5 }]], h: { "@i": 6 } };
    expect(dropAnnotations(row)).toEqual({ d: [{ f: 4 }, [{}]], h: {} });
  });

  it("keeps @odata.type at the top, and only there, where it is asked to", () => {
    const row = { "@odata.type": "#x", "id@odata.type": "#y", inner: { "@odata.type": "#z" } };
    expect(dropAnnotations(row, true)).toEqual({ "@odata.type": "#x", inner: {} });
    expect(dropAnnotations(row)).toEqual({ inner: {} });
  });

  it("keeps values with @, and null", () => {
    const row = { mail: "a@b.example", nothing: null, list: [] };
    expect(dropAnnotations(row)).toBe(row);
  });

  it("leaves_nothing_with_an_at_sign_behind: and everything else as it was", () => {
    const key = fc.constantFrom("a", "b", "@c", "d@e", "__proto__");
    const { tree } = fc.letrec<{ tree: unknown }>((tie) => ({
      tree: fc.oneof(
        { maxDepth: 4 },
        fc.constantFrom(1, "x@y", null),
        fc.array(tie("tree")),
        fc.dictionary(key, tie("tree")),
      ),
    }));
    const property = fc.property(tree, (value) => {
      expect(JSON.stringify(dropAnnotations(value))).toBe(
        JSON.stringify(value, (name, inner: unknown) => (name.includes("@") ? undefined : inner)),
      );
    });
    fc.assert(property);
  });
});
