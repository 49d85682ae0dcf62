import { ServiceUnavailableError } from "../../errors.ts";
import { createParentReader, type ParentQuestion } from "../parent-reader.ts";
import { type RawRow, readText } from "../raw-row.ts";
import type { Outcome } from "../section-recorder.ts";
import type { GatherContext } from "./gather-context.ts";
import { IMPERSONATION_ROLE, impersonationRoleNames } from "./read-roles.ts";
import { resolveScopesInUse } from "./resolve-scopes-in-use.ts";
import { rowsIfKnown, rowsOrFail, type RowsOutcome } from "./source.ts";

export interface ScopeSources {
  readonly roleAssignments: RowsOutcome;
  readonly managementScopes: RowsOutcome;
  readonly roles: RowsOutcome;
}

/** What tells a recipient; the whole row is in `exchange/recipients` already, once and not for each scope. */
const KEPT = [
  "ExternalDirectoryObjectId",
  "Guid",
  "Name",
  "DisplayName",
  "PrimarySmtpAddress",
  "RecipientTypeDetails",
] as const;

/** Asks the service who is in each management scope that an app or an impersonation assignment uses: a witness. */
export function readScopeMembers(
  context: GatherContext,
  sources: ScopeSources,
): Promise<Outcome<void>> {
  return context.sections.read("exchange/scopeMembers", async (section) => {
    const assignments = rowsOrFail("exchange/roleAssignments", sources.roleAssignments);
    const scopes = rowsOrFail("exchange/managementScopes", sources.managementScopes);
    const roles = impersonationRoleNames(rowsIfKnown(sources.roles) ?? []);
    const inUse = resolveScopesInUse(assignments, scopes, [...roles, IMPERSONATION_ROLE]);
    const parents = createParentReader(section, context.concurrency);
    await parents.read(inUse.map((scope) => questionOf(context, scope)));
    parents.finish();
  });
}

function questionOf({ exchange }: GatherContext, scope: RawRow): ParentQuestion {
  const name = readText(scope, "Name");
  const filter = readText(scope, "RecipientFilter");
  const root = readText(scope, "RecipientRoot");
  return {
    key: name,
    async ask() {
      // Without a filter the answer would be every recipient.
      if (filter === "") throw new ServiceUnavailableError(`scope \`${name}\` shows no filter`);
      const rows: RawRow[] = [];
      const sink = {
        add: async (row: RawRow) => void rows.push(reduce(row)),
        restart: async () => void rows.splice(0),
      };
      const parameters = { Filter: filter, OrganizationalUnit: root === "" ? undefined : root };
      await exchange.readInto(sink, "Get-Recipient", parameters);
      return rows;
    },
    toLine: (row) => ({ scope: name, row }),
  };
}

function reduce(row: RawRow): RawRow {
  return Object.fromEntries(
    KEPT.filter((key) => row[key] !== undefined).map((key) => [key, row[key]]),
  );
}
