import { groupPairs } from "../model/group-pairs.ts";
import { nameWith } from "../model/name-with.ts";
import { onceFor } from "../model/once-for.ts";
import type { Recipient } from "../model/recipient.ts";
import type { TenantFacts } from "./tenant-facts.ts";

/**
 * What people call a group: its display name, which is not unique, so with its Name where another group is called the
 * same; its id where the evidence has neither.
 */
export function nameOfGroup({ groups }: Pick<TenantFacts, "groups">, group: Recipient): string {
  const { displayName, name, key } = group;
  if (displayName === undefined) return name ?? key;
  const isOnly = (namesakes(groups).get(displayName) ?? []).length < 2;
  return isOnly ? displayName : nameWith(displayName, name ?? key);
}

/** What people call a mailbox that something names alone: two people may have one display name, but not one address. */
export const nameOfMailbox = ({ displayName, primarySmtpAddress, key }: Recipient): string =>
  displayName === undefined
    ? (primarySmtpAddress ?? key)
    : nameWith(displayName, primarySmtpAddress);

const namesakes = onceFor((groups: readonly Recipient[]) =>
  groupPairs(groups.map((group) => [group.displayName, group] as const)),
);
