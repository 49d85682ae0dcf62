import { eq, memberOf, not } from "../../filter-tree.ts";
import { appIdOf } from "../../ids.ts";
import type {
  AssignmentDescription,
  AssignmentScope,
  ScopeDescription,
} from "../../tenant-description.ts";
import { hostileName } from "../hostile-names.ts";
import { HOSTILE_HOLDER } from "./fabrikam-apps.ts";
import {
  BOARD,
  BOARD_UNIT,
  BRACKETS,
  FIELD_UNIT,
  HOSTILE_UNITS,
  hostileGroup,
  LEDGER,
  OFFICE,
  REGEX,
  TEAL,
} from "./fabrikam-groups.ts";
import { OLD_DESK_ADDRESS } from "./fabrikam-recipients.ts";

const LEDGER_SCOPE = "Ledger people";
const REGEX_SCOPE = "F6 scope (EMEA) [v1.*]";
const BRACKETS_SCOPE = "F17 scope";
const OFFICE_SCOPE = "Office people";
const ADDRESS_SCOPE = "F14 Front Desk";
const NOT_BOARD_SCOPE = "Service without the board";
export const EXCLUSIVE_SCOPE = "Exclusive ‘Audit’ $(scope)";

/** Scopes called by a hostile name; the filter looks for a department of that name, so the name is in it as well. */
const HOSTILE_SCOPES = [
  "end a literal by a typographic quote",
  "expand in double quotes",
  "end a literal by an ASCII quote",
  "end our script and start another",
  "be a formula: equals",
  "write on the terminal",
  "read from right to left",
  "be a template",
].map(hostileName);

export const FRONT_DESK = ADDRESS_SCOPE;
export const HOSTILE_SCOPE = hostileName("end a literal by a typographic quote");

export const fabrikamScopes: readonly ScopeDescription[] = [
  { name: LEDGER_SCOPE, filter: memberOf(LEDGER) },
  { name: REGEX_SCOPE, filter: memberOf(REGEX) },
  // Exchange prints distinguished names in a casing of its own.
  {
    name: BRACKETS_SCOPE,
    filter: { kind: "memberOf", group: BRACKETS, spelling: "upperCase" },
  },
  { name: OFFICE_SCOPE, filter: memberOf(OFFICE) },
  { name: ADDRESS_SCOPE, filter: eq("PrimarySmtpAddress", OLD_DESK_ADDRESS) },
  {
    name: NOT_BOARD_SCOPE,
    filter: { kind: "and", left: eq("Department", "Ledger"), right: not(memberOf(BOARD)) },
  },
  { name: EXCLUSIVE_SCOPE, filter: eq("Department", "Audit"), exclusive: true },
  ...HOSTILE_SCOPES.map((name) => ({ name, filter: eq("Department", name) })),
  { name: "Used by nobody", filter: eq("Department", "Nobody") },
];

function assign(
  app: number,
  role: string,
  scope: AssignmentScope,
  more: Partial<AssignmentDescription> = {},
): AssignmentDescription {
  return { app: appIdOf(app), role: `Application ${role}`, scope, ...more };
}

const named = (name: string): AssignmentScope => ({ kind: "custom", name });
const group = (key: string): AssignmentScope => ({ kind: "group", group: key });
const unit = (id: string, printedAs: "name" | "objectId"): AssignmentScope => ({
  kind: "unit",
  unit: id,
  printedAs,
});

/** A different role for each scope, so that each shows in the access of its own permission. */
const ROLES = [
  "Mail.Read",
  "Mail.ReadWrite",
  "Mail.Send",
  "Calendars.Read",
  "Calendars.ReadWrite",
  "Contacts.Read",
  "Contacts.ReadWrite",
  "MailboxSettings.Read",
  "MailboxFolder.Read",
  "MailboxItem.Read",
  "MailboxItem.Export",
  "MailboxConfigItem.Read",
];

/** No table knows it, so that it goes by its own name wherever a permission is named. */
const HOSTILE_ROLE = "=Notes’ $(x) \u001B[31m</script> \u202Enogol\u202C";

const HOSTILE_ASSIGNMENTS = [
  ...HOSTILE_SCOPES.map(named),
  ...HOSTILE_UNITS.map((id) => unit(id, "name")),
  group(hostileGroup(0)),
];

/** What applications hold through RBAC already, some of it beside what it was to replace. */
export const fabrikamAssignments: readonly AssignmentDescription[] = [
  assign(6, "Mail.Read", named(REGEX_SCOPE)),
  assign(7, "Mail.Read", named(LEDGER_SCOPE)),
  assign(10, "Mail.Read", named(OFFICE_SCOPE)),
  assign(11, "Mail.Read", unit(FIELD_UNIT, "objectId")),
  assign(11, "Calendars.Read", group(TEAL)),
  assign(14, "Mail.Send", named(ADDRESS_SCOPE)),
  assign(16, "Mail.ReadWrite", named(LEDGER_SCOPE)),
  assign(17, "Mail.Read", named(BRACKETS_SCOPE)),
  assign(24, "Notes.ReadWrite", named(LEDGER_SCOPE)),
  assign(24, "Mail.Send", group(OFFICE)),
  assign(27, "Mail Full Access", unit(BOARD_UNIT, "name")),
  assign(27, "Exchange Full Access", named(LEDGER_SCOPE)),
  assign(30, "SMTP.SendAsApp", named(LEDGER_SCOPE)),
  assign(33, "Mail.Send", named(OFFICE_SCOPE)),
  assign(33, "Calendars.Read", { kind: "organization" }, { disabled: true }),
  assign(33, "Contacts.Read", { kind: "organization" }, { delegating: true }),
  assign(41, "Mail.Read", named(NOT_BOARD_SCOPE)),
  assign(HOSTILE_HOLDER, HOSTILE_ROLE, named(LEDGER_SCOPE)),
  ...HOSTILE_ASSIGNMENTS.map((scope, index) =>
    assign(HOSTILE_HOLDER, ROLES[index] ?? "", scope, {
      name: `${String(index)} ${scope.kind === "custom" ? scope.name : "’; Stop-Computer\r\n$(x)"}`.slice(
        0,
        64,
      ),
    }),
  ),
];
