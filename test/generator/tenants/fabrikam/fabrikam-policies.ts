import { appIdOf, mailboxKey } from "../../ids.ts";
import type { PolicyDescription } from "../../tenant-description.ts";
import { hostileNames } from "../hostile-names.ts";
import {
  BOARD,
  BRACKETS,
  BRANCHES,
  DELETED_GROUP,
  EMPTY,
  FIRST_HELPDESK_NAME,
  hostileGroup,
  LEDGER,
  OFFICE,
  PAYROLL,
  PLANT,
  REGEX,
  SECOND_HELPDESK,
  STALLS,
  TWINS,
} from "./fabrikam-groups.ts";
import { FIRST_HOSTILE } from "./fabrikam-recipients.ts";

const restrict = (
  app: number,
  scope: string,
  more: Partial<PolicyDescription> = {},
): PolicyDescription => ({ app: appIdOf(app), accessRight: "RestrictAccess", scope, ...more });

const deny = (app: number, scope: string): PolicyDescription => ({
  app: appIdOf(app),
  accessRight: "DenyAccess",
  scope,
});

/** The policies of the cases, and one with a hostile description for each hostile app. */
export const fabrikamPolicies: readonly PolicyDescription[] = [
  restrict(1, LEDGER),
  restrict(1, PAYROLL),
  restrict(2, LEDGER),
  deny(2, BOARD),
  restrict(3, BRANCHES),
  restrict(4, OFFICE),
  restrict(5, OFFICE),
  restrict(6, REGEX, { description: "Q&A (EMEA) only ($^)" }),
  restrict(8, STALLS),
  deny(9, BOARD),
  restrict(12, OFFICE, { description: "F12 ’; Stop-Computer ’\r\n# second line" }),
  restrict(13, PAYROLL),
  restrict(15, PLANT, { description: " " }),
  restrict(16, LEDGER),
  restrict(17, BRACKETS, { upperCaseIds: true }),
  restrict(21, OFFICE),
  restrict(22, OFFICE),
  restrict(23, PAYROLL),
  restrict(25, LEDGER),
  restrict(26, LEDGER),
  restrict(28, SECOND_HELPDESK, { printedScopeName: FIRST_HELPDESK_NAME }),
  restrict(29, OFFICE),
  restrict(30, OFFICE),
  restrict(31, OFFICE),
  restrict(32, OFFICE),
  restrict(34, mailboxKey(6)),
  restrict(35, DELETED_GROUP, { deletedScopeName: "Interns20230915090000" }),
  restrict(36, EMPTY),
  restrict(37, TWINS),
  restrict(38, OFFICE),
  restrict(39, OFFICE),
  deny(46, REGEX),
  ...hostileNames.map((description, index) =>
    restrict(FIRST_HOSTILE + index, hostileGroup(index), { description }),
  ),
];
