import { ABSENCES } from "../../model/absences.ts";
import type { Step } from "../../model/plan-step.ts";
import { oneLine } from "../one-line.ts";
import { renderCount, renderMoments } from "../render-count.ts";
import { scriptOf, type ChangeContext } from "./change-context.ts";

/** How a change is tested: what each step must show, the mailboxes that are asked about, and what was proven before. */
export function testText(context: ChangeContext): string {
  const { change, numbers } = context;
  return [
    ...change.steps.flatMap((step) => [
      `Step ${String(numbers.get(step.id) ?? 0)}, ${oneLine(step.title)} (${scriptOf(context, step.phase)}): passed when ${oneLine(step.gate)}`,
      ...probeLines(step, context),
    ]),
    ...proofLines(context),
  ].join("\n");
}

function probeLines({ target }: Step, context: ChangeContext): readonly string[] {
  if (target.kind !== "authorization") return [];
  return [
    `   Mailboxes that ${oneLine(target.scope)} selects: ${renderCount(target.expectedMembers)}`,
    `   Must be in scope: ${mailboxes(target.positive, context)}`,
    `   Must not be in scope: ${mailboxes(target.negative, context)}`,
  ];
}

const mailboxes = (ids: readonly string[], { mailboxName }: ChangeContext): string =>
  ids
    .map((id) => {
      const name = mailboxName(id);
      return name === undefined
        ? id
        : `${oneLine(name.displayName)} <${oneLine(name.primarySmtpAddress)}> (${id})`;
    })
    .join(", ") || ABSENCES.noTestMailbox.text;

/** The proof is of the app's whole plan. */
function proofLines({ change: { subject } }: ChangeContext): readonly string[] {
  if (subject.kind === "impersonation") return [];
  // What there was no moment to check of is not called checked.
  return subject.app.proof
    .filter(({ moments }) => moments > 0)
    .map(
      ({ contract, moments }) =>
        `Checked before this was written: ${contract} over ${renderMoments(moments)}`,
    );
}
