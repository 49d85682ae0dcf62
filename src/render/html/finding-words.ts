import type { FindingSeverity } from "../../model/finding.ts";

/** A severity in words; `mark` stands beside the label, so that colour is never alone. */
export const SEVERITY_WORDS: Readonly<
  Record<FindingSeverity, { readonly label: string; readonly mark: string }>
> = {
  high: { label: "High", mark: "■" },
  medium: { label: "Medium", mark: "▲" },
  low: { label: "Low", mark: "–" },
  info: { label: "To know or ask", mark: "?" },
};
