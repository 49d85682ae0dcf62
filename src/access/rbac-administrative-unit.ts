import type { Snapshot } from "../model/snapshot.ts";
import { recipientKey } from "../model/ids.ts";
import { mailboxSet, type MailboxSet } from "../sets/mailbox-set.ts";
import { certain, perhapsEverybody } from "../sets/membership.ts";
import { contribution } from "./contribution.ts";
import { rbacUnclear } from "./rbac-unclear.ts";
import type { ResourceScope } from "./resolved-assignment.ts";
import type { TenantFacts } from "./tenant-facts.ts";

/**
 * An administrative-unit scope reaches the users that are members of the unit themselves.
 *
 * A group in a unit does not bring its members (U5: that Exchange sees it alike is inferred). The read-back names
 * the unit by its Name, a GUID; a unit has three different GUIDs, so all are tried.
 *
 * @see https://learn.microsoft.com/exchange/permissions-exo/application-rbac "Administrative units"
 *   (docs as of 2025-11-25)
 */
export function rbacAdministrativeUnit(
  facts: TenantFacts,
  assignment: string,
  name: string,
): ResourceScope {
  const id = findUnit(facts.snapshot, name);
  if (id === undefined) return rbacUnclear(assignment, name, unreadUnits(facts.snapshot));
  const members = resolveUnitMembers(facts, id);
  if (members === null) {
    return {
      kind: "administrativeUnit",
      name,
      members: perhapsEverybody,
      contributions: [
        contribution("rbac-administrative-unit", assignment, "unknown", {
          section: "graph/administrativeUnitMembers",
        }),
      ],
    };
  }
  return {
    kind: "administrativeUnit",
    name,
    members: certain(members),
    contributions: [
      contribution("rbac-administrative-unit", assignment, "allow", { mailboxes: members }),
    ],
  };
}

/** The mailboxes of the users that are members of a unit themselves; null when they were not read. */
export function resolveUnitMembers(facts: TenantFacts, unit: string): MailboxSet | null {
  const section = facts.snapshot.sections["graph/administrativeUnitMembers"];
  const parent = section.status === "read" ? section.parents.get(unit) : undefined;
  if (parent?.status !== "read") return null;
  const users = parent.rows.filter(({ odataType }) => odataType === undefined || isUser(odataType));
  return mailboxSet(users.flatMap((row) => facts.index.indexOf(recipientKey(row.id)) ?? []));
}

const isUser = (odataType: string): boolean =>
  odataType.toLowerCase().replace(/^#/, "") === "microsoft.graph.user";

/** The Graph id of the unit that the reference names, or undefined when none or several match. */
export function findUnit(snapshot: Snapshot, reference: string): string | undefined {
  const ids = matchUnits(snapshot, reference);
  return ids.length === 1 ? ids[0] : undefined;
}

/** The Graph ids of the units that the reference may name, in lower case. */
export function matchUnits(snapshot: Snapshot, reference: string): readonly string[] {
  const wanted = reference.toLowerCase();
  const exchange = snapshot.sections["exchange/administrativeUnits"];
  const units = exchange.status === "read" ? exchange.rows : [];
  const ids = units
    .filter((unit) =>
      [unit.name, unit.identity, unit.externalDirectoryObjectId, unit.guid, unit.distinguishedName]
        .concat(unit.displayName)
        .some((value) => value?.toLowerCase() === wanted),
    )
    .map((unit) => (unit.externalDirectoryObjectId ?? unit.name ?? "").toLowerCase());
  if (ids.length > 0) return ids;
  const graph = snapshot.sections["graph/administrativeUnits"];
  const rows = graph.status === "read" ? graph.rows : [];
  return rows.filter(({ id }) => id.toLowerCase() === wanted).map(({ id }) => id.toLowerCase());
}

function unreadUnits(snapshot: Snapshot): "exchange/administrativeUnits" | undefined {
  const { status } = snapshot.sections["exchange/administrativeUnits"];
  return status === "read" ? undefined : "exchange/administrativeUnits";
}
