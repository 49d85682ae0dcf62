import { AppError } from "../errors.ts";
import { SECTION_NAMES, SECTIONS, type SectionName } from "../model/sections.ts";
import { sourcesOf } from "./section-sources.ts";

/** How many members of a nested group the policy layer is asked about: the first by id, or each one. */
export type PolicyCheckExtent = "some" | "all";

/** What a scan is told to read; plain data, so that two scans can be compared by it. */
export interface AskedSections {
  /** Sections that are read on demand, beside what every scan reads. */
  readonly include: readonly SectionName[];
  /** These and what they build on, nothing else; null = no such limit. */
  readonly only: readonly SectionName[] | null;
  readonly skip: readonly SectionName[];
  readonly policyChecks: PolicyCheckExtent;
  /** Distinguished names of groups whose members are read although nothing in the tenant may name them. */
  readonly decidedGroups: readonly string[];
}

/** What a scan reads when it is told nothing. */
export const EVERY_SECTION: AskedSections = {
  include: [],
  only: null,
  skip: [],
  policyChecks: "some",
  decidedGroups: [],
};

/** Lists what was asked for beyond the usual, by the name of the option that says it. */
export function listAskedOptions(asked: AskedSections): Readonly<Record<string, unknown>> {
  const { include, only, skip, policyChecks, decidedGroups } = asked;
  const options = {
    include: include.length === 0 ? undefined : include,
    only: only ?? undefined,
    skip: skip.length === 0 ? undefined : skip,
    "policy-checks": policyChecks === EVERY_SECTION.policyChecks ? undefined : policyChecks,
    decisions: decidedGroups.length === 0 ? undefined : decidedGroups,
  };
  return Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined));
}

export interface ResolvedSections {
  /** Sections read on demand that were asked for. */
  readonly included: ReadonlySet<SectionName>;
  /** Sections that are not read although scans read them, each with why. */
  readonly leftOut: ReadonlyMap<SectionName, string>;
}

/**
 * Resolves what is read and what is left out.
 *
 * `--only` takes along what its sections build on, and the row that says whose tenant it is. A section that builds on
 * one that `--skip` names is left out too: nobody could say what to ask.
 *
 * @throws AppError `usage` when what was asked for cannot be read, or nothing is left to read
 */
export function resolveSections(asked: AskedSections): ResolvedSections {
  const named = [...asked.include, ...(asked.only ?? [])];
  const included = new Set(named.filter((name) => SECTIONS[name].optional !== false));
  const leftOut = namedLeftOut(asked);
  leaveOutDependants(leftOut, (name) => isReadByItself(name) || included.has(name));
  assertReadable(asked, named, leftOut);
  return { included, leftOut };
}

function namedLeftOut({ include, only, skip }: AskedSections): Map<SectionName, string> {
  const wanted = only === null ? null : withSources(["graph/organization", ...only, ...include]);
  const leftOut = new Map<SectionName, string>();
  for (const name of SECTION_NAMES) {
    if (skip.includes(name)) leftOut.set(name, "left out by --skip");
    else if (wanted !== null && !wanted.has(name) && isReadByItself(name)) {
      leftOut.set(name, "left out by --only");
    }
  }
  return leftOut;
}

const isReadByItself = (name: SectionName): boolean => SECTIONS[name].optional !== "whenAsked";

function withSources(names: readonly SectionName[]): ReadonlySet<SectionName> {
  const all = new Set<SectionName>();
  const open = [...names];
  for (let name = open.pop(); name !== undefined; name = open.pop()) {
    if (all.has(name)) continue;
    all.add(name);
    const { needs, needsOneOf, uses } = sourcesOf(name);
    open.push(...needs, ...needsOneOf, ...uses);
  }
  return all;
}

/** A section that is left out may be what another one builds on, which may be what a third one builds on. */
function leaveOutDependants(
  leftOut: Map<SectionName, string>,
  isAsked: (name: SectionName) => boolean,
): void {
  for (let before = -1; before !== leftOut.size;) {
    before = leftOut.size;
    for (const name of SECTION_NAMES) {
      const missing = missingSources(name, leftOut);
      if (missing.length === 0 || leftOut.has(name) || !isAsked(name)) continue;
      const sources = missing.map((source) => `\`${source}\``).join(", ");
      const which = missing.length === 1 ? "which was" : "which were";
      leftOut.set(name, `nobody was asked: it builds on ${sources}, ${which} left out`);
    }
  }
}

function missingSources(
  name: SectionName,
  leftOut: ReadonlyMap<SectionName, string>,
): readonly SectionName[] {
  const { needs, needsOneOf } = sourcesOf(name);
  const missing = needs.filter((source) => leftOut.has(source));
  if (missing.length > 0) return missing;
  return needsOneOf.every((source) => leftOut.has(source)) ? needsOneOf : [];
}

function assertReadable(
  { skip, policyChecks }: AskedSections,
  named: readonly SectionName[],
  leftOut: ReadonlyMap<SectionName, string>,
): void {
  const twice = named.find((name) => skip.includes(name));
  if (twice !== undefined) {
    throw new AppError("usage", `\`${twice}\` is both asked for and left out by --skip`);
  }
  for (const name of named) {
    const why = leftOut.get(name);
    if (why === undefined) continue;
    throw new AppError("usage", `\`${name}\` cannot be read: ${why}`, {
      hint: "take what it builds on out of --skip",
    });
  }
  if (policyChecks === "all" && leftOut.has("exchange/policyChecks")) {
    throw new AppError(
      "usage",
      "--policy-checks all asks for `exchange/policyChecks`, which is left out",
    );
  }
  if (
    SECTION_NAMES.filter(isReadByItself).every((name) => leftOut.has(name)) &&
    named.length === 0
  ) {
    throw new AppError("usage", "every section is left out: there is nothing to read");
  }
}
