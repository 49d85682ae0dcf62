import type { Plan } from "../../model/plan-document.ts";
import { plannedChanges, type PlannedChange } from "../../model/planned-changes.ts";
import type { Step } from "../../model/plan-step.ts";
import { appFolders } from "../app-folders.ts";
import { impersonationFolder } from "../impersonation-folder.ts";
import { nameOfApp } from "../name-of-app.ts";
import { oneLine } from "../one-line.ts";
import { stepTimes, type StepTimes } from "../wave-times.ts";

export type MailboxNames = (
  id: string,
) => { readonly displayName: string; readonly primarySmtpAddress: string } | undefined;

/** One change, and what its texts say of it. */
export interface ChangeContext {
  readonly plan: Plan;
  readonly change: PlannedChange;
  /** The name that people know it by, on one line. */
  readonly name: string;
  /** Folder of its scripts, from the pack's own. */
  readonly folder: string;
  /** Place of each step within its app, from 1, over both changes. */
  readonly numbers: ReadonlyMap<string, number>;
  /** Earliest time of each step; empty while no start is decided. */
  readonly times: StepTimes;
  readonly mailboxName: MailboxNames;
}

/** Every change of a plan with its context, in the plan's order. */
export function changeContexts(plan: Plan, mailboxName: MailboxNames): readonly ChangeContext[] {
  const folders = appFolders(plan.apps);
  const times = stepTimes(plan);
  return plannedChanges(plan).map((change) => {
    const { subject } = change;
    const folder =
      subject.kind === "app"
        ? (folders.get(subject.app) ?? "")
        : impersonationFolder(subject.retirement.id);
    return {
      plan,
      change,
      name: nameOf(subject),
      folder: `scripts/${folder}`,
      numbers: numbersOf(subject),
      times,
      mailboxName,
    };
  });
}

/** The script that performs a step. */
export const scriptOf = ({ folder }: ChangeContext, phase: string): string =>
  `${folder}/${phase}.ps1`;

/** A step by its number where it is of the same app, else by its id. */
export const stepName = ({ numbers }: ChangeContext, id: string): string => {
  const number = numbers.get(id);
  return number === undefined ? `step ${oneLine(id)}` : `step ${String(number)}`;
};

/** What reads only: there is nothing to take back. */
export const isReading = ({ action }: Step): boolean =>
  action === "testAuthorization" ||
  action === "confirmNoGovernedGrant" ||
  action === "watchForReturnedGrant";

function nameOf(subject: PlannedChange["subject"]): string {
  if (subject.kind === "impersonation") return oneLine(subject.retirement.assignment);
  // A name of characters that show nothing is none.
  return nameOfApp({ ...subject.app, displayName: oneLine(subject.app.displayName) });
}

function numbersOf(subject: PlannedChange["subject"]): ReadonlyMap<string, number> {
  const { steps } = subject.kind === "app" ? subject.app : subject.retirement;
  return new Map(steps.map((id, index) => [id, index + 1]));
}
