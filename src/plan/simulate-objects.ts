import type { ResourceScope } from "../access/resolved-assignment.ts";
import { contribution } from "../access/contribution.ts";
import type { AppState, MadeObject } from "../mapping/app-state.ts";
import type { ScopeObject, StepTarget } from "../model/plan-step.ts";
import { countMailboxes } from "../sets/mailbox-set.ts";
import { certain, nobody, perhapsEverybody, type Membership } from "../sets/membership.ts";
import { setName } from "../sets/set-registry.ts";

type Target<Kind extends StepTarget["kind"]> = Extract<StepTarget, { kind: Kind }>;

/** What is done to a group or a unit, apart from what is done to an app. */
export type ObjectTarget = Target<"scopeObject" | "members">;

export const isObjectTarget = (target: StepTarget): target is ObjectTarget =>
  target.kind === "scopeObject" || target.kind === "members";

/** The tenant with a new group or unit that is empty, or with one that holds exactly the members of a set. */
export function applyToObject(state: AppState, target: ObjectTarget): AppState {
  const { object } = target;
  const { kind, name } = object;
  if (target.kind === "scopeObject") {
    return withObject(state, { kind, name, members: nobody, isNew: true });
  }
  const members = membersOfSet(state, target.set, target.count);
  const isNew = state.made?.some((one) => isSame(one, object) && one.isNew) ?? false;
  return withObject(state, { kind, name, members, isNew });
}

/** The tenant without a group or unit that was made; members stay in one that was there before. */
export const takeBackObject = (state: AppState, target: ObjectTarget): AppState =>
  target.kind === "members"
    ? state
    : { ...state, made: (state.made ?? []).filter((one) => !isSame(one, target.object)) };

/** Whom an assignment within a group or unit reaches that steps have made; null where they made no such thing. */
export function scopeOfMade(
  state: AppState,
  object: ScopeObject,
  assignment: string,
): ResourceScope | null {
  const made = state.made?.find((one) => isSame(one, object));
  if (made === undefined) return null;
  const { yes, maybe } = made.members;
  const rule = object.kind === "group" ? "rbac-group" : "rbac-administrative-unit";
  return {
    kind: object.kind,
    name: object.name,
    members: made.members,
    contributions: [
      contribution(rule, assignment, "allow", { mailboxes: yes }),
      contribution(rule, assignment, "unknown", { mailboxes: maybe }),
    ],
  };
}

const isSame = (one: MadeObject, { kind, name }: ScopeObject): boolean =>
  one.kind === kind && one.name === name;

function withObject(state: AppState, made: MadeObject): AppState {
  const others = (state.made ?? []).filter((one) => !isSame(one, made));
  return { ...state, made: [...others, made] };
}

/**
 * The set that a step names by its hash is the one that the policies admit at that moment, or nobody can say which:
 * then the step may put anybody in.
 */
function membersOfSet({ app, facts }: AppState, set: string, count: number): Membership {
  const { yes } = app.policyDecision.admitted;
  const isIt =
    countMailboxes(yes, facts.index.keys.length) === count && setName(facts.index, yes) === set;
  return isIt ? certain(yes) : perhapsEverybody;
}
