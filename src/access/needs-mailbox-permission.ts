import { contribution, type Contribution } from "./contribution.ts";
import type { ResolvedGrant } from "./entra-grant.ts";

/**
 * An IMAP, POP or SMTP grant opens nothing by itself: Full Access or Send As on each mailbox decides, and mailbox
 * permissions are not in the evidence.
 *
 * @see https://learn.microsoft.com/exchange/client-developer/legacy-protocols/how-to-authenticate-an-imap-pop-smtp-application-by-using-oauth
 *   (docs as of 2025-10-17)
 */
export function needsMailboxPermission(grant: ResolvedGrant): Contribution {
  return contribution("needs-mailbox-permission", grant.row.id, "unknown");
}
