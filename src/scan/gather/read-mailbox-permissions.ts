import { createParentReader, type ParentQuestion } from "../parent-reader.ts";
import { type RawRow, readText } from "../raw-row.ts";
import type { Outcome } from "../section-recorder.ts";
import type { GatherContext } from "./gather-context.ts";
import type { RecipientIndex } from "./read-recipients.ts";
import { valueOrFail } from "./source.ts";

/** Questions that are made ready at once: there may be a million mailboxes. */
const CHUNK = 1000;

/**
 * Reads who has Full Access to each mailbox, whoever it is: which accounts act for an app, the tenant does not say.
 *
 * The cmdlet answers for one mailbox at a time and cannot be asked by account alone: one request a mailbox.
 * Observed, not documented: the Entra object id names a mailbox as its Guid does.
 *
 * @see https://learn.microsoft.com/powershell/module/exchangepowershell/get-mailboxpermission "-Identity" is required
 *   (docs as of 2026-08-21)
 */
export function readMailboxPermissions(
  context: GatherContext,
  recipients: Outcome<RecipientIndex>,
): Promise<Outcome<void>> {
  return context.sections.read("exchange/mailboxPermissions", async (section) => {
    const { mailboxes } = valueOrFail("exchange/recipients", recipients);
    const keys = [...mailboxes].toSorted();
    const parents = createParentReader(section, context.concurrency);
    for (let start = 0; start < keys.length; start += CHUNK) {
      const chunk = keys.slice(start, start + CHUNK);
      await parents.read(chunk.map((mailbox) => questionOf(context, mailbox)));
    }
    parents.finish();
  });
}

function questionOf({ exchange }: GatherContext, mailbox: string): ParentQuestion {
  return {
    key: mailbox,
    async ask() {
      const rows = await exchange.readRows("Get-MailboxPermission", { Identity: mailbox });
      return rows.filter(isFullAccessOfAnother);
    },
    toLine: (row) => ({ mailbox, row }),
  };
}

/** The owner, as every mailbox lists it. */
const SELF: ReadonlySet<string> = new Set(["nt authority\\self", "s-1-5-10"]);

/**
 * Tells Full Access, given or denied to somebody beside the owner on the mailbox itself, from what every mailbox
 * has by default. A row that does not say which of them it is stays.
 */
function isFullAccessOfAnother(row: RawRow): boolean {
  if (SELF.has(readText(row, "User").toLowerCase())) return false;
  if (row["IsInherited"] === true || readText(row, "IsInherited").toLowerCase() === "true") {
    return false;
  }
  const rights: unknown = row["AccessRights"];
  const texts: readonly unknown[] = Array.isArray(rights) ? rights : [rights];
  return texts.some((text) => typeof text !== "string" || /fullaccess/i.test(text));
}
