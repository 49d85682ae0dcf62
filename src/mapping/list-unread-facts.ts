import { byText } from "../model/by-text.ts";
import type { Reason } from "../model/plan-app.ts";
import { knownRows, type Known } from "../access/known.ts";
import type { TenantFacts } from "../access/tenant-facts.ts";
import { SECTIONS, type SectionStatus } from "../model/sections.ts";
import type { AppState } from "./app-state.ts";

/**
 * What tells whether an app has legacy access at all, as far as it was not read. Without the list of enterprise
 * applications nobody knows whether an app is Microsoft's own or the hybrid app, which are never planned.
 */
export function unreadLegacyFacts({ app, facts }: AppState): readonly Reason[] {
  const section = "graph/servicePrincipals";
  const owner = knownRows(facts.snapshot.sections[section], section);
  return explain(facts, [app.grants, app.policies, owner]);
}

/** What a plan rests on beyond that, as far as it was not read. */
export function unreadPlanFacts({ facts, app, scopes }: AppState): readonly Reason[] {
  const recipients: Known<null> = facts.index.known
    ? { status: "read", value: null }
    : { status: "notRead", section: "exchange/recipients" };
  return explain(facts, [app.assignments, app.pointer, app.application, scopes, recipients]);
}

/** One reason for each section, with the least permission that would read it. */
function explain({ snapshot }: TenantFacts, needed: readonly Known<unknown>[]): readonly Reason[] {
  const sections = new Set(
    needed.flatMap((one) => (one.status === "notRead" ? [one.section] : [])),
  );
  return [...sections].toSorted(byText).map((section) => ({
    kind: "sectionNotRead",
    text: `${SECTIONS[section].holds}: ${HOW[snapshot.sections[section].status]}; needed: ${SECTIONS[section].needs}`,
    subject: section,
  }));
}

/** `read` = what is read there does not tell whose it is. */
const HOW: Readonly<Record<SectionStatus, string>> = {
  read: "not all of it could be told apart",
  denied: "not read, the service refused",
  failed: "not read, it failed",
  absent: "not read, the service said that there is no such list",
  notAsked: "not read, nobody asked for it",
};
