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
      ? [{ ...base, ...intendedScope(app) }]
      : []),
    ...(undecided.has("reachesNobody") ? [{ ...base, ...reachesNobody(app) }] : []),
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

type Asked = Pick<OpenDecision, "decision" | "question" | "choices" | "example">;

function intendedScope({ permissions }: AppPlan): Asked {
  const tenantWide = permissions.filter(({ kind }) => kind === "governed");
  const names = tenantWide.map(({ permission }) => permission).join(", ");
  return {
    decision: "intendedScope",
    question: `Which mailboxes is the app to reach by ${names}? Today it reaches every one.`,
    choices: [
      "a recipient filter, such as MemberOfGroup -eq '<distinguished name>'; scan again with --decisions where the members of its group were not read",
      "keep: name the permissions that stay tenant-wide, by decision",
    ],
    example: { intendedScope: { filter: "MemberOfGroup -eq '<distinguished name>'" } },
  };
}

function reachesNobody({ policies }: AppPlan): Asked {
  const scopes = (policies ?? []).map(
    ({ accessRight, scope: { displayName, id } }) =>
      `${accessRight} on ${displayName ?? id ?? "a scope"}`,
  );
  return {
    decision: "reachesNobody",
    question: `Its policies (${scopes.join("; ")}) admit no mailbox today: are they meant to admit some again?`,
    choices: [
      "move: the empty scope moves to Exchange, and whoever is admitted later is reached",
      "remove: its grants and policies go",
    ],
    example: { reachesNobody: "remove" },
  };
}
