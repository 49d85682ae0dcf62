import type {
  GeneratedEvidence,
  GeneratedParent,
  GeneratedSection,
} from "../generator/generate-evidence.ts";

/** Ways to say the same: as generated, ids in upper case in every second section, rows in reverse order. */
export type Variant = "plain" | "upperCaseIds" | "reversed";

export const VARIANTS: readonly Variant[] = ["plain", "upperCaseIds", "reversed"];

/** The same evidence in another spelling or order: nothing that is said of access may change. */
export function varyEvidence(evidence: GeneratedEvidence, variant: Variant): GeneratedEvidence {
  if (variant === "plain") return evidence;
  const sections = [...evidence].map(([name, section], index) => {
    const vary = variant === "reversed" ? reverse : upperCaseIds;
    return [name, index % 2 === 0 || variant === "reversed" ? vary(section) : section] as const;
  });
  return new Map(sections);
}

function reverse(section: GeneratedSection): GeneratedSection {
  if (section.status !== "read") return section;
  const parents = section.parents
    ?.toReversed()
    .map((parent): GeneratedParent => ({ ...parent, lines: parent.lines.toReversed() }));
  return { ...section, lines: section.lines.toReversed(), parents: parents ?? null };
}

function upperCaseIds(section: GeneratedSection): GeneratedSection {
  if (section.status !== "read") return section;
  const parents = section.parents?.map((parent): GeneratedParent => ({
    ...parent,
    lines: parent.lines.map(shout),
  }));
  return { ...section, lines: section.lines.map(shout), parents: parents ?? null };
}

const GUID = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g;

const shout = <Line>(line: Line): Line =>
  JSON.parse(JSON.stringify(line).replaceAll(GUID, (id) => id.toUpperCase())) as Line;
