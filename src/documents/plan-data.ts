import type { Plan } from "../model/plan-document.ts";

/** A mailbox that some set of a plan names. */
export interface MailboxRow {
  readonly id: string;
  readonly displayName: string;
  readonly primarySmtpAddress: string;
  readonly recipientTypeDetails: string;
}

/** A plan with the sets and mailboxes that it refers to, wherever they are kept. */
export interface PlanData {
  readonly plan: Plan;
  /** Names of the distinct sets; sorted. */
  readonly setNames: readonly string[];
  /** The ids of a set in order; empty for a name that is not in `setNames`. */
  setIds(name: string): Iterable<string>;
  /** The text of a set's file in pieces: an id a line, in order; empty for a name that is not in `setNames`. */
  setText(name: string): Iterable<string>;
  /** Every mailbox of a kept, gained, lost or probe set; sorted by id. */
  mailboxes(): Iterable<MailboxRow>;
}
