import type { RawRow } from "../row-values.ts";
import { propertyName, valueOf } from "../row-values.ts";
import { notRecorded } from "../service-fault.ts";
import { unsupportedQuery } from "./graph-errors.ts";

export type RowTest = (row: RawRow) => boolean;

/** More alternatives than this make Microsoft Graph refuse a filter. */
const MAX_ALTERNATIVES = 15;

const TOKEN = /\s*('(?:[^']|'')*'|[(),]|[^\s(),']+)/y;

interface Cursor {
  readonly tokens: readonly string[];
  position: number;
  alternatives: number;
  readonly filterable: readonly string[];
}

/**
 * Reads a `$filter`: `eq` and `in` on the filterable properties, `startswith` on names, `and`, `or`, parentheses.
 *
 * @throws ServiceFault `badRequest` for everything else, and for more than 15 alternatives
 */
export function parseODataFilter(text: string, filterable: readonly string[]): RowTest {
  const cursor: Cursor = { tokens: tokenize(text), position: 0, alternatives: 0, filterable };
  const test = parseOr(cursor);
  if (cursor.position < cursor.tokens.length) throw invalid(text);
  if (cursor.alternatives > MAX_ALTERNATIVES) {
    throw unsupportedQuery(
      `Too many child clauses specified in search filter expression containing 'OR' operators: ${cursor.alternatives}. Max allowed: ${MAX_ALTERNATIVES}.`,
    );
  }
  return test;
}

function tokenize(text: string): readonly string[] {
  const tokens: string[] = [];
  const source = text.trim();
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < source.length) {
    const token = TOKEN.exec(source)?.[1];
    if (token === undefined) throw invalid(text);
    tokens.push(token);
  }
  return tokens;
}

function parseOr(cursor: Cursor): RowTest {
  const tests = [parseAnd(cursor)];
  while (take(cursor, "or")) tests.push(parseAnd(cursor));
  if (tests.length > 1) cursor.alternatives += tests.length;
  return (row) => tests.some((test) => test(row));
}

function parseAnd(cursor: Cursor): RowTest {
  const tests = [parsePrimary(cursor)];
  while (take(cursor, "and")) tests.push(parsePrimary(cursor));
  return (row) => tests.every((test) => test(row));
}

function parsePrimary(cursor: Cursor): RowTest {
  if (take(cursor, "(")) {
    const inner = parseOr(cursor);
    expect(cursor, ")");
    return inner;
  }
  const name = next(cursor);
  if (name.toLowerCase() === "startswith") return parseStartsWith(cursor);
  assertFilterable(cursor, name);
  const operator = next(cursor).toLowerCase();
  if (operator === "eq") return isOneOf(name, [readConstant(next(cursor))]);
  if (operator !== "in") {
    throw unsupportedQuery(`Unsupported operator '${operator}' for property '${name}'.`);
  }
  const values = parseList(cursor);
  cursor.alternatives += values.length;
  return isOneOf(name, values);
}

function parseStartsWith(cursor: Cursor): RowTest {
  expect(cursor, "(");
  const name = next(cursor);
  assertFilterable(cursor, name);
  if (!/name$/i.test(name)) throw unsupportedQuery(`startswith is not supported on '${name}'.`);
  expect(cursor, ",");
  const start = String(readConstant(next(cursor))).toLowerCase();
  expect(cursor, ")");
  return (row) => String(recorded(row, name)).toLowerCase().startsWith(start);
}

function parseList(cursor: Cursor): readonly Constant[] {
  expect(cursor, "(");
  const values = [readConstant(next(cursor))];
  while (take(cursor, ",")) values.push(readConstant(next(cursor)));
  expect(cursor, ")");
  return values;
}

type Constant = string | boolean | null;

function readConstant(token: string): Constant {
  if (token.startsWith("'")) return token.slice(1, -1).replaceAll("''", "'");
  if (token === "true" || token === "false") return token === "true";
  return token === "null" ? null : token;
}

function isOneOf(name: string, wanted: readonly Constant[]): RowTest {
  const values = new Set(wanted.map(fold));
  return (row) => values.has(fold(recorded(row, name)));
}

const fold = (value: unknown): unknown => (typeof value === "string" ? value.toLowerCase() : value);

/** Whether a row matches cannot be told from a property that it lacks. */
function recorded(row: RawRow, name: string): unknown {
  if (propertyName(row, name) === undefined) throw notRecorded(`${name} of every row`);
  return valueOf(row, name);
}

function assertFilterable({ filterable }: Cursor, name: string): void {
  if (filterable.some((one) => one.toLowerCase() === name.toLowerCase())) return;
  throw unsupportedQuery(
    `Unsupported or invalid query filter clause specified for property '${name}'.`,
  );
}

function next(cursor: Cursor): string {
  const token = cursor.tokens[cursor.position];
  if (token === undefined) throw invalid(cursor.tokens.join(" "));
  cursor.position += 1;
  return token;
}

function take(cursor: Cursor, token: string): boolean {
  if (cursor.tokens[cursor.position]?.toLowerCase() !== token) return false;
  cursor.position += 1;
  return true;
}

function expect(cursor: Cursor, token: string): void {
  if (!take(cursor, token)) throw invalid(cursor.tokens.join(" "));
}

const invalid = (text: string): Error =>
  unsupportedQuery(`Invalid filter clause: syntax error in '${text}'.`);
