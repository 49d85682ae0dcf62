import { SECTIONS, type ParentStatus, type SectionName, type SectionStatus } from "./sections.ts";

/** A parent of a section, as coverage lists those that were not read; `notAsked` = needed, and in nobody's list. */
export interface UnreadParent {
  readonly key: string;
  readonly status: ParentStatus | "notAsked";
  readonly message?: string;
}

/** How one section was read, as far as it decides over what may be said of it. */
export interface SectionState {
  readonly section: string;
  readonly status: SectionStatus;
  readonly message?: string;
  readonly parentsNotRead: readonly UnreadParent[];
}

/**
 * Sections of which the service itself says that there is no such thing: a tenant that never had a policy, or whose
 * impersonation roles are all gone. Of any other section `absent` is no answer, and so not read.
 */
const ABSENT_IS_AN_ANSWER: ReadonlySet<string> = new Set<SectionName>([
  "exchange/applicationAccessPolicies",
  "exchange/impersonationEffectiveUsers",
]);

/** Tells whether a section as a whole was answered: with rows, or with "there is no such thing". */
export const isAnswered = (section: string, status: SectionStatus): boolean =>
  status === "read" || (status === "absent" && ABSENT_IS_AN_ANSWER.has(section));

/** The parents that nobody can speak for; one that the service does not have is an answer. */
export const unreadParents = ({ parentsNotRead }: SectionState): readonly UnreadParent[] =>
  parentsNotRead.filter(({ status }) => status !== "notFound");

/** Tells whether a section was answered, and every one of its parents too. */
export const isWhole = (state: SectionState): boolean =>
  isAnswered(state.section, state.status) && unreadParents(state).length === 0;

/** What must be read for a section, and what to do about it. */
export interface Remedy {
  /** The least permission that reads it. */
  readonly needs: string;
  /** What to do next. */
  readonly advice: string;
}

/** What to do about a section that was not read, or only in part; null where nothing is missing. */
export function remedyOf(section: SectionName, state: SectionState): Remedy | null {
  if (isWhole(state) || isLeftOut(section, state)) return null;
  const { needs } = SECTIONS[section];
  const statuses = [state.status, ...unreadParents(state).map(({ status }) => status)];
  return { needs, advice: adviceFor(statuses) };
}

function adviceFor(statuses: readonly string[]): string {
  if (statuses.includes("denied")) {
    return "give the signed-in identity that permission; then scan --resume reads again what is missing";
  }
  return statuses.includes("failed")
    ? "scan --resume reads again what is missing; if it fails again, the message says why"
    : "nobody asked for it, or the folder lacks it: scan again";
}

/** An optional section that nobody asked for is no gap: where something rests on it, that is told as unknown. */
const isLeftOut = (section: SectionName, { status }: SectionState): boolean =>
  status === "notAsked" && SECTIONS[section].optional !== false;

/** What was said of a section, without the permission that some scans wrote behind it: that is told once, apart. */
export function messageWithoutNeeds(section: SectionName, message: string): string {
  return message.replace(`; needs ${SECTIONS[section].needs}`, "");
}

/** What the sections hold, for those that were not read or only in part; in the order given. */
export function gapsIn(
  states: readonly SectionState[],
  sections: readonly SectionName[],
): readonly string[] {
  return sections
    .filter((section) => !states.some((state) => state.section === section && isWhole(state)))
    .map((section) => SECTIONS[section].holds);
}
