import { InvariantError } from "../errors.ts";
import { SECTION_NAMES, type SectionName } from "../model/sections.ts";
import type { SectionEntries, SectionEntry } from "./manifest.ts";

/** Sections of an earlier scan that this one goes on with. */
export interface CarriedSections {
  readonly sections: SectionEntries;
  /** The sections whose questions come from a section. */
  readonly dependants: (name: SectionName) => readonly SectionName[];
}

/** Which sections of a folder are open, which are closed, and which come from an earlier scan. */
export interface SectionLedger {
  /** Opens a section. @throws InvariantError when it was opened or closed before */
  open(name: SectionName): void;
  /** Takes back that a section was opened. */
  release(name: SectionName): void;
  /**
   * Closes a section.
   *
   * INVARIANT: when it is not what the earlier scan had, whatever that one built on it is forgotten with the same step.
   */
  close(name: SectionName, entry: SectionEntry): void;
  /** What the earlier scan had, as long as this one has neither replaced nor forgotten it. */
  carried(name: SectionName): SectionEntry | undefined;
  /** Closed sections, and those carried over that were not decided yet. */
  known(): SectionEntries;
  /** Closed sections. @throws InvariantError when one is open */
  closed(): SectionEntries;
}

export function createSectionLedger(earlier: CarriedSections | undefined): SectionLedger {
  const entries = new Map<SectionName, SectionEntry | "open">();
  const carried = new Map<SectionName, SectionEntry>();
  for (const name of SECTION_NAMES) {
    const entry = earlier?.sections[name];
    if (entry !== undefined) carried.set(name, entry);
  }

  return {
    open(name) {
      if (entries.has(name)) throw new InvariantError(`section ${name} was written already`);
      entries.set(name, "open");
    },
    release: (name) => void entries.delete(name),
    close(name, entry) {
      entries.set(name, entry);
      if (!isSameContent(carried.get(name), entry)) {
        for (const dependant of earlier?.dependants(name) ?? []) carried.delete(dependant);
      }
      carried.delete(name);
    },
    carried: (name) => carried.get(name),
    known: () => inOrder((name) => closedEntry(entries.get(name)) ?? carried.get(name)),
    closed: () =>
      inOrder((name) => {
        const entry = entries.get(name);
        if (entry === "open") throw new InvariantError(`section ${name} is still open`);
        return entry;
      }),
  };
}

const closedEntry = (entry: SectionEntry | "open" | undefined): SectionEntry | undefined =>
  entry === "open" ? undefined : entry;

function inOrder(entryOf: (name: SectionName) => SectionEntry | undefined): SectionEntries {
  const listed = SECTION_NAMES.flatMap((name) => {
    const entry = entryOf(name);
    return entry === undefined ? [] : [[name, entry] as const];
  });
  return Object.fromEntries(listed);
}

/** Nobody can tell what was built on a section of which nothing is known: that is another content. */
function isSameContent(before: SectionEntry | undefined, after: SectionEntry): boolean {
  if (before === undefined) return false;
  return contentOf(before) === contentOf(after);
}

const contentOf = ({ status, sha256, parents }: SectionEntry): string =>
  JSON.stringify([status, sha256, parents?.map((parent) => [parent.key, parent.status])]);
