import type {
  FindingApp,
  FindingEvidence,
  FindingKind,
  FindingSubject,
  FindingWords,
  NotAssessed,
} from "../model/finding.ts";
import type { SectionName } from "../model/sections.ts";
import type { FindingContext } from "./finding-context.ts";

/** One thing that a detector found, before it has an id and words. */
export interface Observation {
  readonly subject: FindingSubject;
  readonly app: FindingApp | null;
  readonly text: string;
  readonly evidence: readonly FindingEvidence[];
}

/** Something found, or something that could not be looked at although its section was read. */
export type Seen =
  | { readonly status: "found"; readonly found: Observation }
  | { readonly status: "open"; readonly open: NotAssessed };

/**
 * One kind of finding: what it says, what it rests on, and how it is found.
 *
 * INVARIANT: what `detect` finds on evidence that was read in part is also found on the whole: less evidence never
 * brings a finding, but for those about the evidence itself.
 */
export interface Detector<Kind extends FindingKind = FindingKind> {
  readonly kind: Kind;
  readonly words: FindingWords;
  /** Without any one of these nothing can be said: the kind is not assessed. */
  readonly restsOn: readonly SectionName[];
  /** Without these some subjects are missed; what is found stands. */
  readonly widenedBy: readonly SectionName[];
  /** Runs only when all that it rests on was read. */
  readonly detect: (context: FindingContext) => readonly Seen[];
}

export const found = (observation: Observation): Seen => ({ status: "found", found: observation });

/** Fields in the order in which a plan has them. */
export const open = ({ subject, section, status, why }: NotAssessed): Seen => ({
  status: "open",
  open: { subject, section, status, why },
});
