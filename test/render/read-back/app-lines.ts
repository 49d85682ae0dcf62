import type { AppPlan } from "../../../src/model/plan-app.ts";
import type { PermissionPlan, SetReference } from "../../../src/model/plan-permission.ts";
import type { Step, StepWait } from "../../../src/model/plan-step.ts";
import type { Facts } from "./plan-facts.ts";
import { counted, duration, inMailboxes, instant } from "./say-numbers.ts";

const LISTED = 50;
const RESOURCES = { graph: "Microsoft Graph", exchange: "Office 365 Exchange Online" } as const;

/** Every line with a number that the page of an app has to hold, worked out from the plan; rows as head and numbers. */
export function* appLines(facts: Facts): Generator<string> {
  const { app } = facts;
  if (app === null) return;
  yield* permissionRows(app);
  yield* listLines(app);
  yield* recordLines(app, facts);
  yield* stepLines(facts);
  yield* candidateRows(app);
  yield* waveLines(facts, app);
  yield* otherLines(app);
  yield* proofLines(app);
}

/** Nested groups, gates, new access. */
function* otherLines(app: AppPlan): Generator<string> {
  for (const { scope } of app.policies ?? [])
    if ((scope.nestedGroups ?? 0) > 0) yield `Policies: ${scope.nestedGroups}`;
  for (const gate of app.gates) yield `gate (as of ${instant(gate.asOf)})`;
  for (const own of app.newAccess ?? []) yield `new access: ${counted(own.mailboxes.count)}`;
}

function* proofLines(app: AppPlan): Generator<string> {
  const proof = app.proof
    .filter(({ moments }) => moments > 0)
    .map(
      ({ contract, moments }) =>
        `${contract} over ${counted(moments)} ${moments === 1 ? "moment" : "moments"}`,
    );
  if (app.changeHash !== null && proof.length > 0) yield proof.join("; ");
  for (const [title, list] of [
    ["Must still be so when a script runs", app.assumptions],
    ["Other application permissions", app.otherPermissions ?? []],
  ] as const)
    if (list.length > 0) yield `${title} (${counted(list.length)})`;
}

function* waveLines({ plan }: Facts, app: AppPlan): Generator<string> {
  const wave = plan.waves.find(({ apps }) => app.appId !== null && apps.includes(app.appId));
  // In its row of the table of apps, and on its own page.
  if (wave !== undefined) yield* [`wave ${wave.wave}`, String(wave.wave)];
}

/** Of the access table, and of its row in the table of apps. */
function* permissionRows(app: AppPlan): Generator<string> {
  for (const one of app.permissions) {
    const { permission, resource, before, target, kept, gained, lost, newByDecision } = one;
    const numbers = [before.allowed, before.unknown, target, kept, gained];
    const cells = [...numbers, newByDecision, lost].flatMap((set) =>
      set?.count === undefined || set.count === null ? [] : [counted(set.count)],
    );
    yield `Mailboxes by permission: ${permission} ${RESOURCES[resource]}: ${cells.join(" ")}`;
    const unknown = before.unknown.count === 0 ? [] : [before.unknown.count];
    const shown = [
      before.allowed.count,
      ...unknown,
      ...(target === undefined ? [] : [target.count]),
    ];
    const said = shown.flatMap((count) => (count === null ? [] : [counted(count)]));
    if (said.length > 0) yield `pair ${permission} ${said.join(" ")}`;
  }
  const more = app.reasons.length - 1;
  if (more > 0) yield `and ${counted(more)} more`;
}

interface NamedSet {
  readonly title: string;
  readonly set: SetReference | undefined;
}

/** The lists behind an access table; "before" is listed only where nothing is said of what is kept. */
export function setsOf(one: PermissionPlan): readonly NamedSet[] {
  return [
    { title: "Gained", set: one.gained },
    { title: "Lost", set: one.lost },
    { title: "Kept", set: one.kept },
    { title: "Can be reached today", set: one.kept === undefined ? one.before.allowed : undefined },
    { title: "Unknown today", set: one.before.unknown },
  ];
}

/** Each distinct set once: its title with its count, and how many of it are not listed. */
function* listLines(app: AppPlan): Generator<string> {
  const sets = app.permissions
    .flatMap(setsOf)
    .flatMap(({ title, set }) => (set ? [{ title, set }] : []));
  const listed = sets.filter(({ set }) => set.set !== null && set.count !== 0);
  const distinct = new Map(listed.map((one) => [JSON.stringify([one.title, one.set.set]), one]));
  for (const { title, set } of distinct.values()) {
    yield `list ${title} (${counted(set.count)})`;
    const more = (set.count ?? 0) - LISTED;
    if (typeof set.set === "string" && more > 0) yield `${counted(more)} more in`;
  }
}

/** The two change records: impact, effect of not implementing, window, plans. */
function* recordLines(app: AppPlan, facts: Facts): Generator<string> {
  for (const change of [1, 2] as const) {
    const steps = facts.steps.filter((step) => step.change === change);
    if (steps.length === 0) continue;
    yield `decision on change ${change}`;
    for (const { permission, kept, gained, lost } of app.permissions)
      if (kept !== undefined && gained !== undefined && lost !== undefined)
        yield `${permission}: ${inMailboxes(kept.count)} kept, ${counted(gained.count)} gained, ${counted(lost.count)} lost`;
    if (change === 1) yield todayLine(app);
    yield* oldTokensLine(app, steps);
    yield* windowLines(app, steps, facts);
    const back = steps.flatMap(({ rollback }) => (rollback === null ? [] : [rollback]));
    const said = back.flatMap(({ phase, text, waitMinutes }) =>
      waitMinutes === 0
        ? []
        : [
            `${phase}: ${text}; then wait ${duration(waitMinutes)} before the next, earlier rollback`,
          ],
    );
    yield* new Set(said);
    const longest = Math.max(0, ...back.map(({ waitMinutes }) => waitMinutes));
    if (change === 1 && longest > 0)
      yield `New tokens carry the grant again once it is visible: at most ${duration(longest)}.`;
  }
}

/** Tokens that carry a deleted grant live as long as it takes to settle; of what only ends nobody is told to wait. */
function* oldTokensLine(app: AppPlan, steps: readonly Step[]): Generator<string> {
  const gone = steps.filter(({ action }) => action === "deleteAppRoleAssignment");
  if (gone.length === 0 || app.permissions.every(({ disposition }) => disposition !== "migrate"))
    return;
  const name = app.displayName || (app.appId ?? "the app");
  const wait = duration(Math.max(...gone.map((one) => one.settleMinutes)));
  yield `${name}: for ${wait} after the cut-over its old tokens may still work, so a fault may show late.`;
}

const todayLine = (app: AppPlan): string =>
  `The app goes on as today: ${app.permissions
    .map(({ permission, before }) => `${permission}: ${inMailboxes(before.allowed.count)}`)
    .join(", ")}.`;

function* windowLines(app: AppPlan, steps: readonly Step[], facts: Facts): Generator<string> {
  const at = ({ id }: Step): number => facts.offsets.get(id) ?? Number.NaN;
  const start = Math.min(...steps.map(at));
  const end = Math.max(...steps.map((step) => at(step) + step.settleMinutes));
  const [first] = steps;
  const startsAt = facts.plan.schedule?.steps.find(({ step }) => step === first?.id)?.earliestAt;
  if (startsAt !== undefined) yield `Earliest start: ${instant(startsAt)}`;
  yield `At least ${duration(end - start)} from the first step until all is visible, for the documented and planned waits`;
  if (app.earliestStart !== null) yield `Not before ${instant(app.earliestStart)}`;
  for (const step of steps)
    if (at(step) > start)
      yield `After ${duration(at(step) - start)}: ${step.title} (${step.phase})`;
}

/** The steps with their waits, times and ways back. */
function* stepLines({ steps, plan }: Facts): Generator<string> {
  const number = new Map(steps.map(({ id }, at) => [id, at + 1]));
  const times = new Map((plan.schedule?.steps ?? []).map((one) => [one.step, one.earliestAt]));
  for (const { id, after, settleMinutes, rollback } of steps) {
    for (const wait of after) yield waitLine(wait, number.get(wait.step));
    const at = times.get(id);
    if (at !== undefined) yield `Earliest ${instant(at)}`;
    if (settleMinutes > 0) yield `Settles visible everywhere within ${duration(settleMinutes)}`;
    if (rollback !== null && rollback.waitMinutes > 0)
      yield `way back, then wait ${duration(rollback.waitMinutes)}`;
  }
}

function waitLine({ step, waitMinutes, why }: StepWait, place: number | undefined): string {
  const wait = waitMinutes === 0 ? "right" : duration(waitMinutes);
  return `Wait ${wait} after ${place === undefined ? step : `step ${place}`}: ${why}`;
}

/** What each candidate keeps, gains and loses: said once for permissions that come to the same. */
function* candidateRows(app: AppPlan): Generator<string> {
  for (const { id, permissions } of app.candidates) {
    const said = new Set(
      permissions.map(({ kept, gained, lost }) =>
        [kept, gained, lost].map(({ count }) => counted(count)).join(" "),
      ),
    );
    yield `candidate ${id}: ${[...said].join(" ")}`;
  }
}
