import type { AccessPolicyRow } from "../model/exchange-rows.ts";
import type { AppId } from "../model/ids.ts";
import type { Membership } from "../sets/membership.ts";
import type { ResolvedPolicyScope } from "./resolved-policy-scope.ts";

/** A policy as one app meets it: its scope, and who counts as a member after the service was asked. */
export interface ResolvedPolicy {
  /** The Identity of the policy. */
  readonly id: string;
  readonly row: AccessPolicyRow;
  readonly apps: ReadonlySet<AppId> | "all";
  readonly scope: ResolvedPolicyScope;
  readonly members: Membership;
}

export const isDeny = (policy: Pick<ResolvedPolicy, "row">): boolean =>
  policy.row.accessRight === "DenyAccess";
