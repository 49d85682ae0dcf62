import type { AppState } from "../mapping/app-state.ts";
import type { NewAccess } from "../mapping/new-access.ts";
import { byText } from "../model/by-text.ts";
import { APPLICATION_ROLES } from "../model/permission-table.ts";
import type { AppPlan, AppStatus, NewAccessPlan, Reason } from "../model/plan-app.ts";
import type { SetRegistry } from "../sets/set-registry.ts";
import { chooseProbes } from "./choose-probes.ts";
import { hasNewAccess } from "./new-access-steps.ts";
import type { PlanContext } from "./plan-context.ts";
import { countOfMailboxes } from "../model/count-of.ts";

/**
 * Describes what decisions on impersonating accounts give an app, nothing where there are none.
 *
 * @param given what its steps are made from, for what it does not have yet
 */
export function describeNewAccess(
  state: AppState,
  { status, given }: { readonly status: AppStatus; readonly given: readonly PlanContext[] },
  registry: SetRegistry,
): Pick<AppPlan, "newAccess"> {
  const { newAccess = [], facts } = state;
  if (newAccess.length === 0) return {};
  const described = newAccess.map((one): NewAccessPlan => {
    const { items, roles, scope, carriedOver } = one;
    const context = contextOf(roles, given);
    return {
      state: hasNewAccess(state, one) ? "stands" : stateOf(status),
      items,
      permissions: permissionsOfRoles(roles),
      // Where its own legacy access moves into a scope of the same meaning, that scope serves both.
      scope: (context?.scope ?? scope).planned,
      carriedOver,
      mailboxes: registry.reference(scope.members.yes),
      probes: chooseProbes(facts.index, scope.members.yes),
    };
  });
  return { newAccess: described };
}

/** What the app does not have by now is planned, unless the app itself has no steps. */
const stateOf = (status: AppStatus): NewAccessPlan["state"] =>
  status === "blocked" || status === "needsDecision" ? "waits" : "planned";

const contextOf = (
  roles: NewAccess["roles"],
  given: readonly PlanContext[],
): PlanContext | undefined => given.find((context) => context.given?.roles === roles);

/** One reason for each scope in which decisions give an app something. */
export function newAccessReasons({ newAccess = [] }: Pick<AppPlan, "newAccess">): Reason[] {
  return newAccess.map(({ state, items, permissions, scope, mailboxes }) => {
    const { kind, words } = STATES[state];
    const what = `${permissions.join(", ")} for ${countOfMailboxes(mailboxes.count)} (management scope ${scope.name})`;
    return { kind, text: `${words}: ${what}`, subject: items.join(", ") };
  });
}

const STATES: Readonly<
  Record<NewAccessPlan["state"], { readonly kind: string; readonly words: string }>
> = {
  planned: { kind: "newAccessByDecision", words: "new access by decision" },
  stands: { kind: "newAccessStands", words: "new access by decision stands" },
  waits: {
    kind: "newAccessWaits",
    words: "new access by decision waits until the app itself can be planned",
  },
};

function permissionsOfRoles(roles: readonly string[]): readonly string[] {
  return APPLICATION_ROLES.filter(({ role }) => roles.includes(role))
    .flatMap(({ permissions }) => permissions)
    .toSorted(byText);
}
