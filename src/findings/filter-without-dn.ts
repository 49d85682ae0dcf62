import type { Comparison, Filter } from "../opath/filter-ast.ts";
import { foldDn } from "../opath/fold-dn.ts";
import { listComparisons } from "../opath/list-comparisons.ts";
import { readConstantText } from "../opath/read-constant.ts";
import { resolveProperty } from "../opath/resolve-property.ts";
import { found, type Detector } from "./detector.ts";
import { readableScopesInUse, SCOPES_WIDENED_BY } from "./scopes-in-use.ts";
import { SOURCES } from "./sources.ts";
import { scopeEvidence, scopeSubject } from "./subjects.ts";

/** Links to other objects (MemberOfGroup, Manager, …) are compared by distinguished name and by nothing else. */
export const filterWithoutDn: Detector<"filterWithoutDn"> = {
  kind: "filterWithoutDn",
  words: {
    severity: "high",
    title: "filter that names an object by something else than its distinguished name",
    why: "a name, an address or a GUID is accepted there and matches nothing: the scope selects nobody, and under -not everybody",
    whatToDo:
      "write the object's distinguished name into a new scope, and preview it with Get-Recipient -Filter",
    source: SOURCES.filterProperties,
  },
  restsOn: ["exchange/managementScopes", "exchange/roleAssignments"],
  widenedBy: SCOPES_WIDENED_BY,
  detect: (context) =>
    readableScopesInUse(context).flatMap(({ scope, app, usedBy, filter }) => {
      const wrong = comparisonsWithoutDn(filter);
      if (wrong.length === 0) return [];
      const said = wrong.map(
        ({ property, value }) => `${property} ${readConstantText(value) ?? ""}`,
      );
      return [
        found({
          subject: scopeSubject(scope),
          app,
          text: `${scope.name} asks for what is no distinguished name: ${said.join("; ")}`,
          evidence: [scopeEvidence(scope), ...usedBy],
        }),
      ];
    }),
};

/** The comparisons of a link with something that is no distinguished name. */
export const comparisonsWithoutDn = (filter: Filter): readonly Comparison[] =>
  listComparisons(filter).filter(isNoDn);

function isNoDn({ property, operator, value }: Comparison): boolean {
  const text = readConstantText(value);
  const asksForOne = operator === "eq" || operator === "ne";
  const { kind } = resolveProperty(property);
  return (
    asksForOne && kind === "dn" && text !== undefined && text !== "" && foldDn(text) === undefined
  );
}
