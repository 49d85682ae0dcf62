import type {
  AccessDifference,
  Rehearsal,
  RehearsedApp,
  RehearsedRetirement,
  RehearsedShared,
  ScriptRun,
} from "../../model/rehearsal.ts";
import { renderCount, renderCounted, renderMailboxes } from "../render-count.ts";
import { renderInstant } from "../render-instant.ts";

/** What the page says of a rehearsal. */
export interface RehearsalView {
  readonly verdict: RehearsalVerdict;
  readonly statement: string;
  readonly ranAt: string;
  readonly engine: string;
  readonly sampling: string;
  readonly how: string;
  readonly waysBack: string;
  readonly granted: readonly string[];
  readonly changes: readonly RehearsedChangeView[];
  readonly notRehearsed: readonly { readonly name: string; readonly reason: string }[];
}

/** Told by word and mark, never by colour alone. */
interface RehearsalVerdict {
  readonly label: string;
  readonly mark: string;
}

interface RehearsedChangeView {
  readonly name: string;
  readonly verdict: RehearsalVerdict;
  readonly scripts: string;
  readonly access: string;
  readonly left: string;
  readonly back: string;
  readonly troubles: readonly string[];
  readonly moments: readonly {
    readonly moment: string;
    readonly at: string;
    readonly open: string;
    readonly closed: string;
    readonly unknown: string;
  }[];
}

const PASSED: RehearsalVerdict = { label: "Passed", mark: "○" };
const FAILED: RehearsalVerdict = { label: "Failed", mark: "●" };

/** Shows what happened when the scripts were run on an emulated copy of the tenant. */
export function rehearsalView(rehearsal: Rehearsal): RehearsalView {
  const { engine, sampling, rollbacksFrom } = rehearsal;
  return {
    verdict: verdictOf(rehearsal.passed),
    statement: rehearsal.statement,
    ranAt: renderInstant(rehearsal.ranAt),
    engine: `PowerShell ${engine.powerShell}`,
    sampling: `${renderMailboxes(sampling.mailboxes)} in ${renderCounted(sampling.requests, "request")}, at most ${renderCount(sampling.mailboxesOfAKind)} of a kind for each app and route`,
    how: sampling.how,
    waysBack: rollbacksFrom.length === 0 ? "not tried" : `tried from ${rollbacksFrom.join(", ")}`,
    granted: rehearsal.grantedForIt,
    changes: [
      ...(rehearsal.shared ?? []).map(sharedView),
      ...rehearsal.apps.map(appView),
      ...rehearsal.retirements.map(retirementView),
    ],
    notRehearsed: rehearsal.notRehearsed.map(({ displayName, reason }) => ({
      name: displayName,
      reason,
    })),
  };
}

const verdictOf = (passed: boolean): RehearsalVerdict => (passed ? PASSED : FAILED);

function appView(app: RehearsedApp): RehearsedChangeView {
  const { access, rollbacks, leftToPlan } = app;
  const restored = rollbacks.filter(({ notRestored }) => notRestored.length === 0);
  const asked = access.moments.reduce((sum, one) => sum + one.open + one.closed + one.unknown, 0);
  return {
    name: app.displayName,
    verdict: verdictOf(app.passed),
    scripts: scriptsOf(app.scripts),
    access:
      asked === 0
        ? "not asked"
        : `${renderCount(asked - access.differences.length)} of ${renderCount(asked)} answers as planned`,
    left: leftOf(leftToPlan),
    back: rollbacks.length === 0 ? "not tried" : `${outOf(restored, rollbacks)} restored`,
    troubles: troublesOf(app),
    moments: access.moments.map(({ moment, at, open, closed, unknown }) => ({
      moment,
      at: renderInstant(at),
      open: renderCount(open),
      closed: renderCount(closed),
      unknown: renderCount(unknown),
    })),
  };
}

function sharedView(one: RehearsedShared): RehearsedChangeView {
  const { removals } = one;
  const removed = removals.filter(({ scripts }) => errorsOf(scripts).length === 0);
  return {
    name: `Used by several apps: ${one.name}`,
    verdict: verdictOf(one.passed),
    scripts: scriptsOf(one.scripts),
    access: "not asked",
    left: leftOf(one.leftToPlan),
    back: removals.length === 0 ? "not tried" : `${outOf(removed, removals)} removed`,
    troubles: [one.scripts, ...removals.map(({ scripts }) => scripts)].flatMap(errorsOf),
    moments: [],
  };
}

function retirementView(one: RehearsedRetirement): RehearsedChangeView {
  return {
    name: `Impersonation: ${one.assignment}`,
    verdict: verdictOf(one.passed),
    scripts: scriptsOf(one.scripts),
    access: "not asked",
    left: leftOf(one.leftToPlan),
    back: "not tried",
    troubles: errorsOf(one.scripts),
    moments: [],
  };
}

function troublesOf({ scripts, access, leftToPlan, rollbacks }: RehearsedApp): readonly string[] {
  return [
    ...errorsOf(scripts),
    ...access.differences.map(describe),
    ...leftToPlan.map((left) => `left to plan: ${left}`),
    ...access.notSampled.map((permission) => `${permission}: the emulation cannot be asked for it`),
    ...rollbacks.flatMap(({ from, scripts: runs, differences, notRestored }) =>
      [...errorsOf(runs), ...differences.map(describe), ...notRestored].map(
        (trouble) => `back from ${from}: ${trouble}`,
      ),
    ),
  ];
}

const describe = ({ moment, route, mailbox, kind, answer }: AccessDifference): string =>
  `${moment}: ${route} of ${mailbox} (${kind}) is ${answer}`;

const errorsOf = (runs: readonly ScriptRun[]): readonly string[] =>
  runs.flatMap(({ script, error }) => (error === null ? [] : [`${script}: ${error}`]));

const scriptsOf = (runs: readonly ScriptRun[]): string =>
  `${outOf(
    runs.filter(({ outcome }) => outcome === "passed"),
    runs,
  )} passed`;

const outOf = (some: readonly unknown[], all: readonly unknown[]): string =>
  `${renderCount(some.length)} of ${renderCount(all.length)}`;

const leftOf = (left: readonly string[]): string =>
  left.length === 0 ? "nothing" : renderCount(left.length);
