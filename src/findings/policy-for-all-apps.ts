import { found, type Detector } from "./detector.ts";
import { SOURCES } from "./sources.ts";
import { policyEvidence, policySubject } from "./subjects.ts";

/** How `*` prints is unconfirmed (U3): whatever is not a list of ids addresses every app. */
export const policyForAllApps: Detector<"policyForAllApps"> = {
  kind: "policyForAllApps",
  words: {
    severity: "high",
    title: "policy for all apps",
    why: "it takes part in what every app of the tenant reaches, so none of them can be migrated by itself",
    whatToDo:
      "list the apps that hold governed permissions, give each what it needs by itself, and take the policy away last",
    source: SOURCES.newPolicy,
  },
  restsOn: ["exchange/applicationAccessPolicies"],
  widenedBy: [],
  detect: ({ policies }) =>
    policies.flatMap((policy) =>
      policy.apps === "all"
        ? [
            found({
              subject: policySubject(policy),
              app: null,
              text: said(policy.row.appId),
              evidence: [policyEvidence(policy)],
            }),
          ]
        : [],
    ),
};

const said = (appId: string): string =>
  appId.trim() === "*"
    ? "its AppId is printed as *: it addresses every app"
    : `its AppId is printed as ${appId}, which is no list of app ids: it is taken to address every app`;
