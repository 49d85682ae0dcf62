import type { Rehearsal, RehearsedApp } from "../model/rehearsal.ts";
import { plainText } from "./plain-text.ts";
import { countOf, countOfMailboxes } from "../model/count-of.ts";

/** What a rehearsal showed, for people: the verdict, what is wrong of each app, what was left out, and what it is worth. */
export function describeRehearsal(rehearsal: Rehearsal): string {
  const { passed, apps, retirements, notRehearsed, rollbacksFrom, sampling, statement } = rehearsal;
  const shared = rehearsal.shared ?? [];
  const tried = [...shared, ...apps, ...retirements];
  const good = tried.filter((one) => one.passed).length;
  const ways =
    rollbacksFrom.length === 0
      ? "ways back left out"
      : `ways back from ${rollbacksFrom.join(", ")}`;
  const lines = [
    `rehearsal ${passed ? "passed" : "FAILED"}: ${String(good)} of ${String(tried.length)} changes; ${ways}`,
    `sampled ${countOfMailboxes(sampling.mailboxes)} in ${countOf(sampling.requests, "request")}, at most ${String(sampling.mailboxesOfAKind)} of a kind for each app and route`,
    ...shared.flatMap(({ name, scripts, leftToPlan, removals }) =>
      [
        ...errorsOf(scripts),
        ...leftToPlan.map((left) => `left to plan: ${left}`),
        ...removals.flatMap(({ from, scripts: runs }) =>
          errorsOf(runs).map((error) => `back from ${from}: ${error}`),
        ),
      ].map((trouble) => `  ${name}: ${trouble}`),
    ),
    ...apps.filter((app) => !app.passed).flatMap(troublesOf),
    ...retirements.flatMap(({ assignment, scripts, leftToPlan }) =>
      [...errorsOf(scripts), ...leftToPlan.map((left) => `left to plan: ${left}`)].map(
        (trouble) => `  ${assignment}: ${trouble}`,
      ),
    ),
    ...notRehearsed.map(({ displayName, reason }) => `not rehearsed: ${displayName}: ${reason}`),
    statement,
  ];
  return lines.map((line) => `${plainText(line)}\n`).join("");
}

const errorsOf = (runs: RehearsedApp["scripts"]): readonly string[] =>
  runs.flatMap(({ script, error }) => (error === null ? [] : [`${script}: ${error}`]));

/** Every trouble of an app, one a line. */
function troublesOf({
  displayName,
  scripts,
  access,
  leftToPlan,
  rollbacks,
}: RehearsedApp): string[] {
  const wrong = (all: RehearsedApp["access"]["differences"]): readonly string[] =>
    all.map(
      ({ moment, route, mailbox, kind, answer }) =>
        `${moment}: ${route} of ${mailbox} (${kind}) is ${answer}`,
    );
  return [
    ...errorsOf(scripts),
    ...wrong(access.differences),
    ...leftToPlan.map((left) => `left to plan: ${left}`),
    ...rollbacks.flatMap(({ from, scripts: runs, differences, notRestored }) =>
      [...errorsOf(runs), ...wrong(differences), ...notRestored].map(
        (trouble) => `back from ${from}: ${trouble}`,
      ),
    ),
  ].map((trouble) => `  ${displayName}: ${trouble}`);
}
