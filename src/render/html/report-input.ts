import type { Board } from "../../model/approval.ts";
import type { Plan } from "../../model/plan-document.ts";
import type { SetReference } from "../../model/plan-permission.ts";
import type { Rehearsal } from "../../model/rehearsal.ts";
import type { TicketLink } from "../ticket-link.ts";

export interface MailboxName {
  readonly displayName: string;
  readonly primarySmtpAddress: string;
}

/** What the report is made of. Texts and sets are handed in: this room reads nothing. */
export interface ReportInput {
  readonly plan: Plan;
  /** Path under `templates/` -> text. */
  readonly templates: ReadonlyMap<string, string>;
  /** Scripts of the pack by path, as they are written. */
  readonly scripts: ReadonlyMap<string, string>;
  readonly mailboxName: (id: string) => MailboxName | undefined;
  /** Ids of a set; `more` = how many were left out. Null = the set is not at hand. */
  readonly members: (
    reference: SetReference,
  ) => { readonly ids: readonly string[]; readonly more: number } | null;
  /** What came back from the board; absent = nothing did. */
  readonly board?: Board;
  /** Absent = tickets have no address. */
  readonly ticketLink?: TicketLink;
  /** Of this very plan; absent = it was not rehearsed. */
  readonly rehearsal?: Rehearsal | undefined;
}
