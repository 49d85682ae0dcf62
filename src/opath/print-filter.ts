import type { Comparison, Filter, FilterValue, MixedChain } from "./filter-ast.ts";

/**
 * Prints a filter in its one canonical form.
 *
 * A single comparison stands bare, `MemberOfGroup -eq 'CN=…'`; joined operands each have their
 * parentheses, `(Alias -eq 'a') -or (Alias -eq 'b')`; operators are lower case, text is in single
 * quotes with inner quotes doubled. A mixed chain prints as it was, without the parentheses that
 * it lacks: it is for showing, and a generated filter never holds one.
 *
 * INVARIANT: `parseFilter` reads the result back as an equal filter, offsets apart.
 * INVARIANT: this is one layer of escaping; a PowerShell literal around it needs its own.
 *
 * @see https://learn.microsoft.com/powershell/exchange/recipient-filters
 *   "Additional OPATH syntax information" (docs as of 2023-09-07)
 */
export function printFilter(filter: Filter): string {
  switch (filter.kind) {
    case "comparison":
      return printComparison(filter);
    case "not":
      return `-not(${printFilter(filter.operand)})`;
    case "and":
    case "or":
      return filter.operands
        .map((operand) => `(${printFilter(operand)})`)
        .join(` -${filter.kind} `);
    case "mixed":
      return printMixedChain(filter);
  }
}

function printMixedChain(filter: MixedChain): string {
  return filter.operands
    .map((operand, index) => {
      const join = filter.joins[index - 1];
      return `${join === undefined ? "" : ` -${join} `}(${printFilter(operand)})`;
    })
    .join("");
}

function printComparison({ property, operator, value }: Comparison): string {
  return `${property} -${operator} ${printValue(value)}`;
}

function printValue(value: FilterValue): string {
  switch (value.kind) {
    case "text":
      return `'${value.text.replaceAll("'", "''")}'`;
    case "number":
      return value.digits;
    case "true":
    case "false":
    case "null":
      return `$${value.kind}`;
  }
}
