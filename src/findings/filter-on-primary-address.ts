import { listComparisons } from "../opath/list-comparisons.ts";
import { resolveProperty } from "../opath/resolve-property.ts";
import { found, type Detector } from "./detector.ts";
import { readableScopesInUse } from "./scopes-in-use.ts";
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
  widenedBy: [],
  detect: (context) =>
    readableScopesInUse(context).flatMap(({ scope, filter }) => {
      const names = listComparisons(filter).map(({ property }) => resolveProperty(property).name);
      if (!names.includes("PrimarySmtpAddress")) return [];
      return [
        found({
          subject: scopeSubject(scope),
          app: null,
          text: `${scope.name} selects by PrimarySmtpAddress`,
          evidence: [scopeEvidence(scope)],
        }),
      ];
    }),
};
