import type { PlanData } from "../documents/plan-data.ts";
import type { AppPlan } from "../model/plan-app.ts";
import type { PermissionPlan, SetReference } from "../model/plan-permission.ts";
import type { SampledRoute, SampleKind } from "../model/rehearsal.ts";
import { MAILBOX_ROUTES, type MailboxRoute } from "./mailbox-routes.ts";

/** One question that an app asks at every moment. */
export interface Sample {
  readonly route: MailboxRoute;
  readonly mailbox: string;
  readonly kind: SampleKind;
}

export interface Samples {
  readonly questions: readonly Sample[];
  readonly routes: readonly SampledRoute[];
  /** Permissions on mailbox data that no route stands for; sorted. */
  readonly notSampled: readonly string[];
}

/** The most mailboxes of one kind, for each app and route. */
export const MAILBOXES_OF_A_KIND = 5;

/** How mailboxes are chosen, for people. */
export const HOW_CHOSEN =
  "for each app and route: its probes first, then by id, of the mailboxes that some set of the plan names; where today's access is not known, none";

/** Whether a set holds a mailbox; undefined = nobody knows. */
type Holds = (mailbox: string) => boolean | undefined;

/** Chooses, for each way to data that an app's permissions open, mailboxes of every kind that the plan tells apart. */
export function chooseSamples(app: AppPlan, data: PlanData): Samples {
  const { positive, negative } = app.probes;
  const probes = [...positive, ...negative];
  // An app that is switched off is given no token: nobody can ask in its place.
  const isOff = app.gates.some(({ rule, state }) => rule === "appEnabled" && state === "closed");
  const isOpened = (one: PermissionPlan): boolean =>
    !isOff &&
    app.appId !== null &&
    one.resource === "graph" &&
    MAILBOX_ROUTES.some(({ permissions }) => permissions.includes(one.permission));
  const notSampled = app.permissions.filter((one) => !isOpened(one)).map((one) => one.permission);
  const chosen = MAILBOX_ROUTES.flatMap((route) => {
    const permissions = app.permissions.filter(
      (one) => isOpened(one) && route.permissions.includes(one.permission),
    );
    if (permissions.length === 0) return [];
    return [chooseOnRoute(route, permissions, { probes, data })];
  });
  return {
    questions: chosen.flatMap(({ questions }) => questions),
    routes: chosen.map(({ sampled }) => sampled),
    notSampled: [...new Set(notSampled)].toSorted(),
  };
}

function chooseOnRoute(
  route: MailboxRoute,
  permissions: readonly PermissionPlan[],
  { probes, data }: { readonly probes: readonly string[]; readonly data: PlanData },
): { readonly questions: readonly Sample[]; readonly sampled: SampledRoute } {
  const kindOf = createKinds(permissions, data);
  const counts: Record<SampleKind, number> = { kept: 0, gained: 0, lost: 0, outside: 0 };
  const questions: Sample[] = [];
  for (const mailbox of mailboxesInOrder(probes, data)) {
    const kind = kindOf(mailbox);
    if (kind === undefined || counts[kind] >= MAILBOXES_OF_A_KIND) continue;
    counts[kind] += 1;
    questions.push({ route, mailbox, kind });
  }
  const names = permissions.map(({ permission }) => permission);
  return { questions, sampled: { route: route.name, permissions: names, mailboxes: counts } };
}

function* mailboxesInOrder(probes: readonly string[], data: PlanData): Generator<string> {
  yield* probes;
  const seen = new Set(probes);
  for (const { id } of data.mailboxes()) if (!seen.has(id)) yield id;
}

/** Permissions on one route add up: any one of them opens it. */
function createKinds(
  permissions: readonly PermissionPlan[],
  data: PlanData,
): (mailbox: string) => SampleKind | undefined {
  const sets = permissions.map((one) => ({
    before: holds(one.before.allowed, data),
    unknown: holds(one.before.unknown, data),
    after: holds(afterOf(one), data),
  }));
  return (mailbox) => {
    const isUnknown = sets.some(({ unknown }) => unknown(mailbox) !== false);
    const before = sets.map((set) => set.before(mailbox));
    const after = sets.map((set) => set.after(mailbox));
    if (isUnknown || before.includes(undefined) || after.includes(undefined)) return undefined;
    return KINDS[`${String(before.includes(true))} ${String(after.includes(true))}`];
  };
}

const KINDS: Readonly<Record<string, SampleKind>> = {
  "true true": "kept",
  "true false": "lost",
  "false true": "gained",
  "false false": "outside",
};

/** What is kept by the grant stays as it is; what is removed reaches nobody. */
function afterOf({ disposition, target, before }: PermissionPlan): SetReference {
  if (target !== undefined) return target;
  return disposition === "keptLegacy" ? before.allowed : { count: 0, set: null };
}

function holds({ count, set }: SetReference, data: PlanData): Holds {
  if (set === null) return () => (count === 0 ? false : undefined);
  const ids = new Set(data.setIds(typeof set === "string" ? set : set.except));
  return typeof set === "string" ? (mailbox) => ids.has(mailbox) : (mailbox) => !ids.has(mailbox);
}
