import type { AccessPolicyRow } from "../model/exchange-rows.ts";
import { appId, isGuid, type AppId } from "../model/ids.ts";

/**
 * The apps that a policy names, or "all".
 *
 * How `*` is printed is unconfirmed (U3), so whatever is not a list of GUIDs addresses every app.
 *
 * @see https://learn.microsoft.com/powershell/module/exchangepowershell/new-applicationaccesspolicy
 *   "-AppId" (docs as of 2026-08-21)
 */
export function appsOfPolicy({ appId: printed }: AccessPolicyRow): ReadonlySet<AppId> | "all" {
  const parts = printed.split(/[,;\s]+/).filter((part) => part !== "");
  if (parts.length === 0 || !parts.every(isGuid)) return "all";
  return new Set(parts.map(appId));
}
