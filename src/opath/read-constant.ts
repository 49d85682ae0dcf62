import type { FilterValue } from "./filter-ast.ts";

const LEADING_ZERO = /^-?0\d|^-0$/;

/**
 * Gives the text that a filter's value is compared as, or nothing for `$null` and for an integer
 * that a number and a text would spell differently, such as `007`.
 *
 * `$true` reads `True`: Exchange Online's own module sends it so.
 */
export function readConstantText(value: FilterValue): string | undefined {
  switch (value.kind) {
    case "text":
      return value.text;
    case "number":
      return LEADING_ZERO.test(value.digits) ? undefined : value.digits;
    case "true":
      return "True";
    case "false":
      return "False";
    case "null":
      return undefined;
  }
}
