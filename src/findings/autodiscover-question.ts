import type { Decisions } from "../model/decisions.ts";
import { found, type Detector } from "./detector.ts";
import { isEwsGrant } from "./ews-access.ts";
import { namedApp, type HeldGrant } from "./finding-context.ts";
import { SOURCES } from "./sources.ts";
import { grantEvidence, grantSubject } from "./subjects.ts";

/** Whether an app calls Autodiscover is in no evidence: its owner must say, and is not asked again. */
export const autodiscoverQuestion: Detector<"autodiscoverQuestion"> = {
  kind: "autodiscoverQuestion",
  words: {
    severity: "info",
    title: "does the app use Autodiscover?",
    why: "Autodiscover cannot be reached with application roles: an app on EWS that needs it breaks when its consent goes",
    whatToDo:
      "ask the owner, and put the answer into decisions.json as autodiscover; if it does, have the address of EWS written into its settings, or keep consent and policy for it",
    source: SOURCES.rbac,
  },
  restsOn: [
    "graph/appRoleAssignedTo",
    "graph/resourceServicePrincipals",
    "graph/servicePrincipals",
  ],
  widenedBy: [],
  detect: ({ grants, decisions }) =>
    grants.flatMap((held) =>
      isEwsGrant(held) && held.app.setApart === null && !isAnswered(decisions, held)
        ? [
            found({
              subject: grantSubject(held),
              app: namedApp(held.app),
              text: `${held.app.displayName} works through EWS: whether it needs Autodiscover is a question to its owner`,
              evidence: [grantEvidence(held)],
            }),
          ]
        : [],
    ),
};

const isAnswered = (decisions: Decisions | undefined, { app }: HeldGrant): boolean =>
  decisions?.apps[app.appId ?? ""]?.autodiscover !== undefined;
