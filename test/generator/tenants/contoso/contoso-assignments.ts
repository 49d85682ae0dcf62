import { and, eq, memberOf, not, or } from "../../filter-tree.ts";
import { appIdOf } from "../../ids.ts";
import type { AssignmentDescription, ScopeDescription } from "../../tenant-description.ts";
import { BOARD_UNIT, FALCON, FIELD_UNIT, ROOMS, SALES } from "./contoso-groups.ts";

const ZURICH_SCOPE = "Zurich people";
const BOOKABLE_SCOPE = "Bookable resources";
const SERVICE_DESK_SCOPE = "Service Desk Connector scope";
export const OPERATIONS_SCOPE = "Operations people";

/** Management scopes; the last is used by nobody. */
export const contosoScopes: readonly ScopeDescription[] = [
  {
    name: ZURICH_SCOPE,
    filter: and(eq("Office", "Zurich"), not(eq("Department", "Board"))),
  },
  {
    name: BOOKABLE_SCOPE,
    filter: or(eq("CustomAttribute1", "Bookable"), memberOf(ROOMS)),
  },
  { name: SERVICE_DESK_SCOPE, filter: memberOf(SALES) },
  { name: OPERATIONS_SCOPE, filter: eq("Department", "Operations") },
  { name: "Marketing people", filter: eq("Department", "Marketing") },
];

const assign = (
  app: number,
  role: string,
  scope: AssignmentDescription["scope"],
  more: Partial<AssignmentDescription> = {},
): AssignmentDescription => ({ app: appIdOf(app), role: `Application ${role}`, scope, ...more });

/** What applications hold through RBAC already. */
export const contosoAssignments: readonly AssignmentDescription[] = [
  assign(15, "Mail.Send", { kind: "custom", name: ZURICH_SCOPE }),
  assign(15, "Mail.Read", { kind: "unit", unit: FIELD_UNIT, printedAs: "name" }),
  assign(15, "Calendars.Read", { kind: "group", group: FALCON }),
  assign(15, "Contacts.Read", { kind: "organization" }),
  assign(15, "MailboxSettings.Read", { kind: "group", group: SALES }, { disabled: true }),
  assign(15, "Mail.ReadWrite", { kind: "organization" }, { delegating: true }),
  assign(16, "Mail Full Access", { kind: "unit", unit: BOARD_UNIT, printedAs: "objectId" }),
  assign(16, "Calendars.Read", { kind: "custom", name: BOOKABLE_SCOPE }),
  assign(25, "Mail.Read", { kind: "custom", name: SERVICE_DESK_SCOPE }),
  assign(25, "Mail.Send", { kind: "custom", name: SERVICE_DESK_SCOPE }),
  assign(27, "SMTP.SendAsApp", { kind: "custom", name: BOOKABLE_SCOPE }),
];
