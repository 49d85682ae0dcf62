import type { AppPlan } from "../../../model/plan-app.ts";
import type { Step } from "../../../model/plan-step.ts";
import type { Move } from "./record-words.ts";
import type { StepTimes } from "../../wave-times.ts";

/** A change of one app as a change board writes it down: pre-filled as far as the plan knows. */
export interface RecordView {
  readonly change: 1 | 2;
  readonly title: string;
  readonly about: string;
  readonly fields: readonly RecordField[];
  /** Who has to be named, and who is by now. */
  readonly people: readonly {
    readonly role: string;
    readonly name: string | null;
    /** Whom Entra has in this role; nobody confirmed it. */
    readonly inEntra: readonly string[];
  }[];
}

export interface RecordField {
  readonly label: string;
  readonly lines: readonly string[];
  /** Lines are commands or addresses. */
  readonly isCode: boolean;
}

/** What the fields of a record are made of. */
export interface RecordInput {
  readonly app: AppPlan;
  readonly change: 1 | 2;
  /** What change 1 of the app comes to. */
  readonly move: Move;
  /** The app's steps of this change, in order. */
  readonly steps: readonly Step[];
  readonly times: StepTimes;
  /** Earliest start of each step, minutes after the first one of the plan. */
  readonly offsets: ReadonlyMap<string, number>;
  /** What must be made before the first of its steps, once for several apps; sentences. */
  readonly before: readonly string[];
  readonly mailboxOf: (id: string) => string;
}

/** A field of sentences. */
export const field = (label: string, lines: readonly string[]): RecordField => ({
  label,
  lines,
  isCode: false,
});
