import { slug } from "../mapping/object-names.ts";
import type { Phase, ScopeObject, ScopeObjectKind, Step, StepAction } from "../model/plan-step.ts";
import { SETTLE_WINDOWS } from "../model/settle-windows.ts";
import { HAZARDS } from "./hazards.ts";
import { makeStep, SHARED } from "./make-step.ts";
import type { PlanContext } from "./plan-context.ts";
import { countOf } from "../model/count-of.ts";

interface ObjectWords {
  readonly phase: Phase;
  readonly rollback: "rollback-0" | "rollback-1";
  readonly action: StepAction;
  readonly noun: string;
  readonly gate: string;
}

const WORDS: Readonly<Record<ScopeObjectKind, ObjectWords>> = {
  group: {
    phase: "1-prepare",
    rollback: "rollback-1",
    action: "createGroup",
    noun: "mail-enabled security group",
    gate: "the group reads back as a mail-enabled security group that nobody may join on his own",
  },
  administrativeUnit: {
    phase: "0-objects",
    rollback: "rollback-0",
    action: "createAdministrativeUnit",
    noun: "administrative unit",
    gate: "the unit reads back, with assigned members",
  },
};

/**
 * The steps that make a group or unit and fill it with the members that are copied; none for a scope of another kind.
 * What exists is not made again, and what holds exactly these members is not filled again.
 *
 * Empty and unused it gives no access. Once it is filled, its members may be seen at any moment within the window of
 * memberships, counted from the last one.
 *
 * @see https://learn.microsoft.com/powershell/module/exchangepowershell/new-distributiongroup (docs as of 2026-08-21)
 * @see https://learn.microsoft.com/graph/api/directory-post-administrativeunits (docs as of 2026-08-20)
 */
export function copySteps(context: PlanContext): readonly Step[] {
  const { copy, objects } = context.scope;
  const [object] = objects ?? [];
  if (copy === undefined || object === undefined || copy.found === "full") return [];
  const made = copy.found === "none" ? [createStep(context, object)] : [];
  return [...made, fillStep(context, object, made)];
}

/** Tells a new object from every other: a copy of the same members may be a group here and a unit there. */
export const objectKey = ({ kind, name }: ScopeObject): string => `${kind} ${name}`;

/** What several apps use belongs to none of them, and has a removal of its own. */
const isShared = ({ state }: PlanContext, object: ScopeObject): boolean =>
  state.shared?.has(objectKey(object)) === true;

const ownerOf = (context: PlanContext, object: ScopeObject): string =>
  isShared(context, object) ? SHARED : context.app.appId;

function createStep(context: PlanContext, object: ScopeObject): Step {
  const { phase, rollback, action, noun, gate } = WORDS[object.kind];
  return makeStep(ownerOf(context, object), {
    phase,
    action,
    title: `Create the ${noun} ${object.name}`,
    target: { kind: "scopeObject", object, alias: aliasOf(object.name) },
    gate,
    rollback: {
      phase: isShared(context, object) ? "remove-shared" : rollback,
      text: `remove the ${noun}, if this plan made it and nothing names it`,
      waitMinutes: 0,
      hazards: [],
    },
  });
}

/** An alias holds no blank; it is the name's, and so as unique as the name. */
const aliasOf = (name: string): string => slug(name).toLowerCase();

function fillStep(context: PlanContext, object: ScopeObject, made: readonly Step[]): Step {
  const { phase } = WORDS[object.kind];
  const { set = "", count = 0 } = context.scope.copy ?? {};
  return makeStep(ownerOf(context, object), {
    phase,
    action: "addMembers",
    title: `Put ${countOf(count, "member")} into ${object.name}`,
    target: { kind: "members", object, set, count },
    after: made.map(({ id }) => ({ step: id, waitMinutes: 0, why: "it must exist" })),
    gate: "its members read back as exactly those of the set",
    settleMinutes: SETTLE_WINDOWS.membership.minutes,
    hazards: [HAZARDS.copiedMembers, HAZARDS.membershipTimeUndocumented],
    rollback: null,
  });
}
