import type { Decisions, OpenDecision } from "../model/decisions.ts";
import type { AppPlan } from "../model/plan-app.ts";
import { verdictOf } from "./accept-plan.ts";

/** Lists what the plan of an app waits for, each with its choices. */
export function listOpenDecisions(app: AppPlan, decisions?: Decisions): readonly OpenDecision[] {
  const { appId, displayName } = app;
  if (appId === null) return [];
  const base = { appId, displayName };
  const asksForAutodiscover =
    decisions?.apps[appId]?.autodiscover === undefined && movesToEwsRole(app);
  return [
    ...(asksForAutodiscover ? [{ ...base, ...AUTODISCOVER }] : []),
    ...decisionsOfStatus(app, base),
  ];
}

const movesToEwsRole = ({ permissions, steps }: AppPlan): boolean =>
  steps.length > 0 &&
  permissions.some(
    ({ permission, verdict }) => permission === "EWS.AccessAsApp" && verdict !== undefined,
  );

function decisionsOfStatus(
  app: AppPlan,
  base: Pick<OpenDecision, "appId" | "displayName">,
): readonly OpenDecision[] {
  const { status, reasons } = app;
  const undecided = new Set(reasons.map(({ kind }) => kind));
  if (status === "review" && app.changeHash !== null) {
    const accept = { verdict: verdictOf(app), changeHash: app.changeHash, acceptedBy: "<name>" };
    return [{ ...base, ...ACCEPT, example: { accept } }];
  }
  if (status !== "needsDecision") return [];
  return [
    ...(undecided.has("intendedScopeUndecided") && app.policies?.length === 0
      ? [{ ...base, ...INTENDED_SCOPE }]
      : []),
    ...(undecided.has("reachesNobody") ? [{ ...base, ...REACHES_NOBODY }] : []),
  ];
}

const ACCEPT = {
  decision: "accept",
  question: "Is the plan to be taken as it is, with what its reasons say?",
  choices: ["accept: name verdict, changeHash and who accepted", "leave it under review"],
} as const;

const AUTODISCOVER = {
  decision: "autodiscover",
  question:
    "Does the app find mailboxes through Autodiscover? No application role opens that: its owner must say.",
  choices: [
    "notNeeded: it has the address of EWS in its settings",
    "needed: it cannot move while that is so",
  ],
  example: { autodiscover: "notNeeded" },
} as const;

const INTENDED_SCOPE = {
  decision: "intendedScope",
  question: "Which mailboxes is the app to reach? Today it reaches every one.",
  choices: [
    "a recipient filter, such as MemberOfGroup -eq '<distinguished name>'",
    "keep: name the permissions that stay tenant-wide, by decision",
  ],
  example: { intendedScope: { filter: "MemberOfGroup -eq '<distinguished name>'" } },
} as const;

const REACHES_NOBODY = {
  decision: "reachesNobody",
  question: "Its policies admit no mailbox today: is that meant to fill up again?",
  choices: ["move: the empty scope moves to Exchange", "remove: its grants and policies go"],
  example: { reachesNobody: "remove" },
} as const;
