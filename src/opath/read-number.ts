import type { Scalar } from "./value-matcher.ts";

const NUMERIC = /^-?\d+(?:\.\d+)?$/;

/** Reads a number or a text that spells one in digits; nothing for anything else. */
export function readNumber(value: Scalar): number | undefined {
  if (typeof value === "number") return value;
  return typeof value === "string" && NUMERIC.test(value) ? Number(value) : undefined;
}
