import { createCoverage } from "../../src/evidence/create-coverage.ts";
import { SECTION_NAMES, type SectionName } from "../../src/model/sections.ts";
import type { ParentRead, Snapshot } from "../../src/model/snapshot.ts";

/** How a section as a whole, or one of its parents, is not there. */
export type Lost = "denied" | "failed" | "notAsked" | "absent" | "notListed";

/** A loss: a section as a whole, or one parent of it. */
export interface Loss {
  readonly section: SectionName;
  /** Null = the whole section. */
  readonly parent: string | null;
  readonly how: Lost;
}

export const nameOf = ({ section, parent, how }: Loss): string =>
  [section, ...(parent === null ? [] : [parent]), how].join(" ");

/** A whole section can be refused, fail, or be left out of the manifest. */
export const SECTION_LOSSES = ["denied", "failed", "notAsked"] as const;

/** Sections of which "there is no such thing" is a truth of its own, by the format; of others it is no answer. */
const ABSENT_IS_ANOTHER_TRUTH: readonly SectionName[] = [
  "exchange/applicationAccessPolicies",
  "exchange/impersonationEffectiveUsers",
];
/** A parent can be refused, fail, or be left out of the section's list. */
export const PARENT_LOSSES = ["denied", "failed", "notListed"] as const;

/** The snapshot as the reader would give it had this not been read; what was not read anyway stays as it is. */
export function lose(snapshot: Snapshot, { section, parent, how }: Loss): Snapshot {
  const read = snapshot.sections[section];
  if (read.status !== "read" && !(parent === null && read.status === "absent")) return snapshot;
  const left =
    parent === null || !("parents" in read)
      ? { status: how === "notListed" ? ("notAsked" as const) : how }
      : { status: "read" as const, parents: withoutParent(read.parents, parent, how) };
  const sections = { ...snapshot.sections, [section]: left };
  const coverage = SECTION_NAMES.map((name) => createCoverage(name, sections[name]));
  return { ...snapshot, sections, coverage };
}

function withoutParent(
  parents: ReadonlyMap<string, ParentRead<unknown>>,
  lost: string,
  how: Lost,
): ReadonlyMap<string, ParentRead<unknown>> {
  const status = how === "denied" ? "denied" : "failed";
  return new Map(
    [...parents].flatMap(([key, read]): (readonly [string, ParentRead<unknown>])[] => {
      if (key !== lost) return [[key, read]];
      return how === "notListed" || how === "notAsked" ? [] : [[key, { status }]];
    }),
  );
}

/** Every section of a snapshot that says something, lost in each way. */
export function sectionLosses({ sections }: Snapshot): readonly Loss[] {
  return SECTION_NAMES.filter((name) => ["read", "absent"].includes(sections[name].status)).flatMap(
    (section) =>
      [
        ...SECTION_LOSSES,
        ...(ABSENT_IS_ANOTHER_TRUTH.includes(section) ? [] : ["absent" as const]),
      ].map((how) => ({ section, parent: null, how })),
  );
}

/** Every parent that was read, lost in each way. */
export function parentLosses({ sections }: Snapshot): readonly Loss[] {
  return SECTION_NAMES.flatMap((section) => {
    const read = sections[section];
    const parents = read.status === "read" && "parents" in read ? [...read.parents.keys()] : [];
    return parents.flatMap((parent) => PARENT_LOSSES.map((how) => ({ section, parent, how })));
  });
}
