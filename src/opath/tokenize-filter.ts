import { numberValue, systemValue, textValue } from "./filter-ast.ts";
import type { ComparisonOperator, FilterValue } from "./filter-ast.ts";
import { filterError } from "./filter-error.ts";
import type { FilterError } from "./filter-error.ts";
import { scanDoubleQuoted, scanSingleQuoted } from "./scan-quoted-text.ts";

/** `end` closes every list of tokens; its offset is the length of the text. */
export type FilterToken =
  | { readonly kind: "(" | ")" | "{" | "}" | "and" | "or" | "not" | "end"; readonly offset: number }
  | { readonly kind: "name"; readonly name: string; readonly offset: number }
  | {
      readonly kind: "comparison";
      readonly operator: ComparisonOperator;
      readonly offset: number;
    }
  | { readonly kind: "value"; readonly value: FilterValue; readonly offset: number };

export type Tokens =
  | { readonly ok: true; readonly tokens: readonly FilterToken[] }
  | { readonly ok: false; readonly error: FilterError };

/** One token and the offset behind it. */
type Scanned = { readonly token: FilterToken; readonly next: number } | FilterError;

/**
 * Splits the text of a recipient filter into tokens.
 *
 * Reads every quoting form that the documentation lists, and `!` for `-not`. Total: a text that
 * is no filter yields an error value.
 *
 * @see https://learn.microsoft.com/powershell/exchange/recipient-filters
 *   "Additional OPATH syntax information" (docs as of 2023-09-07)
 */
export function tokenizeFilter(text: string): Tokens {
  const tokens: FilterToken[] = [];
  for (let at = skipBlanks(text, 0); at < text.length;) {
    const scanned = scanToken(text, at);
    if (!("token" in scanned)) return { ok: false, error: scanned };
    tokens.push(scanned.token);
    at = skipBlanks(text, scanned.next);
  }
  tokens.push({ kind: "end", offset: text.length });
  return { ok: true, tokens };
}

const BLANKS = /\s*/y;
const NAME = /[A-Za-z_]\w*/y;
const OPERATOR = /-\w+/y;
const INTEGER = /-?\d+(?![\w.])/y;
const VARIABLE = /`?\$(\w+)/y;

const OPERATORS: Readonly<Record<string, ComparisonOperator>> = {
  "-eq": "eq",
  "-ne": "ne",
  "-gt": "gt",
  "-ge": "ge",
  "-lt": "lt",
  "-le": "le",
  "-like": "like",
  "-notlike": "notlike",
};
const CONNECTIVES: Readonly<Record<string, "and" | "or" | "not">> = {
  "-and": "and",
  "-or": "or",
  "-not": "not",
};
const SYSTEM_VALUES: Readonly<Record<string, "true" | "false" | "null">> = {
  true: "true",
  false: "false",
  null: "null",
};

function scanToken(text: string, offset: number): Scanned {
  const first = text.charAt(offset);
  switch (first) {
    case "(":
    case ")":
    case "{":
    case "}":
      return { token: { kind: first, offset }, next: offset + 1 };
    case "!":
      return { token: { kind: "not", offset }, next: offset + 1 };
    case "'":
      return quoted(offset, scanSingleQuoted(text, offset));
    case '"':
      return quoted(offset, scanDoubleQuoted(text, offset));
    default:
      return scanWord(text, offset);
  }
}

function quoted(offset: number, scanned: ReturnType<typeof scanSingleQuoted>): Scanned {
  if ("kind" in scanned) return scanned;
  return {
    token: { kind: "value", value: textValue(scanned.text), offset },
    next: scanned.next,
  };
}

function scanWord(text: string, offset: number): Scanned {
  const digits = match(INTEGER, text, offset)?.[0];
  if (digits !== undefined) {
    const token = { kind: "value", value: numberValue(digits), offset } as const;
    return { token, next: offset + digits.length };
  }
  const name = match(NAME, text, offset)?.[0];
  if (name !== undefined)
    return { token: { kind: "name", name, offset }, next: offset + name.length };
  const variable = match(VARIABLE, text, offset);
  if (variable !== null) return scanVariable(variable, offset);
  const operator = match(OPERATOR, text, offset)?.[0];
  if (operator !== undefined) return scanOperator(operator, offset);
  return filterError(
    "unexpectedCharacter",
    offset,
    "a property name, an operator, a quoted text, an integer or a parenthesis",
  );
}

function scanVariable(variable: RegExpExecArray, offset: number): Scanned {
  const kind = lookUp(SYSTEM_VALUES, variable[1] ?? "");
  if (kind === undefined)
    return filterError("unexpandedVariable", offset, "a value, not a variable");
  const token = { kind: "value", value: systemValue(kind), offset } as const;
  return { token, next: offset + variable[0].length };
}

function scanOperator(written: string, offset: number): Scanned {
  const next = offset + written.length;
  const connective = lookUp(CONNECTIVES, written);
  if (connective !== undefined) return { token: { kind: connective, offset }, next };
  const operator = lookUp(OPERATORS, written);
  if (operator !== undefined) return { token: { kind: "comparison", operator, offset }, next };
  return filterError("unknownOperator", offset, "one of the documented operators");
}

/** Reads no inherited key, whatever the text says. */
function lookUp<T>(table: Readonly<Record<string, T>>, written: string): T | undefined {
  const key = written.toLowerCase();
  return Object.hasOwn(table, key) ? table[key] : undefined;
}

function match(pattern: RegExp, text: string, offset: number): RegExpExecArray | null {
  pattern.lastIndex = offset;
  return pattern.exec(text);
}

function skipBlanks(text: string, offset: number): number {
  return offset + (match(BLANKS, text, offset)?.[0].length ?? 0);
}
