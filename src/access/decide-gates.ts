import { ABSENCES } from "../model/absences.ts";
import { DEADLINES } from "../model/deadlines.ts";
import type { OrganizationConfigRow } from "../model/exchange-rows.ts";
import type { ServicePrincipalRow } from "../model/graph-rows.ts";
import type { Gate, GateState } from "../model/plan-app.ts";
import type { Snapshot } from "../model/snapshot.ts";
import { appKey, type AppAccess } from "./app-access.ts";

/**
 * The switches that could hide an app's authorised access today. They never make a set smaller: a switch can be
 * flipped.
 *
 * @see https://learn.microsoft.com/powershell/module/exchangepowershell/set-organizationconfig
 *   "-EwsEnabled", "-EnforceExoAppRbacPermissions" (docs as of 2026-08-21)
 */
export function decideGates(
  snapshot: Snapshot,
  app: AppAccess,
  about: { readonly usesEws: boolean },
): readonly Gate[] {
  const section = snapshot.sections["exchange/organizationConfig"];
  const config = section.status === "read" ? section.rows[0] : undefined;
  const asOf = `${new Date(snapshot.collectedAt).toISOString().slice(0, 19)}Z`;
  const gates = [appEnabled(snapshot, app, asOf), enforcement(app, config, asOf)];
  return about.usesEws ? [...gates, ewsTenantSettings(app, config, asOf)] : gates;
}

/**
 * Whether the app gets tokens at all: disabled by Microsoft, deactivated as a registration, or disabled in this tenant.
 *
 * @see https://learn.microsoft.com/entra/identity/enterprise-apps/deactivate-app-registration "isDisabled",
 *   "disabledByMicrosoftStatus", "accountEnabled" (docs as of 2026-08-20)
 */
function appEnabled({ sections }: Snapshot, app: AppAccess, asOf: string): Gate {
  const rule = "appEnabled";
  const row = app.servicePrincipal;
  if (row === undefined) {
    return {
      rule,
      state: "unknown",
      asOf,
      text:
        sections["graph/servicePrincipals"].status === "read"
          ? ABSENCES.noServicePrincipal.text
          : "the service principal was not read",
    };
  }
  if (isDisabledByMicrosoft(row)) {
    return { rule, state: "closed", asOf, text: "Microsoft disabled the app" };
  }
  const registration = app.application.status === "read" ? app.application.value : null;
  if (registration?.isDisabled === true) {
    return { rule, state: "closed", asOf, text: "the app registration is deactivated" };
  }
  if (row.accountEnabled === undefined) {
    return {
      rule,
      state: "notReported",
      asOf,
      text: "whether sign-in is enabled was not reported",
    };
  }
  return row.accountEnabled
    ? { rule, state: "open", asOf, text: "sign-in is enabled" }
    : { rule, state: "closed", asOf, text: "sign-in is disabled for the service principal" };
}

/**
 * Null and NotDisabled are its words for an app that works; any other is not.
 *
 * @see https://learn.microsoft.com/graph/api/resources/serviceprincipal "disabledByMicrosoftStatus" (docs as of
 *   2026-08-20)
 */
function isDisabledByMicrosoft({
  disabledByMicrosoftStatus: status,
}: ServicePrincipalRow): boolean {
  return status !== undefined && status !== null && status.toLowerCase() !== "notdisabled";
}

/** What the switch does is undocumented (U1): on, it may refuse what Entra alone grants. */
function enforcement(
  app: AppAccess,
  config: OrganizationConfigRow | undefined,
  asOf: string,
): Gate {
  const rule = "exoAppRbacEnforcement";
  if (config === undefined) {
    return { rule, state: "unknown", asOf, text: "the tenant's switches were not read" };
  }
  const enforced = config.enforceExoAppRbacPermissions;
  if (app.pointer.status === "notRead") {
    return { rule, state: "unknown", asOf, text: "whether the app overrides it was not read" };
  }
  const pointer = app.pointer.value;
  if (pointer?.overrideEnforceExoAppRbacPermissions === true) {
    return { rule, state: "unknown", asOf, text: `${OVERRIDDEN} (${String(enforced)})` };
  }
  if (enforced === undefined || enforced === null) {
    return {
      rule,
      state: "notReported",
      asOf,
      text: "EnforceExoAppRbacPermissions was not reported",
    };
  }
  return enforced
    ? { rule, state: "unknown", asOf, text: ENFORCED }
    : { rule, state: "open", asOf, text: "EnforceExoAppRbacPermissions is off" };
}

const ENFORCED =
  "EnforceExoAppRbacPermissions is on: what Entra alone grants may be refused, so the sets are an upper bound (U1)";
const OVERRIDDEN =
  "the app overrides EnforceExoAppRbacPermissions, undocumented (U1); tenant value";

/** From October 2026 a tenant with EWS on and no list blocks every app; the list names who may. */
const EMPTY_LIST_BLOCKS_FROM = DEADLINES.ewsPhasedDisablement.date;

function ewsTenantSettings(
  app: AppAccess,
  config: OrganizationConfigRow | undefined,
  asOf: string,
): Gate {
  const gate = (state: GateState, text: string): Gate => ({
    rule: "ewsTenantSettings",
    state,
    asOf,
    text,
  });
  if (config === undefined) return gate("unknown", "the tenant's EWS settings were not read");
  const { ewsEnabled, ewsAllowedAppIds } = config;
  if (ewsEnabled === undefined) return gate("notReported", "EwsEnabled was not reported");
  if (ewsEnabled === false) return gate("closed", "EWS is off for the tenant");
  if (ewsEnabled === null)
    return gate("open", "EwsEnabled is not set: EWS is on until Microsoft turns it off");
  if (ewsAllowedAppIds === undefined)
    return gate("notReported", "EwsAllowedAppIDs was not reported");
  if (ewsAllowedAppIds === null || ewsAllowedAppIds.length === 0) {
    return asOf < EMPTY_LIST_BLOCKS_FROM
      ? gate("open", "EWS is on without a list of apps; from October 2026 that blocks every app")
      : gate(
          "closed",
          "EWS is on with an empty EwsAllowedAppIDs: since October 2026 that blocks every app",
        );
  }
  return ewsAllowedAppIds.includes(appKey(app))
    ? gate("open", "the app is in EwsAllowedAppIDs")
    : gate("closed", "the app is not in EwsAllowedAppIDs");
}
