import type { Audit } from "../audit/audit-snapshot.ts";
import type { MailboxRow, PlanData } from "../documents/plan-data.ts";
import type { SetReference } from "../model/plan-permission.ts";
import {
  everyMailbox,
  mailboxIndexes,
  mailboxSet,
  union,
  type MailboxSet,
} from "../sets/mailbox-set.ts";
import { setLines } from "../sets/set-registry.ts";

/** The sets and mailboxes of an audit that was just made, straight from memory. */
export function planDataOfAudit({ plan, registry, facts }: Audit): PlanData {
  const { index, mailboxes } = facts;
  const size = index.keys.length;
  const keys = function* (set: MailboxSet): Generator<string> {
    for (const mailbox of mailboxIndexes(set, size)) yield index.keys[mailbox] ?? "";
  };
  return {
    plan,
    setNames: [...registry.sets.keys()].toSorted((a, b) => (a < b ? -1 : 1)),
    setIds: (name) => keys(registry.sets.get(name) ?? mailboxSet([])),
    setText: (name) => setLines(index, registry.sets.get(name) ?? mailboxSet([])),
    *mailboxes(): Generator<MailboxRow> {
      for (const mailbox of mailboxIndexes(namedMailboxes(), size)) {
        const row = mailboxes[mailbox];
        if (row === undefined) continue;
        yield {
          id: row.key,
          displayName: row.displayName ?? "",
          primarySmtpAddress: row.primarySmtpAddress ?? "",
          recipientTypeDetails: row.recipientTypeDetails,
        };
      }
    },
  };

  /** Those in a kept, gained, lost or probe set. */
  function namedMailboxes(): MailboxSet {
    const changes = plan.apps.flatMap(({ permissions }) =>
      permissions.flatMap(({ kept, gained, lost }) => [kept, gained, lost]),
    );
    const probes = new Set(
      plan.apps.flatMap(({ probes, newAccess = [] }) =>
        [probes, ...newAccess.map((given) => given.probes)].flatMap(({ positive, negative }) => [
          ...positive,
          ...negative,
        ]),
      ),
    );
    const probed = mailboxSet(index.keys.flatMap((key, at) => (probes.has(key) ? [at] : [])));
    return changes.reduce((all, reference) => union(all, resolve(reference)), probed);
  }

  function resolve(reference: SetReference | undefined): MailboxSet {
    const set = reference?.set ?? null;
    if (set === null) return mailboxSet([]);
    if (typeof set === "string") return registry.sets.get(set) ?? mailboxSet([]);
    const except = registry.sets.get(set.except);
    return except === undefined ? everyMailbox : { everyoneBut: true, bits: except.bits };
  }
}
