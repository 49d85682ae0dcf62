import type { AppPlan } from "../../../model/plan-app.ts";
import type { Plan } from "../../../model/plan-document.ts";

export interface OwnerQuestion {
  readonly question: string;
  readonly choices: readonly string[];
  /** Where the answer goes, where the plan reads it. */
  readonly decision: string | null;
}

/**
 * What only the owner can answer. Behaviour of change notifications, search and other calls under roles alone is not
 * documented, so it is asked, not assumed.
 *
 * @see https://learn.microsoft.com/exchange/permissions-exo/application-rbac
 */
const ALWAYS: readonly string[] = [
  "Does the app use change notifications (webhooks)? Subscriptions live up to 7 days and must be renewed under the roles alone.",
  "Does the app read the roles claim of its token, and refuse to work where a permission is not listed there?",
  "Does the app use anything else than mail, calendar and contacts, such as search across mailboxes?",
  "When does the next rare job run (month-end, quarter-end, payroll)? Observe it before the legacy is retired.",
];

/** Of an app on EWS this is a decision of its own: it is open, or it was made. */
const AUTODISCOVER =
  "Does the app find mailboxes through Autodiscover? Application roles do not reach it.";

const isOnEws = ({ permissions }: AppPlan): boolean =>
  permissions.some(({ permission }) => permission === "EWS.AccessAsApp");

/** Whether roles take the place of something: whoever only loses a grant or a policy has no new way to test. */
const moves = ({ steps, scope, newAccess }: AppPlan): boolean =>
  steps.length > 0 && (scope !== null || newAccess !== undefined);

/** The plan's own open questions on an app first, then those for every app that moves. */
export function ownerQuestions(app: AppPlan, plan: Plan): readonly OwnerQuestion[] {
  const own = plan.openDecisions
    .filter(({ appId }) => appId === app.appId)
    .map(({ question, choices, decision }) => ({ question, choices, decision }));
  const always = moves(app) ? [...(isOnEws(app) ? [] : [AUTODISCOVER]), ...ALWAYS] : [];
  return [...own, ...always.map((question) => ({ question, choices: [], decision: null }))];
}
