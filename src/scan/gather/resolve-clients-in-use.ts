import { isGuid } from "../../model/ids.ts";
import type { SectionName } from "../../model/sections.ts";
import { type RawRow, readText } from "../raw-row.ts";

/** What makes an app worth asking about its owners. Null = not read. */
export interface ClientSources {
  readonly grants: readonly RawRow[] | null;
  readonly policies: readonly RawRow[] | null;
  /** App ids of those that hold an application role in Exchange, lower case. */
  readonly roleHolders: readonly string[];
  /** The lists among those that it all comes from which were not read: apps that they name are not known. */
  readonly unread: readonly SectionName[];
}

/** Tells a service principal or a registration that holds a grant or a role, or that a policy names. */
export interface ClientsInUse {
  hasServicePrincipal(row: RawRow): boolean;
  hasApplication(row: RawRow): boolean;
}

/** Resolves which clients are in use; without their service principals only policies and roles tell the apps. */
export function resolveClientsInUse(
  { grants, policies, roleHolders }: ClientSources,
  servicePrincipals: readonly RawRow[] | null,
): ClientsInUse {
  const ids = new Set((grants ?? []).map((row) => lower(row, "principalId")));
  const named = (policies ?? []).flatMap((row) => lower(row, "AppId").split(/[,;\s]+/));
  const apps = new Set([...named.filter(isGuid), ...roleHolders]);
  const hasServicePrincipal = (row: RawRow): boolean =>
    ids.has(lower(row, "id")) || apps.has(lower(row, "appId"));
  const inUse = (servicePrincipals ?? []).filter(hasServicePrincipal);
  const appsInUse = new Set([...apps, ...inUse.map((row) => lower(row, "appId"))]);
  return { hasServicePrincipal, hasApplication: (row) => appsInUse.has(lower(row, "appId")) };
}

const lower = (row: RawRow, property: string): string => readText(row, property).toLowerCase();
