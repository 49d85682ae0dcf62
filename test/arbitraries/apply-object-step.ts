import { createHash } from "node:crypto";
import type { AdministrativeUnitMemberRow } from "../../src/model/graph-rows.ts";
import type { GroupMemberRow } from "../../src/model/exchange-rows.ts";
import { recipientKey, type RecipientKey } from "../../src/model/ids.ts";
import type { ScopeObject, StepTarget } from "../../src/model/plan-step.ts";
import { isMailboxType, type Recipient } from "../../src/model/recipient.ts";
import type { ParentedSection, Section, SnapshotSections } from "../../src/model/snapshot.ts";

type Target<Kind extends StepTarget["kind"]> = Extract<StepTarget, { kind: Kind }>;

/** The tenant with a new group or unit, as a scan reads it that asks for its members. */
export function withNewObject(
  sections: SnapshotSections,
  { object, alias }: Target<"scopeObject">,
): Partial<SnapshotSections> {
  const id = idOf(object);
  if (object.kind === "group") {
    const group: Recipient = {
      key: id,
      externalDirectoryObjectId: id,
      guid: idOf({ ...object, name: `guid of ${object.name}` }),
      name: object.name,
      displayName: object.name,
      alias,
      recipientTypeDetails: "MailUniversalSecurityGroup",
      distinguishedName: `CN=${object.name},OU=contoso`,
      properties: {},
    };
    return {
      "exchange/recipients": added(sections["exchange/recipients"], group),
      "exchange/groupMembers": withParent(sections["exchange/groupMembers"], id, []),
    };
  }
  return {
    "graph/administrativeUnits": added(sections["graph/administrativeUnits"], {
      id,
      displayName: object.name,
    }),
    "exchange/administrativeUnits": added(sections["exchange/administrativeUnits"], {
      name: idOf({ ...object, name: `name of ${object.name}` }),
      displayName: object.name,
      externalDirectoryObjectId: id,
    }),
    "graph/administrativeUnitMembers": withParent(
      sections["graph/administrativeUnitMembers"],
      id,
      [],
    ),
  };
}

/** The tenant once a group or unit was filled with a set that is known by its hash alone. */
export function withMembers(
  sections: SnapshotSections,
  { object, set }: Target<"members">,
): Partial<SnapshotSections> {
  const id = idOf(object);
  const keys = mailboxesOfSet(sections, set);
  if (object.kind === "group") {
    const rows = keys.map((member): GroupMemberRow => ({ member }));
    return {
      "exchange/groupMembers": withParent(sections["exchange/groupMembers"], id, rows),
    };
  }
  const rows = keys.map((key): AdministrativeUnitMemberRow => ({
    administrativeUnit: id,
    id: key,
    odataType: "#microsoft.graph.user",
  }));
  return {
    "graph/administrativeUnitMembers": withParent(
      sections["graph/administrativeUnitMembers"],
      id,
      rows,
    ),
  };
}

/** An id made of the name, so that the same object has the same. */
function idOf({ kind, name }: ScopeObject): RecipientKey {
  const hash = createHash("sha256").update(`${kind} ${name}`).digest("hex");
  return recipientKey(`${hash.slice(0, 8)}-0000-4000-8000-${hash.slice(8, 20)}`);
}

/** Tries every set of mailboxes of a small tenant until one has the hash: apart from how the product finds it. */
function mailboxesOfSet(sections: SnapshotSections, set: string): readonly RecipientKey[] {
  const recipients = sections["exchange/recipients"];
  const keys = (recipients.status === "read" ? recipients.rows : [])
    .filter(({ recipientTypeDetails }) => isMailboxType(recipientTypeDetails))
    .map(({ key }) => key)
    .toSorted();
  for (let mask = 0; mask < 2 ** keys.length; mask++) {
    const chosen = keys.filter((_key, bit) => ((mask >> bit) & 1) === 1);
    const lines = chosen.map((key) => `${JSON.stringify(key)}\n`).join("");
    if (createHash("sha256").update(lines).digest("hex") === set) return chosen;
  }
  throw new Error(`no mailboxes have the hash ${set}`);
}

function added<Row>(section: Section<Row>, row: Row): Section<Row> {
  return { status: "read", rows: [...(section.status === "read" ? section.rows : []), row] };
}

function withParent<Row>(
  section: ParentedSection<Row>,
  key: string,
  rows: readonly Row[],
): ParentedSection<Row> {
  const parents = new Map(section.status === "read" ? section.parents : []);
  parents.set(key, { status: "read", rows });
  return { status: "read", parents };
}
