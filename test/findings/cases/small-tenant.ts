import type { Snapshot, SnapshotSections } from "../../../src/model/snapshot.ts";
import { mailboxKey } from "../../generator/ids.ts";
import { pointer, servicePrincipal } from "../../arbitraries/rows.ts";
import { people, rows, snapshotOf } from "../../arbitraries/snapshot.ts";

/** Three mailboxes, group 1 with the first of them, and app 1 in Entra and Exchange; nothing else. */
export const smallTenant = (
  sections: Partial<SnapshotSections> = {},
  more: Partial<Snapshot> = {},
): Snapshot =>
  snapshotOf(
    {
      ...people(3, { 1: [mailboxKey(1)] }),
      "graph/servicePrincipals": rows(servicePrincipal(1)),
      "exchange/servicePrincipals": rows(pointer(1)),
      ...sections,
    },
    more,
  );
