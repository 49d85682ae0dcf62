import type { Plan } from "../../../model/plan-document.ts";
import { renderCount, renderCounted } from "../../render-count.ts";

/** Something that a decision waits for, and where it is put. */
export interface MissingView {
  readonly what: string;
  readonly where: string;
}

const QUESTIONS: Readonly<Record<Plan["openDecisions"][number]["decision"], string>> = {
  intendedScope: "whom an app without a policy is to reach",
  reachesNobody: "what becomes of an app whose policies admit 0 mailboxes",
  scope: "which scope takes the place of the policies",
  keep: "which permissions stay in Entra",
  owner: "who answers for an app",
  wave: "the wave of an app",
  autodiscover: "whether an app needs Autodiscover",
  tokenLifetimeMinutes: "how long a token lives",
  observationDays: "how long an app is observed",
  accept: "whether a plan under review is taken as it is",
};

/** What is missing before the board can say yes: people, times and answers that evidence does not hold. */
export function missingView(plan: Plan): readonly MissingView[] {
  const changing = plan.apps.filter(({ steps }) => steps.length > 0);
  const ownerless = changing.filter(({ owner }) => owner === null);
  const named = ownerless.filter(({ owners }) => owners !== null && owners.length > 0).length;
  const kinds = new Map<Plan["openDecisions"][number]["decision"], number>();
  for (const { decision } of plan.openDecisions)
    kinds.set(decision, (kinds.get(decision) ?? 0) + 1);
  return [
    ...(ownerless.length === 0
      ? []
      : [
          {
            what: `Who answers for ${apps(ownerless.length)} of the ${renderCount(changing.length)} that change: owner is undecided${named === 0 ? "" : `; Entra names owners of ${renderCount(named)} of them`}`,
            where: "apps.<app id>.owner in decisions.json",
          },
        ]),
    ...(changing.length === 0 ? [] : PEOPLE),
    ...(plan.schedule === undefined && changing.length > 0
      ? [{ what: "When the first step may run", where: "schedule.startAt in decisions.json" }]
      : []),
    ...[...kinds].map(([decision, count]) => ({
      what: `An answer for ${apps(count)}: ${QUESTIONS[decision]}`,
      where: `apps.<app id>.${decision} in decisions.json`,
    })),
    ...(plan.openImpersonation.length === 0
      ? []
      : [
          {
            what: `An answer for ${renderCounted(plan.openImpersonation.length, "impersonating account")}: which app stands behind it`,
            where: "impersonation.<item> in decisions.json",
          },
        ]),
  ];
}

/** Evidence knows accounts, never who will do it. */
const PEOPLE: readonly MissingView[] = [
  {
    what: "Implementer, approver, and who decides on back-out",
    where: "the record of each change",
  },
];

const apps = (count: number): string => renderCounted(count, "app");
