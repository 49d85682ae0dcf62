import { parseFilter } from "../../src/opath/parse-filter.ts";
import type { Filter } from "../../src/opath/filter-ast.ts";
import { evaluateFilter } from "../../src/opath/evaluate-filter.ts";
import type { FilterableRecipient } from "../../src/opath/filterable-recipient.ts";

/** Parses a text that the test knows to be a filter. */
export function readOrFail(text: string): Filter {
  const parsed = parseFilter(text);
  if (!parsed.ok) throw new Error(`\`${text}\`: ${JSON.stringify(parsed.error)}`);
  return parsed.filter;
}

/** The verdict in one word: `true`, `false`, or the kind of the unknown. */
export function judge(text: string, recipient: FilterableRecipient): string {
  const verdict = evaluateFilter(readOrFail(text), recipient);
  return verdict.value === "unknown" ? verdict.because.kind : verdict.value;
}
