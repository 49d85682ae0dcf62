import { appIdOf, groupKey, mailboxKey, servicePrincipalIdOf } from "../ids.ts";
import type { AppDescription, TenantDescription } from "../tenant-description.ts";
import { group, recipient } from "./describe-recipients.ts";
import { quietTenant } from "./quiet-tenant.ts";

const MAILBOXES = 200;
const MEMBERS = 12;
const APPS_OF_A_GROUP = 4;
const OWNERS = 40;
/** No policy names these: somebody has to decide whom they are to reach. */
const OPEN_EVERY = 25;
const VALUES = ["Mail.Read", "Mail.Send", "Calendars.ReadWrite", "Contacts.Read"];

const numbers = (count: number): number[] => Array.from({ length: count }, (_, at) => at + 1);

/** A tenant of many apps, nearly all under a policy on a group that a few share; each with names and ids of its own. */
export function manyApps(count: number): TenantDescription {
  const groups = Math.ceil(count / APPS_OF_A_GROUP);
  return {
    ...quietTenant,
    id: "10000000-0000-4000-8000-0000000000e7",
    displayName: "Many Apps",
    domain: "manyapps",
    recipients: numbers(MAILBOXES).map((n) => recipient(n, "UserMailbox", `Person ${String(n)}`)),
    groups: numbers(groups).map((n) =>
      group(n, "MailUniversalSecurityGroup", `Team ${String(n)}`, {
        members: numbers(MEMBERS).map((at) => mailboxKey(((n * 7 + at) % MAILBOXES) + 1)),
      }),
    ),
    apps: numbers(count).map(describeApp),
    policies: numbers(count)
      .filter((n) => n % OPEN_EVERY !== 0)
      .map((n) => ({
        app: appIdOf(n),
        accessRight: "RestrictAccess",
        scope: groupKey(Math.ceil(n / APPS_OF_A_GROUP)),
      })),
    unread: { "exchange/impersonationEffectiveUsers": "absent" },
  };
}

const describeApp = (number: number): AppDescription => ({
  appId: appIdOf(number),
  displayName: `Connector ${String(number)}`,
  servicePrincipalId: servicePrincipalIdOf(number),
  kind: "application",
  grants: VALUES.slice(0, 1 + (number % VALUES.length)).map((value) => ({
    resource: "graph",
    value,
  })),
  owner: mailboxKey((number % OWNERS) + 1),
});
