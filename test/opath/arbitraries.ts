import * as fc from "fast-check";
import {
  comparison,
  group,
  mixedChain,
  negation,
  numberValue,
  systemValue,
  textValue,
} from "../../src/opath/filter-ast.ts";
import type { Comparison, Filter, FilterValue, UnmixedFilter } from "../../src/opath/filter-ast.ts";
import type { FilterableRecipient } from "../../src/opath/filterable-recipient.ts";
import { unicodeText } from "../arbitraries/unicode-text.ts";

/** Small alphabets, so that constants and values meet. */
const anyText = fc.constantFrom("a", "A", "ab", "b", "it's", "a*", "x (y) -or 'z'", "{", "");

export const anyValue: fc.Arbitrary<FilterValue> = fc.oneof(
  anyText.map(textValue),
  unicodeText().map(textValue),
  fc.integer().map((number) => numberValue(String(number))),
  fc.constantFrom("true" as const, "false" as const, "null" as const).map(systemValue),
);

const anyOperator = fc.constantFrom(
  "eq" as const,
  "ne" as const,
  "gt" as const,
  "ge" as const,
  "lt" as const,
  "le" as const,
  "like" as const,
  "notlike" as const,
);

export const anyComparison: fc.Arbitrary<Comparison> = fc
  .tuple(
    fc.constantFrom("Alias", "city", "MemberOfGroup", "WhenCreated", "X_1"),
    anyOperator,
    anyValue,
  )
  .map(([property, operator, value]) => comparison(property, operator, value));

/** Trees of every node kind, four levels deep at most. */
export const anyFilter: fc.Arbitrary<Filter> = treesOver<Filter>(anyComparison, (operands) => [
  operands.map(([first, second, ...rest]) =>
    mixedChain([first, second, ...rest, first], [...rest.map(() => "or" as const), "or", "and"], 0),
  ),
]);

/** Comparisons that every recipient of `anyRecipient` answers plainly, true or false. */
export const anyPlainFilter: fc.Arbitrary<UnmixedFilter> = treesOver<UnmixedFilter>(
  fc
    .tuple(
      fc.constantFrom("Alias", "alias", "City"),
      fc.constantFrom("eq" as const, "ne" as const),
      fc.constantFrom("a", "A", "b", "c"),
    )
    .map(([property, operator, text]) => comparison(property, operator, textValue(text))),
  () => [],
);

export interface PlainRecipient {
  readonly Alias: string;
  readonly City: string;
}

export const anyPlainRecipient: fc.Arbitrary<PlainRecipient> = fc.record({
  Alias: fc.constantFrom("a", "B", "d"),
  City: fc.constantFrom("A", "c", ""),
});

function treesOver<F>(
  leaf: fc.Arbitrary<F>,
  extra: (operands: fc.Arbitrary<[F, F, ...F[]]>) => fc.Arbitrary<F>[],
): fc.Arbitrary<F> {
  const { tree } = fc.letrec<{ tree: F }>((tie) => {
    const operands = fc
      .tuple(tie("tree"), tie("tree"), fc.array(tie("tree"), { maxLength: 2 }))
      .map(([first, second, rest]): [F, F, ...F[]] => [first, second, ...rest]);
    return {
      tree: fc.oneof(
        { maxDepth: 4, depthIdentifier: "filter" },
        leaf,
        fc
          .tuple(fc.constantFrom("and" as const, "or" as const), operands)
          .map(([kind, parts]) => group(kind, parts) as F),
        tie("tree").map((operand) => negation(operand) as F),
        ...extra(operands),
      ),
    };
  });
  return tree;
}

/** A recipient of whom exactly the given properties were read, and the memberships are known. */
export function recipientWith(
  properties: Readonly<Record<string, unknown>>,
  groups: Readonly<Record<string, "true" | "false" | "unknown">> = {},
): FilterableRecipient {
  return {
    property: (name) =>
      Object.hasOwn(properties, name)
        ? { status: "read", value: properties[name] }
        : { status: "notRead" },
    memberOf: (foldedDn) => groups[foldedDn] ?? "false",
  };
}

/** The same filter without places: what two texts of one filter have in common. */
export function withoutOffsets<F extends Filter>(filter: F): F {
  return JSON.parse(
    JSON.stringify(filter, (key, value: unknown) => (/offset$/i.test(key) ? undefined : value)),
  ) as F;
}
