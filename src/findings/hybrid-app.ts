import type { AppAccess } from "../access/app-access.ts";
import { DEADLINES } from "../model/deadlines.ts";
import { found, type Detector } from "./detector.ts";
import { namedApp, rowsOf } from "./finding-context.ts";
import { SOURCES } from "./sources.ts";

/** Known by its name, which Exchange's own set-up script gives it. */
export const hybridApp: Detector<"hybridApp"> = {
  kind: "hybridApp",
  words: {
    severity: "info",
    title: "dedicated app of an Exchange hybrid deployment",
    why: `it serves free/busy between on-premises and cloud for everybody: a scope breaks that for whoever is left out, so it is never planned; what it does through EWS ends all the same: on ${DEADLINES.ewsEnd.date} ${DEADLINES.ewsEnd.what}`,
    whatToDo:
      "leave its consent as it is, and follow Microsoft's own steps for the hybrid app: from the hotfix update of May 2026 on, Exchange Server can use Graph permissions in place of EWS",
    source: SOURCES.hybridApp,
  },
  restsOn: ["graph/servicePrincipals"],
  widenedBy: [],
  detect: (context) => {
    const ids = new Set(rowsOf(context, "graph/servicePrincipals").map(({ id }) => id));
    return context.access.apps.flatMap((app) => {
      const { servicePrincipalId: id, displayName } = app;
      if (app.setApart !== "exchangeHybrid" || id === null || !ids.has(id)) return [];
      return [
        found({
          subject: { kind: "servicePrincipal", id, name: displayName },
          app: namedApp(app),
          text: `${displayName} is the app of the hybrid deployment${holdings(app)}`,
          evidence: [{ section: "graph/servicePrincipals", row: id, value: displayName }],
        }),
      ];
    });
  },
};

/** What it holds by consent, where that was read. */
function holdings({ grants }: AppAccess): string {
  const values =
    grants.status === "read" ? grants.value.map((one) => one.value ?? one.permission) : [];
  return values.length === 0 ? "" : `; it holds ${values.toSorted().join(", ")}`;
}
