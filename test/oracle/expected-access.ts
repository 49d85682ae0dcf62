import type { TenantDescription } from "../generator/tenant-description.ts";
import type { AccessLine } from "./fold-mailboxes.ts";
import { naiveAccess, type Access, type NaiveAccess } from "./naive-access.ts";

/** What `access --json --mailboxes` prints of a tenant, without the reasons: summaries, then mailboxes. */
export function expectedAccess(tenant: TenantDescription): readonly AccessLine[] {
  const access = naiveAccess(tenant);
  return [...access.map(summary), ...access.flatMap(mailboxLines)];
}

function summary({ appId, displayName, permission, resource, mailboxes }: NaiveAccess): AccessLine {
  const count = (wanted: Access): number =>
    [...mailboxes.values()].filter((access) => access === wanted).length;
  return {
    appId,
    displayName,
    permission,
    resource,
    state: "before",
    allowed: count("allowed"),
    denied: count("denied"),
    unknown: count("unknown"),
  };
}

const mailboxLines = ({ appId, permission, resource, mailboxes }: NaiveAccess): AccessLine[] =>
  [...mailboxes].map(([mailbox, access]) => ({ appId, permission, resource, mailbox, access }));
