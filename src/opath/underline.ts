import type { FilterError } from "./filter-error.ts";

const AROUND = 24;

/**
 * Shows where a filter cannot be read, on one line: the text around the place, a mark before what is wrong, and what
 * could have stood there.
 */
export function underline(text: string, { offset, expected }: FilterError): string {
  const from = Math.max(0, offset - AROUND);
  const to = Math.min(text.length, offset + AROUND);
  const before = `${from === 0 ? "" : "…"}${text.slice(from, offset)}`;
  const after = `${text.slice(offset, to)}${to === text.length ? "" : "…"}`;
  return `${before}⟨here⟩${after} (offset ${String(offset)}: expected ${expected})`;
}
