import { APP_ROLE_PERMISSIONS } from "../../model/permission-table.ts";
import type { AppToken } from "../app-tokens.ts";
import { isInResourceScope, resourceScopeOf } from "../cmdlets/resource-scope.ts";
import { decidePolicies } from "../cmdlets/test-application-access-policy.ts";
import { heldAssignments, permissionsOf } from "../cmdlets/test-service-principal-authorization.ts";
import type { Membership } from "../group-membership.ts";
import { rowsIfRead } from "../read-section.ts";
import type { RawRow } from "../row-values.ts";
import { lowerTextOf, textOf } from "../row-values.ts";
import type { TenantState } from "../tenant-state.ts";

/** Whether an app reaches a mailbox; `unknown` where the tenant's evidence does not tell. */
export type AccessDecision = "allowed" | "blockedByPolicy" | "denied" | "unknown";

export interface AccessQuestion {
  readonly token: AppToken;
  readonly mailbox: RawRow;
  /** Any one of them is enough. Names as RBAC for Applications has them. */
  readonly permissions: readonly string[];
}

/**
 * Decides as Exchange does: a role in the token counts unless it is one that policies govern and they deny; an assignment
 * counts for the mailboxes in its scope, whatever the policies say.
 *
 * The switch `EnforceExoAppRbacPermissions` is left out: what it does is not documented.
 *
 * @param state as enforcement sees it
 * @see https://learn.microsoft.com/exchange/permissions-exo/application-rbac "Permission consents are additive"
 *   (docs as of 2025-11-25)
 */
export function decideMailboxAccess(state: TenantState, question: AccessQuestion): AccessDecision {
  const byToken = decideByToken(state, question);
  if (byToken === "allowed") return "allowed";
  const byRoles = decideByRoles(state, question);
  if (byRoles === "true") return "allowed";
  return byRoles === "unknown" ? "unknown" : byToken;
}

function decideByToken(
  state: TenantState,
  { token, mailbox, permissions }: AccessQuestion,
): AccessDecision {
  const held = APP_ROLE_PERMISSIONS.filter(
    ({ resource, value, permission }) =>
      resource === "graph" && token.roles.includes(value) && permissions.includes(permission),
  );
  if (held.some(({ kind }) => kind === "ungoverned")) return "allowed";
  if (!held.some(({ kind }) => kind === "governed")) return "denied";
  const answer = decidePolicies(state, token.appId, mailbox);
  if (answer === undefined) return "unknown";
  return answer === "Granted" ? "allowed" : "blockedByPolicy";
}

function decideByRoles(
  state: TenantState,
  { token, mailbox, permissions }: AccessQuestion,
): Membership {
  const pointer = rowsIfRead(state, "exchange/servicePrincipals")?.find(
    (row) => lowerTextOf(row, "AppId") === token.appId,
  );
  if (pointer === undefined) return "false";
  const assignments = heldAssignments(state, pointer)?.filter((row) =>
    permissionsOf(textOf(row, "Role") ?? "").some((one) => permissions.includes(one)),
  );
  if (assignments === undefined) return "unknown";
  const answers = assignments.map((row) =>
    isInResourceScope(state, resourceScopeOf(state, row), mailbox),
  );
  if (answers.includes("true")) return "true";
  return answers.includes("unknown") ? "unknown" : "false";
}
