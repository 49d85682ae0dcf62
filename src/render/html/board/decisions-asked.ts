import type { AppStatus } from "../../../model/plan-app.ts";
import type { Plan } from "../../../model/plan-document.ts";
import { renderCount, renderCounted } from "../../render-count.ts";

/** What the board is asked for, as two decisions, and what it is not asked for today. */
export interface DecisionsView {
  readonly migrate: DecisionView;
  readonly retire: DecisionView;
  readonly open: readonly {
    readonly status: AppStatus;
    readonly count: string;
    /** Place of these apps in the page. */
    readonly link: string;
    readonly why: string;
  }[];
}

export interface DecisionView {
  /** How many apps, with the noun. */
  readonly apps: string;
  /** How many of them a person has to accept first. */
  readonly toAccept: string | null;
  readonly details: readonly string[];
}

/** Counts what each of the two changes is asked for. */
export function decisionsView(plan: Plan): DecisionsView {
  const changing = (change: 1 | 2) => {
    const ids = new Set(plan.steps.filter((step) => step.change === change).map(({ id }) => id));
    return plan.apps.filter(({ steps }) => steps.some((id) => ids.has(id)));
  };
  const [first, second] = [changing(1), changing(2)];
  const migrating = first.filter(({ status }) => status !== "deleteOnly");
  const deleting = first.length - migrating.length;
  const count = (action: string): number =>
    plan.steps.filter((step) => step.action === action).length;
  const retirements = (plan.retirements ?? []).filter(({ changeHash }) => changeHash !== null);
  return {
    migrate: {
      ...asked(migrating),
      details: [
        ...(deleting === 0
          ? []
          : [
              `${renderCounted(deleting, "app")} more: only grants that policies refuse today are deleted`,
            ]),
        `${renderCounted(count("createRoleAssignment"), "role assignment")} added in Exchange, ${renderCounted(count("deleteAppRoleAssignment"), "grant")} deleted in Entra`,
        `${renderCounted(plan.waves.length, "wave")}, low risk first`,
        "Reversible at every point while the policies stand",
      ],
    },
    retire: {
      ...asked(second),
      details: [
        `${renderCounted(count("deleteAccessPolicy"), "Application Access Policy", "Application Access Policies")} removed`,
        ...(retirements.length === 0
          ? []
          : [`${renderCounted(retirements.length, "impersonation assignment")} removed`]),
        "Cannot be undone: decide it after change 1 was observed, app by app",
      ],
    },
    open: (["needsDecision", "blocked"] as const).flatMap((status) => {
      const own = plan.apps.filter((app) => app.status === status);
      return own.length === 0
        ? []
        : [
            {
              status,
              count: renderCounted(own.length, "app"),
              link: `apps?status=${status}`,
              why: WHY[status],
            },
          ];
    }),
  };
}

const WHY = {
  needsDecision: "waiting for an answer about what is intended",
  blocked: "not proven or not to be automated, left as it is",
} as const;

function asked(apps: Plan["apps"]): Pick<DecisionView, "apps" | "toAccept"> {
  const toAccept = apps.filter(({ status }) => status === "review").length;
  return {
    apps: renderCounted(apps.length, "app"),
    toAccept: toAccept === 0 ? null : renderCount(toAccept),
  };
}
