import { parseFilter } from "../opath/parse-filter.ts";
import { underline } from "../opath/underline.ts";
import { found, open, type Detector, type Seen } from "./detector.ts";
import { SCOPES_WIDENED_BY, scopesInUse, type ScopeInUse } from "./scopes-in-use.ts";
import { SOURCES } from "./sources.ts";
import { scopeEvidence, scopeSubject } from "./subjects.ts";

export const filterUnreadable: Detector<"filterUnreadable"> = {
  kind: "filterUnreadable",
  words: {
    severity: "high",
    title: "filter of a scope in use that cannot be read",
    why: "whom the scope selects cannot be computed: everything that rests on it stays unproven",
    whatToDo:
      "preview it with Get-Recipient -Filter, and write it anew as a scope of its own with parentheses and quoted values",
    source: SOURCES.filters,
  },
  restsOn: ["exchange/managementScopes", "exchange/roleAssignments"],
  widenedBy: SCOPES_WIDENED_BY,
  detect: (context) => scopesInUse(context).flatMap(judge),
};

function judge({ scope, app, usedBy }: ScopeInUse): readonly Seen[] {
  const { name, recipientFilter: text } = scope;
  if (text === undefined) {
    const why = `the filter of ${name} was not reported`;
    return [
      open({
        subject: scopeSubject(scope),
        section: "exchange/managementScopes",
        status: "notReported",
        why,
      }),
    ];
  }
  const parsed = parseFilter(text ?? "");
  if (parsed.ok) return [];
  return [
    found({
      subject: scopeSubject(scope),
      app,
      text: `the filter of ${name} cannot be read: ${underline(text ?? "", parsed.error)}`,
      evidence: [{ ...scopeEvidence(scope), value: text ?? "blank" }, ...usedBy],
    }),
  ];
}
