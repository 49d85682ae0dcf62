import type { z } from "zod";

/**
 * Explains the first thing that a zod schema found wrong, as ``, `path`: expected string`` or `: expected object`.
 *
 * The text never holds the offending value: evidence may be private, messages travel.
 */
export function explainIssue(error: z.ZodError): string {
  const issue = error.issues[0];
  if (issue === undefined) return ": unreadable";
  const path = issue.path.map(String).join(".");
  return path === "" ? `: ${expectation(issue)}` : `, \`${path}\`: ${expectation(issue)}`;
}

function expectation(issue: z.core.$ZodIssue): string {
  if (issue.code === "invalid_type") return `expected ${issue.expected}`;
  if (issue.code === "invalid_value") return `expected ${issue.values.map(String).join(" or ")}`;
  return issue.message;
}
