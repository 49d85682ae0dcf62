import type { Plan } from "../../../src/model/plan-document.ts";
import type { Step } from "../../../src/model/plan-step.ts";
import { counted, duration, instant } from "./say-numbers.ts";

const SHOWN = 25;
const LEVELS = ["low", "medium", "high", undefined] as const;
const STATUSES = [
  ["blocked", "Blocked"],
  ["needsDecision", "Needs decision"],
  ["review", "Review"],
  ["deleteOnly", "Delete only"],
  ["ready", "Ready"],
  ["nothingToDo", "Nothing to do"],
] as const;

/** The rows of the tables behind the pictures, and what is said in the place of a picture. */
export function* figureLines(plan: Plan, offsets: ReadonlyMap<string, number>): Generator<string> {
  yield* legacyLines(plan);
  yield* statusLines(plan);
  yield* reachLines(plan);
  yield* flowLines(plan);
  yield* timeLines(plan, offsets);
}

/** "At least" where a list that names apps, or holders, was not read. */
function* legacyLines({ apps, impersonation, legacy, coverage }: Plan): Generator<string> {
  const policies = new Map(
    apps.flatMap((app) =>
      (app.policies ?? []).map((one) => [one.identity, one.accessRight] as const),
    ),
  );
  const read = legacy.policies !== null && apps.every((app) => app.policies !== null);
  const rights = [...policies.values()];
  const open = apps.filter(
    (app) =>
      app.policies?.length === 0 && app.permissions.some(({ appRoleIds }) => appRoleIds.length > 0),
  );
  const whole = APP_LISTS.every((name) =>
    coverage.some((one) => one.section === name && one.needs === undefined),
  );
  const restricted = rights.filter((one) => one === "RestrictAccess").length;
  const denied = rights.filter((one) => one === "DenyAccess").length;
  const counts = [
    { label: "RestrictAccess policies", count: read ? restricted : null, sure: true },
    { label: "DenyAccess policies", count: read ? denied : null, sure: true },
    {
      label: "Impersonation holders",
      count: impersonation?.length ?? null,
      sure: legacy.impersonationComplete,
    },
    { label: "Apps with tenant-wide consent", count: read ? open.length : null, sure: whole },
  ];
  const said = counts.map(({ label, count, sure }) => {
    if (count === null) return `${label}: not read`;
    return `${label}: ${sure ? "" : "at least "}${counted(count)}`;
  });
  yield `Bars: ${said.join("; ")}.`;
  for (const { label, count } of counts)
    if (count !== null) yield `figure ${label} ${counted(count)}`;
}

/** Lists that name apps. */
const APP_LISTS = [
  "graph/resourceServicePrincipals",
  "graph/appRoleAssignedTo",
  "graph/servicePrincipals",
  "exchange/roleAssignments",
  "exchange/servicePrincipals",
  "exchange/applicationAccessPolicies",
];

function* statusLines({ apps }: Plan): Generator<string> {
  const rows = STATUSES.map(([status, label]) => ({
    label,
    counts: LEVELS.map(
      (level) => apps.filter((app) => app.status === status && app.risk?.level === level).length,
    ),
  }));
  for (const { label, counts } of rows) yield `figure ${label} ${counts.map(counted).join(" ")}`;
  const told = rows.map(({ label, counts }) => `${label}: ${counts.join(", ")}`).join("; ");
  yield `Stacked bars of low, medium, high and unplanned, in this order. ${told}.`;
}

/** Permissions of one app that keep, gain and lose the same stand together. */
function* reachLines({ apps }: Plan): Generator<string> {
  const all = apps.flatMap((app) => {
    const own = app.permissions.flatMap(({ kept, gained, lost }) => {
      const counts = [kept, gained, lost].map((one) => one?.count ?? null);
      return counts.includes(null) ? [] : [counts.map((count) => count ?? 0)];
    });
    return [...new Map(own.map((counts) => [counts.join(" "), counts])).values()].map((counts) => ({
      app: app.displayName || (app.appId ?? app.servicePrincipalId ?? ""),
      counts,
    }));
  });
  const changed = ([, gained = 0, lost = 0]: readonly number[]): number => gained + lost;
  const sorted = all.toSorted(
    (a, b) => changed(b.counts) - changed(a.counts) || (b.counts[0] ?? 0) - (a.counts[0] ?? 0),
  );
  for (const { app, counts } of sorted.slice(0, SHOWN))
    yield `figure ${app} ${counts.map(counted).join(" ")}`;
  if (all.length > SHOWN) yield `${counted(all.length - SHOWN)} more: csv/plan.csv`;
  if (all.length === 0)
    yield "Only apps that are planned and counted are drawn; this plan has counts for 0 apps.";
  else {
    const differing = all.filter(({ counts }) => changed(counts) > 0).length;
    yield `Stacked bars of the mailboxes that are kept, gained and lost, in this order, for ${counted(all.length)} combinations of an app and its permissions. ${counted(differing)} of them gain or lose mailboxes.`;
  }
}

function* flowLines({ apps }: Plan): Generator<string> {
  const count = apps.reduce(
    (sum, { scope, policies }) => sum + (scope === null ? 0 : (policies?.length ?? 0)),
    0,
  );
  if (count === 0)
    yield "A flow is drawn for each policy of an app whose new scope is planned; here that is 0 policies.";
  else
    yield `Flows from ${counted(count)} policies on the left, over their apps in the middle, to the planned scopes on the right.`;
  if (count > SHOWN) yield `${counted(count - SHOWN)} more: csv/policies.csv`;
}

/** How long each wave takes at least: change 1, what settles, what is observed, change 2. */
function* timeLines(plan: Plan, offsets: ReadonlyMap<string, number>): Generator<string> {
  const at = ({ id }: Step): number => offsets.get(id) ?? Number.NaN;
  const begins = new Map((plan.schedule?.waves ?? []).map((one) => [one.wave, one.startsAt]));
  const said: string[] = [];
  for (const { wave, apps } of plan.waves.slice(0, SHOWN)) {
    const ids = new Set(
      plan.apps.flatMap((app) => (apps.includes(app.appId ?? "") ? app.steps : [])),
    );
    const own = (change: 1 | 2) =>
      plan.steps.filter((step) => ids.has(step.id) && step.change === change);
    const ends = (steps: readonly Step[]) => steps.map((step) => at(step) + step.settleMinutes);
    const changed = Math.max(0, ...own(1).map(at));
    const settled = Math.max(changed, ...ends(own(1)));
    const retiring = Math.max(settled, ...own(2).map(at));
    const ended = Math.max(retiring, ...ends(own(2)));
    const start = begins.get(wave);
    const parts = [changed, settled - changed, retiring - settled, ended - retiring].map(duration);
    yield `figure ${wave} ${[...(start === undefined ? [] : [instant(start)]), ...parts].join(" ")}`;
    said.push(
      `Wave ${wave}: change 1 is settled after ${duration(settled)}, the legacy may go after ${duration(retiring)}.`,
    );
  }
  if (said.length === 0) yield "A time is drawn for each wave; this plan has 0 waves.";
  else
    yield `Stacked bars in this order: change 1 with its waits, settling, observation, retirement of the legacy with its settling. ${said.join(" ")}`;
}
