import { parseFilter } from "../../../opath/parse-filter.ts";
import type { WritingCmdlet } from "../../cmdlet.ts";
import { readRows } from "../../read-section.ts";
import { lowerTextOf, textOf } from "../../row-values.ts";
import { ServiceFault } from "../../service-fault.ts";
import { SCOPE_IDS } from "../get-management-scope.ts";
import { resourceScopeOf } from "../resource-scope.ts";
import { findExactlyOne } from "./find-exactly-one.ts";
import {
  assertHydrated,
  assertName,
  createGuid,
  datesOf,
  distinguishedName,
  identifiedBy,
  nameTaken,
} from "./new-object.ts";

export const newManagementScope: WritingCmdlet = {
  name: "New-ManagementScope",
  computes: ["Name", "RecipientRestrictionFilter", "RecipientRoot", "Exclusive", "Force"],
  write: ({ state, parameters, now, serial, make }) => {
    assertHydrated(state);
    const name = (parameters.text("Name") ?? "").trim();
    assertName(name);
    const rows = readRows(state, "exchange/managementScopes");
    if (rows.some((row) => lowerTextOf(row, "Name") === name.toLowerCase())) throw nameTaken(name);
    const filter = parameters.text("RecipientRestrictionFilter") ?? "";
    if (!parseFilter(filter).ok) throw invalidFilter(filter);
    const row = {
      ...identifiedBy(name),
      Guid: createGuid("scope", name, serial),
      DistinguishedName: distinguishedName(state, name, "CN=Scopes,CN=RBAC,CN=Configuration,"),
      RecipientRoot: parameters.text("RecipientRoot") ?? "",
      RecipientFilter: filter,
      ServerFilter: "",
      DatabaseFilter: "",
      TenantOrganizationFilter: "",
      ScopeRestrictionType: "RecipientScope",
      Exclusive: parameters.flag("Exclusive") ?? false,
      IsValid: true,
      ...datesOf(now),
    };
    make({
      what: `New-ManagementScope ${name}`,
      settles: "none",
      edits: [{ kind: "addRow", section: "exchange/managementScopes", row }],
    });
    return [row];
  },
};

/**
 * @see https://learn.microsoft.com/powershell/module/exchangepowershell/remove-managementscope "You can't remove a scope
 *   if it's in use by a management role assignment" (docs as of 2026-08-21)
 */
export const removeManagementScope: WritingCmdlet = {
  name: "Remove-ManagementScope",
  computes: ["Identity", "Force"],
  write: ({ state, parameters, make }) => {
    assertHydrated(state);
    const rows = readRows(state, "exchange/managementScopes");
    const row = findExactlyOne(rows, parameters.text("Identity") ?? "", SCOPE_IDS);
    const name = textOf(row, "Name") ?? "";
    const users = readRows(state, "exchange/roleAssignments").filter(
      (assignment) =>
        resourceScopeOf(state, assignment).target.toLowerCase() === name.toLowerCase(),
    );
    if (users.length > 0) throw inUse(name);
    make({
      what: `Remove-ManagementScope ${name}`,
      settles: "unused",
      edits: [
        {
          kind: "removeRows",
          section: "exchange/managementScopes",
          match: { property: "Name", value: name },
        },
      ],
    });
    return [];
  },
};

const invalidFilter = (filter: string): ServiceFault =>
  new ServiceFault(
    "badRequest",
    `Invalid filter syntax. For a description of the filter parameter syntax see the command help. "${filter}"`,
    "Microsoft.Exchange.Data.ParsingException",
  );

const inUse = (name: string): ServiceFault =>
  new ServiceFault(
    "badRequest",
    `You can't remove the scope '${name}' because it's in use by a management role assignment.`,
    "System.InvalidOperationException",
  );
