import { groupKey, mailboxKey, unitId } from "../../ids.ts";
import type { GroupDescription, UnitDescription } from "../../tenant-description.ts";
import { group, mailboxes } from "../describe-recipients.ts";
import { hostileName, hostileNames } from "../hostile-names.ts";
import { FIRST_HOSTILE, shortened, workers } from "./fabrikam-recipients.ts";

const SECURITY = "MailUniversalSecurityGroup";

export const LEDGER = groupKey(1);
export const PAYROLL = groupKey(2);
export const BOARD = groupKey(3);
export const BRANCHES = groupKey(4);
export const NORTH = groupKey(5);
const SOUTH = groupKey(6);
const SOUTH_KIOSK = groupKey(7);
export const TWINS = groupKey(8);
const FIRST_TWIN = groupKey(9);
const SECOND_TWIN = groupKey(10);
export const REGEX = groupKey(11);
export const BRACKETS = groupKey(12);
export const TEAL = groupKey(13);
export const PLANT = groupKey(14);
export const SECOND_HELPDESK = groupKey(16);
export const OFFICE = groupKey(17);
export const EMPTY = groupKey(18);
export const STALLS = groupKey(19);
export const STALL_HOLDERS = groupKey(20);
/** Names a group that was deleted. */
export const DELETED_GROUP = groupKey(90);

/** Exchange's Name of the first of two groups that are both called Helpdesk. */
export const FIRST_HELPDESK_NAME = "Helpdesk20240205081515";

/** The group of a hostile app: its number is the app's. */
export const hostileGroup = (index: number): string => groupKey(FIRST_HOSTILE + index);

const hostileMailbox = (index: number): string =>
  mailboxKey(FIRST_HOSTILE + (index % hostileNames.length));

/** Groups that overlap, are nested, are called alike, hold more than a page, or have names that hurt. */
export const fabrikamGroups: readonly GroupDescription[] = [
  group(1, SECURITY, "Ledger", { members: mailboxes(1, 5) }),
  group(2, SECURITY, "Payroll", { members: mailboxes(4, 8) }),
  group(3, SECURITY, "Board", { members: [...mailboxes(2, 3), ...mailboxes(9, 10)] }),
  group(4, SECURITY, "Branches", { members: [...mailboxes(11, 12), NORTH, SOUTH] }),
  group(5, SECURITY, "Branch North", { members: mailboxes(12, 14) }),
  group(6, SECURITY, "Branch South", { members: [...mailboxes(15, 16), SOUTH_KIOSK] }),
  group(7, SECURITY, "Branch South Kiosk", { members: [mailboxKey(17)] }),
  // Whoever is in one twin is in the other: no mailbox is reached through one of them alone.
  group(8, SECURITY, "Twins", { members: [mailboxKey(18), FIRST_TWIN, SECOND_TWIN] }),
  group(9, SECURITY, "Twin One", { members: mailboxes(19, 20) }),
  group(10, SECURITY, "Twin Two", { members: mailboxes(19, 20) }),
  group(11, SECURITY, 'Q&A (EMEA) [v1.*] +$^|{2}? "Team", Zürich\\Genf', {
    members: mailboxes(21, 23),
  }),
  group(12, SECURITY, '[F17] École, "Été" <ñ> #1; O\'Hara', { members: mailboxes(24, 25) }),
  group(13, "GroupMailbox", "Project Teal", { members: mailboxes(26, 28) }),
  group(14, SECURITY, "Plant", { members: workers(1035) }),
  group(15, SECURITY, "Helpdesk", { members: mailboxes(1, 2), name: FIRST_HELPDESK_NAME }),
  group(16, SECURITY, "Helpdesk", { members: mailboxes(6, 7) }),
  group(17, SECURITY, "Office", { members: [...mailboxes(1, 10), mailboxKey(81), mailboxKey(85)] }),
  group(18, SECURITY, "Nobody Yet"),
  group(19, SECURITY, "Stalls", { members: [mailboxKey(21), STALL_HOLDERS] }),
  group(20, SECURITY, "Stall Holders", { members: mailboxes(22, 23) }),
  ...hostileNames.map((displayName, index) =>
    group(FIRST_HOSTILE + index, SECURITY, displayName, {
      members: [hostileMailbox(index), hostileMailbox(index + 1)].toSorted(),
      name: `${shortened(displayName, 47)}20240205081530${String(index).padStart(2, "0")}`,
      alias: `hostile-group-${index + 1}`,
    }),
  ),
];

export const FIELD_UNIT = unitId(1);
export const BOARD_UNIT = unitId(2);
export const HOSTILE_UNITS = [unitId(11), unitId(12), unitId(13)] as const;

const HOSTILE_UNIT_NAMES = [
  hostileName("end our script and start another"),
  hostileName("break the line in every way"),
  hostileName("be a prototype"),
];

const users = (keys: readonly string[]): UnitDescription["members"] =>
  keys.map((key) => ({ kind: "user", key }));

/** Administrative units; a group and a device in one bring nobody in. */
export const fabrikamUnits: readonly UnitDescription[] = [
  {
    id: FIELD_UNIT,
    exchangeName: unitId(101),
    displayName: "Field",
    members: [
      ...users(mailboxes(11, 13)),
      { kind: "group", key: LEDGER },
      { kind: "device", key: unitId(777) },
    ],
  },
  {
    id: BOARD_UNIT,
    exchangeName: unitId(102),
    displayName: "Board",
    members: users(mailboxes(9, 10)),
  },
  ...HOSTILE_UNITS.map((id, index) => ({
    id,
    exchangeName: unitId(111 + index),
    displayName: HOSTILE_UNIT_NAMES[index] ?? "",
    members: users([hostileMailbox(index)]),
  })),
];
