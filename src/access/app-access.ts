import type { ExchangeServicePrincipalRow } from "../model/exchange-rows.ts";
import type { ApplicationRow, ServicePrincipalRow } from "../model/graph-rows.ts";
import type { AppId, ServicePrincipalId } from "../model/ids.ts";
import type { PolicyDecision } from "./decide-by-access-policies.ts";
import type { PolicyChecks } from "./policy-check.ts";
import type { ResolvedGrant } from "./entra-grant.ts";
import type { Known } from "./known.ts";
import type { ResolvedAssignment } from "./resolved-assignment.ts";
import type { ResolvedPolicy } from "./resolved-policy.ts";
import type { AuthorizationComparison } from "./authorization-check.ts";

/** Everything that decides what one app reaches. */
export interface AppAccess {
  /** Null when only the object id of its service principal is known. */
  readonly appId: AppId | null;
  /** Null when the tenant has no service principal of it, or none was read. */
  readonly servicePrincipalId: ServicePrincipalId | null;
  readonly displayName: string;
  readonly setApart: "microsoftFirstParty" | "exchangeHybrid" | null;
  /** Undefined = not in the list, or the list was not read. */
  readonly servicePrincipal: ServicePrincipalRow | undefined;
  readonly application: Known<ApplicationRow | null>;
  /** The pointer that Exchange keeps; null = it has none. */
  readonly pointer: Known<ExchangeServicePrincipalRow | null>;
  readonly grants: Known<readonly ResolvedGrant[]>;
  /** All that address the app, those for all apps included. */
  readonly policies: Known<readonly ResolvedPolicy[]>;
  readonly policyDecision: PolicyDecision;
  readonly policyChecks: PolicyChecks;
  readonly assignments: Known<readonly ResolvedAssignment[]>;
  /** Application roles of the tenant that no table knows, where assignments were not read: the app may hold any. */
  readonly possibleRoles: readonly string[];
  /** Assignments of apps that nobody can name: any of them may be this app's. */
  readonly unlinked: readonly ResolvedAssignment[];
  readonly authorizations: AuthorizationComparison | null;
}

export const appKey = (app: Pick<AppAccess, "appId" | "servicePrincipalId">): string =>
  app.appId ?? app.servicePrincipalId ?? "";
