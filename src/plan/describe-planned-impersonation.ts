import { holderId, type ImpersonationHolder } from "../access/resolve-impersonation.ts";
import { assignmentId, firstFilled } from "../access/resolved-assignment.ts";
import type { DecidedItem } from "../mapping/decide-impersonation.ts";
import type { AppPlan } from "../model/plan-app.ts";
import type { ImpersonationRetirement } from "../model/plan-impersonation.ts";

/**
 * Says what the plan does about a decided account, and what a person does by hand.
 *
 * Taking one user out of a group is never a step: the group may carry other roles, and only a person knows who else
 * counts on it.
 */
export function describePlannedImpersonation(
  holder: ImpersonationHolder,
  {
    items,
    retirements,
    apps,
  }: {
    readonly items: ReadonlyMap<ImpersonationHolder, DecidedItem>;
    readonly retirements: readonly ImpersonationRetirement[];
    readonly apps: readonly AppPlan[];
  },
): readonly string[] {
  const item = items.get(holder) ?? { kind: "undecided" };
  const retirement = retirements.find(({ id }) => id === assignmentId(holder.row));
  if (item.kind === "undecided" || item.kind === "open" || retirement === undefined) return [];
  return [
    ...(item.kind === "replaced" ? describeGiven(holder, item.appId, apps) : []),
    ...describeRemoval(retirement),
    ...(retirement.undecided.length > 0 ? byHand(holder) : []),
  ];
}

/** Where the app itself cannot be planned, the removal says so. */
function describeGiven(
  holder: ImpersonationHolder,
  appId: string,
  apps: readonly AppPlan[],
): readonly string[] {
  const app = apps.find((one) => one.appId === appId);
  const own = app?.newAccess?.find(({ items }) => items.includes(holderId(holder)));
  if (app === undefined || own === undefined || own.state === "waits") return [];
  return own.state === "planned"
    ? [`the steps of ${app.displayName} give it the new access`]
    : [`${app.displayName} has the new access already`];
}

function describeRemoval({ steps, waitsFor }: ImpersonationRetirement): readonly string[] {
  const [step] = steps;
  return step === undefined
    ? [`the assignment stays for now: ${waitsFor.join("; ")}`]
    : [`the assignment goes in step ${step}`];
}

function byHand({ row, effectiveUser }: ImpersonationHolder): readonly string[] {
  const isGroup = row.roleAssigneeType?.toLowerCase().includes("group") ?? false;
  if (!isGroup || effectiveUser === null) return [];
  const group = firstFilled(row.roleAssigneeName, row.roleAssignee) ?? row.name;
  const kind = row.roleAssigneeType?.toLowerCase() === "rolegroup" ? "role group" : "group";
  return [
    `by hand, once what replaces it works: remove the member ${effectiveUser} from the ${kind} ${group}, or from the group in it that brings it there; whatever else the ${kind} gives goes with it`,
  ];
}
