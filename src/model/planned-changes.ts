import type { ChangeNumber } from "./approval.ts";
import type { AppPlan } from "./plan-app.ts";
import type { Plan } from "./plan-document.ts";
import type { ImpersonationRetirement } from "./plan-impersonation.ts";
import type { Step } from "./plan-step.ts";

/** What a board decides on at once. */
export interface PlannedChange {
  /** `<app id>/change-1`; `impersonation/<id>/change-2` for an assignment. Stays the same when the plan is made again. */
  readonly id: string;
  readonly change: ChangeNumber;
  readonly changeHash: string;
  /** Whom it is about; an impersonation assignment belongs to no app. */
  readonly subject:
    | { readonly kind: "app"; readonly app: AppPlan }
    | { readonly kind: "impersonation"; readonly retirement: ImpersonationRetirement };
  /** In order. */
  readonly steps: readonly Step[];
}

/**
 * Lists what a plan would change, in its order: the migration of an app and the end of its legacy are two changes with
 * one change hash, and each is decided on its own.
 */
export function plannedChanges(plan: Plan): readonly PlannedChange[] {
  const byId = new Map(plan.steps.map((step) => [step.id, step]));
  const split = (of: Of): readonly PlannedChange[] => splitChanges(of, byId);
  return [
    ...plan.apps.flatMap((app) =>
      split({ ...app, prefix: idOfApp(app), subject: { kind: "app", app } }),
    ),
    ...(plan.retirements ?? []).flatMap((retirement) =>
      split({
        ...retirement,
        prefix: `impersonation/${retirement.id}`,
        subject: { kind: "impersonation", retirement },
      }),
    ),
  ];
}

const idOfApp = ({ appId, servicePrincipalId }: AppPlan): string =>
  appId ?? servicePrincipalId ?? "";

interface Of {
  readonly prefix: string;
  readonly subject: PlannedChange["subject"];
  readonly changeHash: string | null;
  readonly steps: readonly string[];
}

function splitChanges(
  { prefix, subject, changeHash, steps: ids }: Of,
  byId: ReadonlyMap<string, Step>,
): readonly PlannedChange[] {
  if (changeHash === null) return [];
  const steps = ids.flatMap((id) => byId.get(id) ?? []);
  return ([1, 2] as const).flatMap((change) => {
    const own = steps.filter((step) => step.change === change);
    const id = `${prefix}/change-${String(change)}`;
    return own.length === 0 ? [] : [{ id, change, changeHash, subject, steps: own }];
  });
}
