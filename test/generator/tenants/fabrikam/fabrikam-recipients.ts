import { mailboxKey } from "../../ids.ts";
import type { RecipientDescription, RecipientType } from "../../tenant-description.ts";
import { recipient } from "../describe-recipients.ts";
import { hostileNames } from "../hostile-names.ts";

type Person = readonly [displayName: string, department: string];

const PEOPLE: readonly Person[] = [
  ["Aaron Con", "Ledger"],
  ["Belinda Newman", "Ledger"],
  ["Carole Poland", "Ledger"],
  ["Dan Jump", "Ledger"],
  // Two people of one display name.
  ["Kim Abercrombie", "Payroll"],
  ["Kim Abercrombie", "Payroll"],
  ["Lola Jacobsen", "Payroll"],
  ["Mark Hassall", "Payroll"],
  ["Nuno Farinha", "Board"],
  ["Olinda Turner", "Board"],
  ["Pavel Bansky", "Branches"],
  ["Qin Hong", "Branches"],
  ["Rob Young", "Branches"],
  ["Sunil Koduri", "Branches"],
  ["Toni Poe", "Branches"],
  ["Uwe Bär", "Branches"],
  ["Vassar Stern", "Branches"],
  ["Wendy Wheeler", "Audit"],
  ["Xavier Twin", "Audit"],
  ["Yolanda Twin", "Audit"],
  ["Zheng Mu", "Service"],
  ["Émile Œuvrard", "Service"],
  ["José Ñíguez", "Service"],
  ["Søren Ålgård", "Service"],
  ["Þóra Ðórdís", "Service"],
  ["Łucja Żółć", "Projects"],
  ["Jiří Černý", "Projects"],
  ["Δήμητρα Παππά", "Projects"],
];

const OTHERS: readonly (readonly [RecipientType, string])[] = [
  ["SharedMailbox", "Invoices"],
  ["SharedMailbox", "Complaints"],
  ["RoomMailbox", "Room “Zugspitze”"],
  ["EquipmentMailbox", "Beamer & Leinwand"],
  ["MailUser", "Liaison, Contoso"],
  ["GuestMailUser", "Guest <script>"],
  ["MailContact", "=Courier"],
];

const FIRST_OTHER = 81;
/** Numbers of hostile mailboxes, groups and apps start here. */
export const FIRST_HOSTILE = 301;
const FIRST_WORKER = 1001;
export const WORKERS = 1040;

/** The desk whose address went to somebody else, and who has it now. */
const RECEPTION = 29;
const NIGHT_DESK = 30;
export const OLD_DESK_ADDRESS = "front.desk@fabrikam.com";

/** Aliases that are legal in an address and hurt elsewhere; all others are plain. */
const ALIASES: ReadonlyMap<string, string> = new Map([
  ["+1", "+1"],
  ["-1", "-1"],
  ["=cmd|'/C calc'!A0", "=cmd|'calc'!a0"],
  ["'; Remove-Mailbox *; '", "'o'malley'"],
  ["%s %n %08x {0} %TEMP% $1 $& $'", "%s{0}$&"],
]);

/** People, one mailbox for each hostile name, a plant of workers, and recipients that are no mailboxes. */
export const fabrikamRecipients: readonly RecipientDescription[] = [
  ...PEOPLE.map(([displayName, department], index) =>
    recipient(index + 1, "UserMailbox", displayName, {
      department,
      alias: `person.${index + 1}`,
      name: `${displayName} ${index + 1}`,
    }),
  ),
  recipient(RECEPTION, "UserMailbox", "Reception", { address: "reception@fabrikam.com" }),
  recipient(NIGHT_DESK, "UserMailbox", "Night Desk", { proxies: [OLD_DESK_ADDRESS] }),
  ...OTHERS.map(([type, displayName], index) =>
    recipient(FIRST_OTHER + index, type, displayName, { alias: `other.${index + 1}` }),
  ),
  recipient(90, "DiscoveryMailbox", "Discovery Search Mailbox", {
    name: "DiscoverySearchMailbox{D919BA05-46A6-415f-80AD-7E09334BB852}",
    withoutDirectoryObject: true,
  }),
  ...hostileNames.map((displayName, index) =>
    recipient(FIRST_HOSTILE + index, "UserMailbox", displayName, {
      name: shortened(displayName, 64),
      alias: ALIASES.get(displayName) ?? `hostile.${index + 1}`,
      department: displayName,
    }),
  ),
  ...Array.from({ length: WORKERS }, (_, index) => {
    const number = String(index + 1).padStart(4, "0");
    return recipient(FIRST_WORKER + index, "UserMailbox", `Worker ${number}`, {
      alias: `w${number}`,
      department: "Plant",
      lean: true,
    });
  }),
];

/** The keys of the first workers. */
export const workers = (count: number): string[] =>
  Array.from({ length: count }, (_, index) => mailboxKey(FIRST_WORKER + index));

/** Exchange cuts a Name, but no character in two. */
export function shortened(name: string, length: number): string {
  const fits = (kept: string): boolean => kept.length <= length;
  return Array.from(name).reduce((kept, next) => (fits(kept + next) ? kept + next : kept), "");
}
