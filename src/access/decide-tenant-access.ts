import type { Because } from "../model/because.ts";
import type { RecipientKey } from "../model/ids.ts";
import type { Resource } from "../model/permission-table.ts";
import { countMailboxes, isEmptySet } from "../sets/mailbox-set.ts";
import { answerFor, possible } from "../sets/membership.ts";
import type { AppAccess } from "./app-access.ts";
import { explainContributions } from "./contribution.ts";
import { decideEffectiveAccess, permissionsOf, type EffectiveAccess } from "./effective-access.ts";
import type { TenantAccess } from "./resolve-tenant-access.ts";
import type { TenantFacts } from "./tenant-facts.ts";

/** How many mailboxes an app reaches with a permission. Counts are null when recipients were not read. */
export interface AccessLine {
  readonly appId: string | null;
  readonly displayName: string;
  readonly permission: string;
  readonly resource: Resource;
  readonly state: "before";
  readonly allowed: number | null;
  readonly denied: number | null;
  readonly unknown: number | null;
  readonly because: readonly Because[];
  /** Only where the app id is not known. */
  readonly servicePrincipalId?: string;
  readonly setApart?: string;
}

/** What an app may do with one mailbox. */
export interface MailboxLine {
  readonly appId: string | null;
  readonly permission: string;
  readonly resource: Resource;
  readonly mailbox: RecipientKey;
  readonly access: "allowed" | "denied" | "unknown";
  readonly because: readonly Because[];
  readonly servicePrincipalId?: string;
}

/** An app's access with a permission that somebody may be reached with. */
export interface DecidedAccess {
  readonly app: AppAccess;
  readonly access: EffectiveAccess;
}

/** Every (app, permission) with anything but "no one"; sorted by app, resource, permission. */
export function decideTenantAccess(tenant: TenantAccess): readonly DecidedAccess[] {
  return tenant.apps.flatMap((app) =>
    permissionsOf(app)
      .map((key) => ({ app, access: decideEffectiveAccess(app, key) }))
      .filter(({ access }) => reachesAnyone(tenant.facts, access)),
  );
}

/** With no mailbox known, whoever may be reached counts. */
function reachesAnyone({ index }: TenantFacts, { reach }: EffectiveAccess): boolean {
  const { everyoneBut, bits } = possible(reach);
  if (!index.known) return everyoneBut || bits.size > 0;
  return !isEmptySet({ everyoneBut, bits }, index.keys.length);
}

/** The summary line of one app and permission. */
export function explainAccess(facts: TenantFacts, { app, access }: DecidedAccess): AccessLine {
  const { index } = facts;
  const size = index.keys.length;
  const allowed = countMailboxes(access.reach.yes, size);
  const unknown = countMailboxes(access.reach.maybe, size);
  return {
    appId: app.appId,
    displayName: app.displayName,
    permission: access.permission,
    resource: access.resource,
    state: "before",
    allowed: index.known ? allowed : null,
    denied: index.known ? size - allowed - unknown : null,
    unknown: index.known ? unknown : null,
    because: explainContributions(access.contributions, { size }),
    ...nameless(app),
    ...(app.setApart === null ? {} : { setApart: app.setApart }),
  };
}

/** One line for each mailbox of the population, in order of its key. */
export function* explainMailboxes(
  facts: TenantFacts,
  { app, access }: DecidedAccess,
): Generator<MailboxLine> {
  const size = facts.index.keys.length;
  for (const [mailbox, key] of facts.index.keys.entries()) {
    yield {
      appId: app.appId,
      permission: access.permission,
      resource: access.resource,
      mailbox: key,
      access: answerFor(access.reach, mailbox),
      because: explainContributions(access.contributions, { mailbox, size }),
      ...nameless(app),
    };
  }
}

function nameless(app: AppAccess): { servicePrincipalId?: string } {
  return app.appId === null && app.servicePrincipalId !== null
    ? { servicePrincipalId: app.servicePrincipalId }
    : {};
}
