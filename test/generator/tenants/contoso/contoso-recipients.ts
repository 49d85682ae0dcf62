import type { RecipientDescription, RecipientType } from "../../tenant-description.ts";
import { recipient } from "../describe-recipients.ts";

type Person = readonly [displayName: string, department: string, office: string];

const PEOPLE: readonly Person[] = [
  ["Adele Vance", "Sales", "Zurich"],
  ["Alex Wilber", "Sales", "Zurich"],
  ["Allan Deyoung", "Sales", "Zurich"],
  ["Ben Walters", "Sales", "Zurich"],
  ["Bianca Pisani", "Sales", "Geneva"],
  ["Cameron White", "Sales", "Geneva"],
  ["Christie Cline", "Sales", "Geneva"],
  ["Debra Berger", "Sales", "Basel"],
  ["Diego Siciliani", "Sales", "Basel"],
  ["Emily Braun", "Sales", "Basel"],
  ["Enrico Cattaneo", "Finance", "Zurich"],
  ["Grady Archie", "Finance", "Zurich"],
  ["Henrietta Mueller", "Finance", "Zurich"],
  ["Irvin Sayers", "Finance", "Zurich"],
  ["Isaiah Langer", "Finance", "Geneva"],
  ["Johanna Lorenz", "Finance", "Geneva"],
  ["Joni Sherman", "Finance", "Basel"],
  ["Jordan Miller", "Finance", "Basel"],
  ["Lee Gu", "Human Resources", "Zurich"],
  ["Lidia Holloway", "Human Resources", "Zurich"],
  ["Lynne Robbins", "Human Resources", "Geneva"],
  ["Megan Bowen", "Human Resources", "Geneva"],
  ["Miriam Graham", "Human Resources", "Geneva"],
  ["Nestor Wilke", "Human Resources", "Basel"],
  ["Patti Fernandez", "Human Resources", "Basel"],
  ["Pradeep Gupta", "Human Resources", "Basel"],
  ["Raul Razo", "Operations", "Zurich"],
  ["Rebekka Frei", "Operations", "Zurich"],
  ["Sara Meier", "Operations", "Geneva"],
  ["Selina Baumann", "Operations", "Geneva"],
  ["Simon Keller", "Operations", "Geneva"],
  ["Stefan Huber", "Operations", "Basel"],
  ["Tanja Brunner", "Operations", "Basel"],
  ["Thomas Steiner", "Operations", "Basel"],
  ["Ursula Gerber", "Marketing", "Zurich"],
  ["Valentin Roth", "Marketing", "Zurich"],
  ["Vera Kunz", "Marketing", "Geneva"],
  ["Walter Fischer", "Marketing", "Geneva"],
  ["Yvonne Schmid", "Marketing", "Geneva"],
  ["Zeno Moser", "Marketing", "Basel"],
  ["Zoë Müller", "Marketing", "Basel"],
  ["Liam O'Brien", "Marketing", "Basel"],
  ["Noah Weber", "Technology", "Zurich"],
  ["Mia Graf", "Technology", "Zurich"],
  ["Elias Suter", "Technology", "Zurich"],
  ["Lena Bachmann", "Technology", "Geneva"],
  ["Luca Rossi", "Technology", "Geneva"],
  ["Nina Widmer", "Technology", "Basel"],
  ["Oliver Kaufmann", "Board", "Zurich"],
  ["Paula Zimmermann", "Board", "Zurich"],
  ["Quentin Favre", "Board", "Geneva"],
  ["Rosa Martinez", "Board", "Basel"],
  ["Samuel Arnold", "Technology", "Basel"],
  ["Theresa Lang", "Technology", "Basel"],
];

const OTHERS: readonly (readonly [RecipientType, readonly string[]])[] = [
  [
    "SharedMailbox",
    [
      "Sales Desk",
      "Invoices",
      "Service Desk",
      "Alerts",
      "Careers",
      "Press",
      "Travel",
      "Facilities",
    ],
  ],
  ["RoomMailbox", ["Room Matterhorn", "Room Rigi", "Room Pilatus", "Room Saentis", "Room Eiger"]],
  ["EquipmentMailbox", ["Projector One", "Company Car One", "Company Car Two"]],
  ["LinkedMailbox", ["Linked Hanna Vogel", "Linked Jonas Egli", "Linked Karin Wyss"]],
  ["TeamMailbox", ["Site Alpine", "Site Jura", "Site Plateau"]],
  [
    "SchedulingMailbox",
    ["Bookings Repairs", "Bookings Fittings", "Bookings Tours", "Bookings Interviews"],
  ],
];

const NOT_MAILBOXES: readonly (readonly [RecipientType, string])[] = [
  ["MailUser", "Fabrikam Liaison"],
  ["MailUser", "Tailspin Liaison"],
  ["GuestMailUser", "Guest Auditor"],
  ["MailContact", "Courier Pickup"],
  ["MailContact", "Building Owner"],
];

const FIRST_OTHER = 55;

/** 80 mailboxes of seven kinds, five recipients that are none, and the discovery mailbox. */
export const contosoRecipients: readonly RecipientDescription[] = [
  ...PEOPLE.map(([displayName, department, office], index) =>
    recipient(index + 1, "UserMailbox", displayName, {
      department,
      office,
      company: department === "Board" ? "Contoso Holding" : "Contoso",
    }),
  ),
  ...otherMailboxes(),
  ...NOT_MAILBOXES.map(([type, displayName], index) => recipient(81 + index, type, displayName)),
  recipient(86, "DiscoveryMailbox", "Discovery Search Mailbox", {
    name: "DiscoverySearchMailbox{D919BA05-46A6-415f-80AD-7E09334BB852}",
    withoutDirectoryObject: true,
  }),
];

function otherMailboxes(): RecipientDescription[] {
  const listed = OTHERS.flatMap(([type, names]) => names.map((name) => ({ type, name })));
  return listed.map(({ type, name }, index) =>
    recipient(FIRST_OTHER + index, type, name, {
      company: "Contoso",
      customAttribute1: type === "RoomMailbox" || type === "EquipmentMailbox" ? "Bookable" : "",
    }),
  );
}
