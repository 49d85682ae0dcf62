import { eq } from "../../filter-tree.ts";
import { groupKey, mailboxKey, unitId } from "../../ids.ts";
import type { GroupDescription, UnitDescription } from "../../tenant-description.ts";
import { group, mailboxes } from "../describe-recipients.ts";

const SECURITY = "MailUniversalSecurityGroup";

export const SALES = groupKey(1);
export const FINANCE = groupKey(2);
export const REGIONAL_OFFICES = groupKey(3);
const ZURICH = groupKey(4);
const GENEVA = groupKey(5);
const FRONT_DESK = groupKey(6);
export const EXECUTIVES = groupKey(7);
export const EMPTY = groupKey(8);
export const SIGNATURES = groupKey(9);
export const FALCON = groupKey(10);
export const ROOMS = groupKey(13);
/** Nested, with nobody who is not a direct member outside as well. */
const BASEL_OFFICE = groupKey(14);
/** Names a group that was deleted. */
export const DELETED_GROUP = groupKey(90);

/** Groups with members in common; some are nested in another, one of them a level deeper. */
export const contosoGroups: readonly GroupDescription[] = [
  group(1, SECURITY, "Sales Mailboxes", { members: [...mailboxes(1, 10), mailboxKey(55)] }),
  group(2, SECURITY, "Finance Mailboxes", { members: [...mailboxes(11, 18), mailboxKey(56)] }),
  group(3, SECURITY, "Regional Offices", {
    members: [...mailboxes(27, 28), ZURICH, GENEVA, BASEL_OFFICE],
  }),
  group(4, SECURITY, "Zurich Office", { members: [mailboxKey(28), ...mailboxes(35, 36)] }),
  group(5, SECURITY, "Geneva Office", { members: [...mailboxes(29, 31), FRONT_DESK] }),
  group(6, SECURITY, "Geneva Front Desk", { members: [mailboxKey(31), mailboxKey(62)] }),
  group(7, SECURITY, "Geschäftsleitung", { members: [...mailboxes(9, 10), ...mailboxes(49, 52)] }),
  group(8, SECURITY, "Pilot Mailboxes"),
  group(9, SECURITY, "Signature Users", {
    synced: true,
    members: [...mailboxes(19, 26), mailboxKey(71), mailboxKey(82), mailboxKey(84)],
  }),
  group(10, "GroupMailbox", "Project Falcon", { members: mailboxes(43, 48) }),
  group(11, "MailUniversalDistributionGroup", "All Hands", { members: mailboxes(1, 54) }),
  group(12, "DynamicDistributionGroup", "Everyone in Basel", { filter: eq("Office", "Basel") }),
  group(13, SECURITY, "Bookable Rooms", { members: mailboxes(63, 67) }),
  group(14, SECURITY, "Basel Office", { members: [mailboxKey(27)] }),
];

export const FIELD_UNIT = unitId(1);
export const BOARD_UNIT = unitId(2);

/** Two administrative units; the first also holds a group and a device, which bring nobody in. */
export const contosoUnits: readonly UnitDescription[] = [
  {
    id: FIELD_UNIT,
    exchangeName: unitId(101),
    displayName: "Field Staff",
    members: [
      ...mailboxes(32, 34).map((key) => ({ kind: "user" as const, key })),
      { kind: "user", key: mailboxKey(57) },
      { kind: "group", key: SALES },
      { kind: "device", key: unitId(777) },
    ],
  },
  {
    id: BOARD_UNIT,
    exchangeName: unitId(102),
    displayName: "Board",
    members: mailboxes(49, 52).map((key) => ({ kind: "user" as const, key })),
  },
];
