import { collectGroupDns } from "../opath/filter-properties.ts";
import { foldDn } from "../opath/fold-dn.ts";
import { found, open, type Detector, type Seen } from "./detector.ts";
import { readableScopesInUse } from "./scopes-in-use.ts";
import { SOURCES } from "./sources.ts";
import { scopeEvidence, scopeSubject } from "./subjects.ts";

export const filterNamesMissingGroup: Detector<"filterNamesMissingGroup"> = {
  kind: "filterNamesMissingGroup",
  words: {
    severity: "high",
    title: "filter that names a group which no longer exists",
    why: "MemberOfGroup follows the distinguished name, not the group: after a deletion or a rename it selects nobody, and under -not everybody",
    whatToDo:
      "find the group by its id, write its present distinguished name into a new scope, and preview it",
    source: SOURCES.filterProperties,
  },
  restsOn: ["exchange/managementScopes", "exchange/roleAssignments", "exchange/recipients"],
  widenedBy: [],
  detect: (context) => {
    const { groups, groupsByDn } = context.access.facts;
    const complete = groupsByDn.size === groups.length;
    return readableScopesInUse(context).flatMap(({ scope, filter }): readonly Seen[] => {
      const gone = [...collectGroupDns(filter)].filter((dn) => !groupsByDn.has(foldDn(dn) ?? ""));
      if (gone.length === 0) return [];
      const subject = scopeSubject(scope);
      if (!complete) {
        const why = `not every group has a distinguished name in the evidence: ${gone.join("; ")} may be one of them`;
        return [open({ subject, section: "exchange/recipients", status: "notReported", why })];
      }
      return [
        found({
          subject,
          app: null,
          text: `no group has the name that ${scope.name} asks for: ${gone.join("; ")}`,
          evidence: [scopeEvidence(scope)],
        }),
      ];
    });
  },
};
