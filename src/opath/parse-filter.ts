import { comparison, group, mixedChain, negation } from "./filter-ast.ts";
import type { Filter } from "./filter-ast.ts";
import { filterError } from "./filter-error.ts";
import type { FilterError, FilterErrorKind } from "./filter-error.ts";
import { tokenizeFilter } from "./tokenize-filter.ts";
import type { FilterToken } from "./tokenize-filter.ts";

export type ParsedFilter =
  | { readonly ok: true; readonly filter: Filter }
  | { readonly ok: false; readonly error: FilterError };

/** No stored filter nests as deep as this, and every walk over a filter may recurse. */
const MAX_DEPTH = 200;
/** Open parentheses and `-not` at one point; printing needs at most three for a level of depth. */
const MAX_NESTING = 1000;

/**
 * Reads the text of a recipient filter, as typed or as Exchange stored it.
 *
 * Total on any string. Redundant parentheses and the braces around a filter leave no trace;
 * `-and` and `-or` mixed without parentheses do (`mixed`). Property names are not checked.
 *
 * @see https://learn.microsoft.com/powershell/exchange/recipient-filters
 *   "Additional OPATH syntax information" (docs as of 2023-09-07)
 */
export function parseFilter(text: string): ParsedFilter {
  const scanned = tokenizeFilter(text);
  if (!scanned.ok) return scanned;
  const cursor: Cursor = { tokens: scanned.tokens, position: 0, nesting: 0, error: undefined };
  const filter = parseWhole(cursor);
  if (filter !== undefined && depthOf(filter) > MAX_DEPTH) fail(cursor, "tooDeep", FEWER_LEVELS);
  if (cursor.error !== undefined) return { ok: false, error: cursor.error };
  if (filter === undefined) return { ok: false, error: filterError("emptyFilter", 0, A_FILTER) };
  return { ok: true, filter };
}

const A_FILTER = "a filter";
const A_CONDITION = "a property name, `-not` or `(`";
const AN_OPERATOR = "a comparison operator such as `-eq`";
const A_VALUE = "a quoted text, an integer, `$true`, `$false` or `$null`";
const FEWER_LEVELS = "a filter with fewer levels";

/**
 * The state of one parse.
 *
 * INVARIANT: a function that returns `undefined` has set `error`, and the first error stays.
 */
interface Cursor {
  readonly tokens: readonly FilterToken[];
  position: number;
  nesting: number;
  error: FilterError | undefined;
}

function parseWhole(cursor: Cursor): Filter | undefined {
  if (peek(cursor).kind === "end") return fail(cursor, "emptyFilter", A_FILTER);
  const braced = take(cursor, "{") !== undefined;
  if (braced && peek(cursor).kind === "}") return fail(cursor, "emptyFilter", A_FILTER);
  const filter = parseChain(cursor);
  if (filter === undefined) return undefined;
  if (braced && take(cursor, "}") === undefined) return unexpected(cursor, "`-and`, `-or` or `}`");
  if (take(cursor, "end") === undefined)
    return unexpected(cursor, "`-and`, `-or` or the end of the filter");
  return filter;
}

/** Reads operands up to a token that is neither `-and` nor `-or`. */
function parseChain(cursor: Cursor): Filter | undefined {
  const first = parseOperand(cursor);
  if (first === undefined) return undefined;
  const operands = [first];
  const joins: ("and" | "or")[] = [];
  let mixedAt: number | undefined;
  for (;;) {
    const join = take(cursor, "and") ?? take(cursor, "or");
    if (join === undefined) return chain(operands, joins, mixedAt);
    if (joins.length > 0 && joins.at(-1) !== join.kind) mixedAt ??= join.offset;
    const next = parseOperand(cursor);
    if (next === undefined) return undefined;
    joins.push(join.kind);
    operands.push(next);
  }
}

function chain(
  operands: readonly Filter[],
  joins: readonly ("and" | "or")[],
  mixedAt: number | undefined,
): Filter | undefined {
  if (mixedAt !== undefined) return mixedChain(operands, joins, mixedAt);
  return joins[0] === undefined ? operands[0] : group(joins[0], operands);
}

function parseOperand(cursor: Cursor): Filter | undefined {
  if (cursor.nesting >= MAX_NESTING) return fail(cursor, "tooDeep", FEWER_LEVELS);
  cursor.nesting += 1;
  const filter = parseCondition(cursor);
  cursor.nesting -= 1;
  return filter;
}

function parseCondition(cursor: Cursor): Filter | undefined {
  if (take(cursor, "not") !== undefined) {
    const operand = parseOperand(cursor);
    return operand === undefined ? undefined : negation(operand);
  }
  if (take(cursor, "(") === undefined) return parseComparison(cursor);
  const inner = parseChain(cursor);
  if (inner === undefined) return undefined;
  return take(cursor, ")") === undefined ? unexpected(cursor, "`-and`, `-or` or `)`") : inner;
}

function parseComparison(cursor: Cursor): Filter | undefined {
  const name = take(cursor, "name");
  if (name === undefined) return unexpected(cursor, A_CONDITION);
  const operator = take(cursor, "comparison");
  if (operator === undefined) return unexpected(cursor, AN_OPERATOR);
  const value = take(cursor, "value");
  if (value === undefined) return unexpected(cursor, A_VALUE);
  const at = { offset: name.offset, valueOffset: value.offset };
  return comparison(name.name, operator.operator, value.value, at);
}

type TokenOf<Kind extends FilterToken["kind"]> = FilterToken & { readonly kind: Kind };

/** Steps over the next token if it is of `kind`. */
function take<Kind extends FilterToken["kind"]>(
  cursor: Cursor,
  kind: Kind,
): TokenOf<Kind> | undefined {
  const token = peek(cursor);
  if (!isOfKind(token, kind)) return undefined;
  cursor.position += 1;
  return token;
}

const isOfKind = <Kind extends FilterToken["kind"]>(
  token: FilterToken,
  kind: Kind,
): token is TokenOf<Kind> => token.kind === kind;

/** The `end` token is never stepped over but at the very end, so there is always a next one. */
function peek(cursor: Cursor): FilterToken {
  return cursor.tokens[cursor.position] ?? { kind: "end", offset: 0 };
}

function unexpected(cursor: Cursor, expected: string): undefined {
  const kind = peek(cursor).kind === "end" ? "unexpectedEnd" : "unexpectedToken";
  return fail(cursor, kind, expected);
}

function fail(cursor: Cursor, kind: FilterErrorKind, expected: string): undefined {
  cursor.error ??= filterError(kind, peek(cursor).offset, expected);
  return undefined;
}

/** Counts a mixed chain as deep as its reading from left to right is. */
function depthOf(filter: Filter): number {
  switch (filter.kind) {
    case "comparison":
      return 0;
    case "not":
      return 1 + depthOf(filter.operand);
    case "and":
    case "or":
      return 1 + deepest(filter.operands);
    case "mixed":
      return countRuns(filter.joins) + deepest(filter.operands);
  }
}

const deepest = (operands: readonly Filter[]): number =>
  operands.reduce((depth, operand) => Math.max(depth, depthOf(operand)), 0);

const countRuns = (joins: readonly string[]): number =>
  joins.filter((join, index) => join !== joins[index - 1]).length;
