import { byText } from "../model/by-text.ts";
import type { Reason } from "../model/plan-app.ts";
import type { Known } from "../access/known.ts";
import { SECTIONS } from "../model/sections.ts";
import type { AppState } from "./app-state.ts";

/** What tells whether an app has legacy access at all, as far as it was not read. */
export function unreadLegacyFacts({ app }: AppState): readonly Reason[] {
  return explain([app.grants, app.policies]);
}

/** What a plan rests on beyond that, as far as it was not read. */
export function unreadPlanFacts({ facts, app, scopes }: AppState): readonly Reason[] {
  const recipients: Known<null> = facts.index.known
    ? { status: "read", value: null }
    : { status: "notRead", section: "exchange/recipients" };
  return explain([app.assignments, app.pointer, app.application, scopes, recipients]);
}

/** One reason for each section, with the least right that would read it. */
function explain(needed: readonly Known<unknown>[]): readonly Reason[] {
  const sections = new Set(
    needed.flatMap((one) => (one.status === "notRead" ? [one.section] : [])),
  );
  return [...sections].toSorted(byText).map((section) => ({
    kind: "sectionNotRead",
    text: `${SECTIONS[section].holds} could not be read; needed: ${SECTIONS[section].needs}`,
    subject: section,
  }));
}
