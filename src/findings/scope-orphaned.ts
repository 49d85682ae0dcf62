import { findScope } from "../access/rbac-management-scope.ts";
import { firstFilled } from "../access/resolved-assignment.ts";
import type { ManagementScopeRow, RoleAssignmentRow } from "../model/exchange-rows.ts";
import { found, type Detector } from "./detector.ts";
import { rowsOf } from "./finding-context.ts";
import { SOURCES } from "./sources.ts";
import { scopeEvidence, scopeSubject } from "./subjects.ts";

/** A recipient scope that no role assignment names, disabled ones included. Exclusive scopes act without one. */
export const scopeOrphaned: Detector<"scopeOrphaned"> = {
  kind: "scopeOrphaned",
  words: {
    severity: "low",
    title: "management scope that nothing uses",
    why: "scopes stay when the app that used them is deleted; whoever takes one up again takes up its filter unseen",
    whatToDo: "ask who made it, then remove it (Remove-ManagementScope refuses while it is in use)",
    source: SOURCES.getScope,
  },
  restsOn: ["exchange/managementScopes", "exchange/roleAssignments"],
  widenedBy: [],
  detect: (context) => {
    const scopes = rowsOf(context, "exchange/managementScopes");
    const used = new Set(
      rowsOf(context, "exchange/roleAssignments")
        .flatMap(scopeNames)
        .flatMap((name) => findScope(scopes, name)?.name ?? []),
    );
    return scopes
      .filter((scope) => isRecipientScope(scope) && !used.has(scope.name))
      .map((scope) =>
        found({
          subject: scopeSubject(scope),
          app: null,
          text: `no role assignment names ${scope.name}`,
          evidence: [scopeEvidence(scope)],
        }),
      );
  },
};

const scopeNames = (row: RoleAssignmentRow): readonly string[] =>
  [
    row.customResourceScope,
    row.customRecipientWriteScope,
    row.exclusiveRecipientWriteScope,
  ].flatMap((name) => firstFilled(name) ?? []);

function isRecipientScope({ scopeRestrictionType, exclusive }: ManagementScopeRow): boolean {
  const type = firstFilled(scopeRestrictionType)?.toLowerCase() ?? "recipientscope";
  return type === "recipientscope" && exclusive !== true;
}
