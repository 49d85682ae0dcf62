import type { Plan } from "../../src/model/plan-document.ts";
import { SAMPLE_PLAN } from "./sample-plan.ts";

/** Names that have broken a report, a table or a script somewhere. */
export const HOSTILE_TEXTS: readonly string[] = [
  "x’; Remove-Mailbox *; ’",
  "x‘‚‛'; Stop-Computer #",
  "$(Get-Date) ${env:PATH} $x",
  '`n`"back`tick',
  "two\r\nlines\nStop-Computer\u2028Stop-Computer\u2029\u0085Stop-Computer",
  '</script><script>alert(1)</script><img src=x onerror="alert(1)">',
  "\" onmouseover=alert(1) x='",
  "=cmd|' /C calc'!A0",
  "+1+1",
  "-2+3",
  "@SUM(A1)",
  "\t=1",
  "\r=1",
  "＝1＋1",
  "\u202Egnp.exe\u2066\u2069\u200F",
  "👩‍💻 \u{1F600} \uD800 lone",
  "#> <# {{appId}} {{{x}}} @'",
  "../../..\\..\\evil\u0000",
  "--%",
  "",
];

/** Fields of a plan that people of the tenant, or vendors, can write into. */
const TENANT_TEXT = new Set([
  "assignee",
  "assignment",
  "description",
  "displayName",
  "distinguishedName",
  "effectiveUser",
  "filter",
  "identity",
  "initialDomain",
  "message",
  "name",
  "permission",
  "role",
  "scope",
  "subject",
  "text",
  "title",
  "why",
  "gate",
  "source",
  "url",
  "row",
  "value",
  "whatToDo",
]);

/** The sample plan with one text in every field that the tenant controls. */
export function hostilePlan(text: string): Plan {
  return rewrite(SAMPLE_PLAN, text) as Plan;
}

function rewrite(value: unknown, text: string): unknown {
  if (Array.isArray(value)) return value.map((each) => rewrite(each, text));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, each]) => [
      key,
      TENANT_TEXT.has(key) && typeof each === "string" ? text : rewrite(each, text),
    ]),
  );
}
