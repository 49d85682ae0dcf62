import type { AppPlan } from "../../../model/plan-app.ts";
import type { Step } from "../../../model/plan-step.ts";
import { renderCount, renderMailboxes } from "../../render-count.ts";
import { renderInstant } from "../../render-instant.ts";
import { renderMinutes } from "../../render-minutes.ts";
import { auditQueries } from "./audit-queries.ts";
import { backOutFields } from "./back-out-fields.ts";
import { communications } from "./communications.ts";
import { kindOfMove } from "../../kind-of-move.ts";
import { nameOfApp } from "../../name-of-app.ts";
import { FIRST_WORDS, limitOf, SECOND_WORDS, type Move } from "./record-words.ts";
import { field, type RecordInput, type RecordView } from "./record-view.ts";

const TITLES = {
  1: {
    title: "Decision 1: migrate",
    about: "Reversible: it can be rolled back from every point as long as the policies stand.",
  },
  2: {
    title: "Decision 2: retire the legacy",
    about:
      "Cannot be undone, and is a decision of its own: approve it once change 1 has been observed.",
  },
} as const;

/** One record for each change that an app's steps make. */
export function recordsOf(
  steps: readonly Step[],
  context: Omit<RecordInput, "steps" | "change" | "move">,
): readonly RecordView[] {
  const first = steps.filter(({ change }) => change === 1);
  const move = first.length === 0 ? "retireOnly" : kindOfMove(first);
  return ([1, 2] as const).flatMap((change) => {
    const own = steps.filter((step) => step.change === change);
    return own.length === 0 ? [] : [recordView({ ...context, change, move, steps: own })];
  });
}

function recordView(input: RecordInput): RecordView {
  const { app, change } = input;
  const words = wordsOf(input);
  return {
    change,
    ...TITLES[change],
    fields: [
      field("Short description", [words.shortDescription(nameOfApp(app))]),
      field("Type", ["Normal, as proposed here: the board may classify it otherwise."]),
      field("Reason", words.reason),
      field("Effect of not implementing", effectOfNot(input)),
      field("Configuration items", configurationItems(input)),
      field("Impact", impact(app)),
      field("Risk and why", risk(app)),
      field("Window", changeWindow(input)),
      field("Implementation plan", implementation(input)),
      field("Test plan", tests(input)),
      ...backOutFields(input),
      field("Success criteria", unique(input.steps.map(({ gate }) => gate))),
      ...communications(input),
      auditQueries(input),
      field("Review after implementation", review(input)),
    ],
    people: [
      { role: "Owner of the app", name: app.owner, inEntra: app.owners ?? [] },
      ...["Implementer", "Approver", "Decides on back-out"].map((role) => ({
        role,
        name: null,
        inEntra: [],
      })),
    ],
  };
}

/** Change 1 is one of its kinds: it has steps. */
function wordsOf({ change, move }: RecordInput): (typeof SECOND_WORDS)[Move] {
  return change === 2 || move === "retireOnly" ? SECOND_WORDS[move] : FIRST_WORDS[move];
}

const unique = (lines: readonly string[]): readonly string[] => [...new Set(lines)];

function effectOfNot({ app, change, move }: RecordInput): readonly string[] {
  if (change === 2)
    return [
      `The policies stay in force. They still fence in a consent that comes back${move === "moves" ? "; the roles are not touched by them" : ""}.`,
    ];
  const reach = app.permissions.map(
    ({ permission, before }) => `${permission}: ${renderMailboxes(before.allowed.count)}`,
  );
  return [
    `The app goes on as today: ${reach.join(", ")}.`,
    ...(move === "declares" ? [] : [limitOf(app)]),
  ];
}

function configurationItems({ app, steps }: RecordInput): readonly string[] {
  return unique([
    `App ${nameOfApp(app)}${app.appId === null ? "" : `, app id ${app.appId}`}`,
    ...(app.servicePrincipalId === null
      ? []
      : [`Enterprise application (service principal), object id ${app.servicePrincipalId}`]),
    ...steps.flatMap(({ target }) => {
      switch (target.kind) {
        case "managementScope":
          return [`Management scope ${target.name}`];
        case "scopeObject":
          return [`${target.object.kind} ${target.object.name}`];
        case "roleAssignment":
          return [`Role assignment ${target.name}: ${target.role}`];
        case "appRoleAssignment":
          return [`Entra grant of ${target.permission}, id ${target.id}`];
        case "requiredResourceAccess":
          return [`App registration, object id ${target.applicationId}`];
        case "accessPolicy":
          return [`${target.accessRight} policy ${target.identity}`];
        default:
          return [];
      }
    }),
  ]);
}

function impact({ permissions }: AppPlan): readonly string[] {
  return permissions.flatMap(({ permission, kept, gained, lost }) =>
    kept === undefined || gained === undefined || lost === undefined
      ? []
      : [
          `${permission}: ${renderMailboxes(kept.count)} kept, ${renderCount(gained.count)} gained, ${renderCount(lost.count)} lost`,
        ],
  );
}

function risk(app: AppPlan): readonly string[] {
  if (app.risk === null) return ["Not rated"];
  return [`${LEVELS[app.risk.level]}`, ...app.risk.why];
}

const LEVELS = { low: "Low", medium: "Medium", high: "High" } as const;

function changeWindow({ app, steps, times, offsets }: RecordInput): readonly string[] {
  const [first] = steps;
  const at = first === undefined ? undefined : times.get(first.id);
  const ends = steps.map(({ id, settleMinutes }) => (offsets.get(id) ?? 0) + settleMinutes);
  const starts = steps.map(({ id }) => offsets.get(id) ?? 0);
  const length = Math.max(0, ...ends) - Math.min(...starts);
  return [
    at === undefined
      ? "Start: to be decided (schedule.startAt in decisions.json)"
      : `Earliest start: ${renderInstant(at)}`,
    `At least ${renderMinutes(length)} from the first step until all is visible, for the documented and planned waits`,
    ...(app.earliestStart === null ? [] : [`Not before ${renderInstant(app.earliestStart)}`]),
  ];
}

function implementation({ change, steps, offsets, before }: RecordInput): readonly string[] {
  const start = Math.min(...steps.map(({ id }) => offsets.get(id) ?? 0));
  const own = steps.map(({ id, phase, title }) => {
    const after = (offsets.get(id) ?? 0) - start;
    return `${after === 0 ? "At the start" : `After ${renderMinutes(after)}`}: ${title} (${phase})`;
  });
  return [...(change === 1 ? before : []), ...own];
}

function tests(input: RecordInput): readonly string[] {
  const { app, change, steps, mailboxOf } = input;
  const looks = steps.filter(({ action }) => TESTS.has(action));
  const probes = (ids: readonly string[]): string => ids.map(mailboxOf).join(", ");
  const { positive, negative } = app.probes;
  return [
    ...unique(looks.map(({ phase, title, gate }) => `${phase}: ${title}. Passed when: ${gate}`)),
    ...(change === 1 && positive.length > 0 ? [`Inside: ${probes(positive)}`] : []),
    ...(change === 1 && negative.length > 0 ? [`Outside: ${probes(negative)}`] : []),
    wordsOf(input).signOff,
  ];
}

const TESTS: ReadonlySet<string> = new Set([
  "testAuthorization",
  "confirmNoGovernedGrant",
  "watchForReturnedGrant",
]);

function review({ change }: RecordInput): readonly string[] {
  return change === 1
    ? [
        "Before decision 2: at least 8 days and one full business cycle of the app after the cut-over (subscriptions live up to 7 days).",
        "Attach the result files of the scripts, and a new scan: the app's plan is then down to change 2.",
      ]
    : ["One day after 7-after: run it again, and scan: the app's plan has 0 steps left."];
}
