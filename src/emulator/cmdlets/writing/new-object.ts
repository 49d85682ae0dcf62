import { createHash } from "node:crypto";
import { rowsIfRead } from "../../read-section.ts";
import type { RawRow } from "../../row-values.ts";
import { booleanOf } from "../../row-values.ts";
import { ServiceFault } from "../../service-fault.ts";
import type { TenantState } from "../../tenant-state.ts";

/** Longest name of a scope, an assignment or a group. */
export const MAX_NAME_LENGTH = 64;

/** A GUID that follows from the words alone: the same calls make the same tenant. */
export function createGuid(...words: readonly (string | number)[]): string {
  const hex = createHash("sha256").update(words.join("\n")).digest("hex");
  return hex.slice(0, 32).replace(/^(.{8})(.{4}).(.{3}).(.{3})(.{12}).*$/, "$1-$2-4$3-8$4-$5");
}

/** What every new object of Exchange carries. */
export const datesOf = (now: string): RawRow => {
  const at = new Date(now).toISOString().replace("Z", "0000");
  return {
    WhenCreated: `${at}+00:00`,
    WhenChanged: `${at}+00:00`,
    WhenCreatedUTC: `${at}Z`,
    WhenChangedUTC: `${at}Z`,
  };
};

export const identifiedBy = (name: string): RawRow => ({ Name: name, Identity: name, Id: name });

/** Distinguished name of an object in the tenant's part of the directory; what OPATH names groups by. */
export const distinguishedName = (state: TenantState, name: string, folder = ""): string =>
  `CN=${name.replace(/[,\\#+<>;"=]/g, "\\$&")},${folder}OU=${state.tenant.initialDomain},OU=Microsoft Exchange Hosted Organizations,DC=emulated,DC=prod,DC=outlook,DC=com`;

/** @throws ServiceFault for a name that no object can have */
export function assertName(name: string): void {
  if (name.length <= MAX_NAME_LENGTH) return;
  throw new ServiceFault(
    "badRequest",
    `The name '${name}' has ${name.length} characters; it can have at most ${MAX_NAME_LENGTH}.`,
    "Microsoft.Exchange.Data.DataValidationException",
  );
}

/** @throws ServiceFault the error of a name that another object has */
export const nameTaken = (name: string): ServiceFault =>
  new ServiceFault(
    "badRequest",
    `The object '${name}' already exists.`,
    "Microsoft.Exchange.Data.Directory.ADObjectAlreadyExistsException",
  );

/**
 * In a tenant whose configuration was never customised, roles and scopes cannot be written.
 *
 * @see https://learn.microsoft.com/powershell/module/exchangepowershell/enable-organizationcustomization
 * @throws ServiceFault in such a tenant
 */
export function assertHydrated(state: TenantState): void {
  const [config] = rowsIfRead(state, "exchange/organizationConfig") ?? [];
  if (config === undefined || booleanOf(config, "IsDehydrated") !== true) return;
  throw new ServiceFault(
    "badRequest",
    "The command you tried to run isn't currently allowed in your organization. To run this command, you first need to run the command: Enable-OrganizationCustomization.",
    "Microsoft.Exchange.Configuration.Tasks.InvalidOperationInDehydratedContextException",
  );
}
