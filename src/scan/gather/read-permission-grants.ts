import { type RawRow, readText } from "../raw-row.ts";
import type { Outcome } from "../section-recorder.ts";
import type { GatherContext } from "./gather-context.ts";

const PATH = "/oauth2PermissionGrants?$top=999";
/** Delegated permissions by which an app reaches a mailbox in a user's name. */
const MAILBOX_SCOPE = /^(?:EWS|IMAP|POP|SMTP|Mail)/i;

/**
 * Reads the delegated grants that reach mailboxes; the others are none of our business.
 *
 * @see https://learn.microsoft.com/graph/api/oauth2permissiongrant-list
 */
export function readPermissionGrants({ graph, sections }: GatherContext): Promise<Outcome<void>> {
  return sections.read("graph/oauth2PermissionGrants", async (section) => {
    for await (const row of graph.items(PATH)) {
      if (reachesMailboxes(row)) await section.add(row);
    }
  });
}

const reachesMailboxes = (grant: RawRow): boolean =>
  readText(grant, "scope")
    .split(/\s+/)
    .some((scope) => MAILBOX_SCOPE.test(scope));
