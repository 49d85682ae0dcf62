import { listComparisons } from "../opath/list-comparisons.ts";
import { readConstantText } from "../opath/read-constant.ts";
import { resolveProperty } from "../opath/resolve-property.ts";
import { found, type Detector } from "./detector.ts";
import { readableScopesInUse, SCOPES_WIDENED_BY } from "./scopes-in-use.ts";
import { SOURCES } from "./sources.ts";
import { scopeEvidence, scopeSubject } from "./subjects.ts";

export const filterOnPrimaryAddress: Detector<"filterOnPrimaryAddress"> = {
  kind: "filterOnPrimaryAddress",
  words: {
    severity: "medium",
    title: "filter on PrimarySmtpAddress",
    why: "it searches every address of a mailbox, old aliases included, so it may select others than it seems to; Microsoft says not to use it",
    whatToDo:
      "use ExternalDirectoryObjectId for a single mailbox, a group or an attribute for several",
    source: SOURCES.filterProperties,
  },
  restsOn: ["exchange/managementScopes", "exchange/roleAssignments"],
  widenedBy: SCOPES_WIDENED_BY,
  detect: (context) =>
    readableScopesInUse(context).flatMap(({ scope, app, usedBy, filter }) => {
      const asked = listComparisons(filter).filter(
        ({ property }) => resolveProperty(property).name === "PrimarySmtpAddress",
      );
      if (asked.length === 0) return [];
      const said = asked.map(
        ({ operator, value }) => `-${operator} ${readConstantText(value) ?? "blank"}`,
      );
      return [
        found({
          subject: scopeSubject(scope),
          app,
          text: `${scope.name} selects by PrimarySmtpAddress: ${said.join("; ")}`,
          evidence: [scopeEvidence(scope), ...usedBy],
        }),
      ];
    }),
};
