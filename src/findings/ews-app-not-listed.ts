import type { AppAccess } from "../access/app-access.ts";
import { found, open, type Detector, type Observation, type Seen } from "./detector.ts";
import { isEwsAssignment, isEwsGrant } from "./ews-access.ts";
import { isFirstParty, namedApp, type FindingContext } from "./finding-context.ts";
import { seenOf } from "./seen-of-assignment.ts";
import { SOURCES } from "./sources.ts";
import { assignmentEvidence, assignmentSubject, grantEvidence, grantSubject } from "./subjects.ts";
import { switchesOf, switchEvidence, switchNotReported } from "./tenant-switches.ts";

/** About each grant or assignment on EWS: the list blocks the app, whatever it is granted. */
export const ewsAppNotListed: Detector<"ewsAppNotListed"> = {
  kind: "ewsAppNotListed",
  words: {
    severity: "medium",
    title: "app on EWS that is not in EwsAllowedAppIDs",
    why: "with EwsEnabled on and a list, only listed apps are served: the app is blocked, and its authorisation does not show it",
    whatToDo:
      "ask the owner whether the app still uses EWS; add its app id to the whole list, or take the permission away",
    source: SOURCES.organizationConfig,
  },
  restsOn: ["exchange/organizationConfig", "graph/servicePrincipals"],
  widenedBy: [
    "graph/appRoleAssignedTo",
    "graph/resourceServicePrincipals",
    "exchange/roleAssignments",
    "exchange/servicePrincipals",
  ],
  detect: (context) => {
    const config = switchesOf(context);
    if (config?.ewsEnabled === undefined) return [switchNotReported(context, "EwsEnabled")];
    if (config.ewsEnabled !== true) return [];
    const list = config.ewsAllowedAppIds;
    if (list === undefined) return [switchNotReported(context, "EwsAllowedAppIDs")];
    // An empty list is a finding of its own.
    return list === null || list.length === 0 ? [] : judge(context, new Set(list));
  },
};

function judge(context: FindingContext, list: ReadonlySet<string>): readonly Seen[] {
  const uses = [
    ...context.grants.filter(isEwsGrant).map((held) => ({
      app: held.app,
      subject: grantSubject(held),
      by: grantEvidence(held),
      see: found,
    })),
    ...context.assignments.filter(isEwsAssignment).map(({ app, assignment }) => ({
      app,
      subject: assignmentSubject(assignment),
      by: assignmentEvidence(assignment),
      see: (observation: Observation) => seenOf(assignment, observation),
    })),
  ];
  return uses.flatMap(({ app, subject, by, see }): readonly Seen[] => {
    if (isFirstParty(app) || isListed(app, list)) return [];
    if (app === null || app.appId === null) {
      const why = "the app id of the app behind it is not known: it may be in the list";
      return [open({ subject, section: "graph/servicePrincipals", status: "open", why })];
    }
    return [
      see({
        subject,
        app: namedApp(app),
        text: `${app.displayName} (${app.appId}) is not in EwsAllowedAppIDs (apps listed there: ${String(list.size)})`,
        evidence: [
          by,
          switchEvidence(context, `EwsAllowedAppIDs ${[...list].toSorted().join(", ")}`),
        ],
      }),
    ];
  });
}

const isListed = (app: AppAccess | null, list: ReadonlySet<string>): boolean =>
  app !== null && app.appId !== null && list.has(app.appId);
