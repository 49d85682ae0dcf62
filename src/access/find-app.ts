import type { ExchangeServicePrincipalRow, RoleAssignmentRow } from "../model/exchange-rows.ts";
import type { ServicePrincipalRow } from "../model/graph-rows.ts";
import type { AppId, ServicePrincipalId } from "../model/ids.ts";
import { firstFilled } from "./resolved-assignment.ts";

/** The two lists that know an app; `null` = not read. */
export interface AppDirectory {
  readonly exchange: readonly ExchangeServicePrincipalRow[] | null;
  readonly graph: readonly ServicePrincipalRow[] | null;
}

export interface FoundApp {
  readonly appId: AppId;
  readonly servicePrincipalId: ServicePrincipalId;
}

/**
 * Finds the app that a role assignment names.
 *
 * The read-back of the assignee differs by tenant: object id, app id, Identity, Name, or display name. A display
 * name counts only where it names one app alone.
 *
 * @see https://learn.microsoft.com/powershell/module/exchangepowershell/new-managementroleassignment "-App"
 *   (docs as of 2026-08-21)
 */
export function findApp(directory: AppDirectory, row: RoleAssignmentRow): FoundApp | undefined {
  const names = [row.app, row.roleAssignee, row.roleAssigneeName].flatMap(
    (name) => firstFilled(name)?.toLowerCase() ?? [],
  );
  for (const name of names) {
    const found = findByName(directory, name);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** What the assignment calls its app, for a reader. */
export const assigneeOf = (row: RoleAssignmentRow): string =>
  firstFilled(row.app, row.roleAssignee, row.roleAssigneeName) ?? row.name;

function findByName({ exchange, graph }: AppDirectory, name: string): FoundApp | undefined {
  const same = (value: string | undefined): boolean => value?.toLowerCase() === name;
  const byId = (exchange ?? []).find((one) =>
    [one.objectId, one.appId, one.identity, one.guid, one.name].some(same),
  );
  if (byId !== undefined) return { appId: byId.appId, servicePrincipalId: byId.objectId };
  const entra = (graph ?? []).find((one) => same(one.id) || same(one.appId));
  if (entra !== undefined) return { appId: entra.appId, servicePrincipalId: entra.id };
  const named = (exchange ?? []).filter(({ displayName }) => same(displayName));
  const [only] = named;
  return named.length === 1 && only !== undefined
    ? { appId: only.appId, servicePrincipalId: only.objectId }
    : undefined;
}
