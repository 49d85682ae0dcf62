import { byText } from "../model/by-text.ts";
import { SECTION_NAMES, SECTIONS, type SectionName } from "../model/sections.ts";
import { isRightlyAbsent } from "./absent-sections.ts";
import { found, type Detector, type Seen } from "./detector.ts";
import type { FindingContext } from "./finding-context.ts";
import { SOURCES } from "./sources.ts";

/** Rests on the evidence as such: it is assessed, whatever was read. */
export const evidenceIncomplete: Detector<"evidenceIncomplete"> = {
  kind: "evidenceIncomplete",
  words: {
    severity: "high",
    title: "part of the evidence is missing",
    why: "what was not read may be anything: what depends on it is unknown, and no plan is made on it",
    whatToDo:
      "where it was refused, grant the least right that is named; where it failed, was not asked for, or has rows that contradict each other, scan again in a quiet hour",
    source: SOURCES.appOnly,
  },
  restsOn: [],
  widenedBy: [],
  detect: (context) => SECTION_NAMES.flatMap((section) => judge(context, section)),
};

function judge({ snapshot }: FindingContext, section: SectionName): readonly Seen[] {
  const { holds, needs, optional } = SECTIONS[section];
  const read = snapshot.sections[section];
  const missed = read.status === "notAsked" || read.status === "absent";
  const isExpected = !optional && !isRightlyAbsent(section, read.status);
  if (read.status === "denied" || read.status === "failed" || (missed && isExpected)) {
    return [told(section, `${holds}: ${read.status}; needed: ${needs}`, read.status)];
  }
  if (read.status !== "read") return [];
  if ("rows" in read) {
    const keys = (read.contradictory ?? []).map(({ key }) => key).toSorted(byText);
    return toldOf(section, keys, "with rows that contradict each other");
  }
  const parents = [...read.parents]
    .filter(([, { status }]) => status === "denied" || status === "failed")
    .map(([key]) => key)
    .toSorted();
  return toldOf(section, parents, "not read");
}

function toldOf(section: SectionName, keys: readonly string[], what: string): readonly Seen[] {
  if (keys.length === 0) return [];
  const value = `${String(keys.length)} ${what}: ${keys.slice(0, SHOWN).join(", ")}${keys.length > SHOWN ? ", …" : ""}`;
  return [told(section, `${SECTIONS[section].holds}: ${value}`, value)];
}

const SHOWN = 5;

const told = (section: SectionName, text: string, value: string): Seen =>
  found({
    subject: { kind: "section", id: section, name: SECTIONS[section].holds },
    app: null,
    text,
    evidence: [{ section, row: section, value }],
  });
