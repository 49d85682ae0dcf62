import type { AppAccess } from "../access/app-access.ts";
import { holderId, type Impersonation } from "../access/resolve-impersonation.ts";
import { assignmentId } from "../access/resolved-assignment.ts";
import type { DecidedImpersonation } from "../mapping/decide-impersonation.ts";
import { roleOfPermission } from "../mapping/merge-new-access.ts";
import { ABSENCES } from "../model/absences.ts";
import { byText } from "../model/by-text.ts";
import type { ImpersonationDecision } from "../model/impersonation-decision.ts";
import { sameMeaning } from "../opath/compare-filters.ts";
import { findScope } from "../access/rbac-management-scope.ts";
import type { Known } from "../access/known.ts";
import type { ManagementScopeRow } from "../model/exchange-rows.ts";

export interface CheckedImpersonation {
  /** What is wrong with the decisions. */
  readonly wrong: readonly string[];
  /** Decisions on items that are not in the evidence, and were carried out as far as it tells. */
  readonly settled: readonly string[];
}

/** What decisions on impersonating accounts are checked against. */
export interface ImpersonationEvidence {
  readonly impersonation: Impersonation;
  readonly decided: DecidedImpersonation;
  readonly apps: readonly AppAccess[];
  readonly scopes: Known<readonly ManagementScopeRow[]>;
}

/**
 * Lists what is wrong with decisions on impersonating accounts: items that nobody knows, and decisions that contradict
 * the evidence.
 *
 * An item that is not there may have been carried out: its assignment was removed, or the account taken out of its
 * group. With an application that is told from what the app holds by now; without one, it is taken as done, and listed.
 */
export function checkImpersonationDecisions(
  decisions: Readonly<Record<string, ImpersonationDecision>>,
  evidence: ImpersonationEvidence,
): CheckedImpersonation {
  const { impersonation, decided } = evidence;
  const present = new Set(impersonation.holders.map((holder) => holderId(holder).toLowerCase()));
  const gone = Object.entries(decisions).filter(([id]) => !present.has(id));
  const [settled, unknown] = [true, false].map((isSettled) =>
    gone
      .filter(([, decision]) => isCarriedOut(decision, evidence) === isSettled)
      .map(([id]) => id)
      .toSorted(byText),
  );
  const contradictions = [...decided.items].flatMap(([holder, item]) =>
    item.kind !== "open"
      ? []
      : item.refusals
          .filter(({ refused }) => refused === "rejected")
          .map(({ why }) => `impersonation, ${holderId(holder)}: ${why}`),
  );
  // Who is not listed may hold it all the same, while not everybody was read.
  if (!impersonation.complete) return { wrong: contradictions, settled: [] };
  const strangers = (unknown ?? []).map((id) => noSuchItem(id, impersonation));
  return { wrong: [...contradictions, ...strangers], settled: settled ?? [] };
}

function noSuchItem(id: string, { holders }: Impersonation): string {
  const assignment = id.split("/")[0] ?? "";
  const users = holders
    .filter(({ row }) => assignmentId(row).toLowerCase() === assignment)
    .map(holderId);
  const near = users.length > 0 ? users : holders.map(holderId);
  const known = near.length === 0 ? ABSENCES.noImpersonation.text : `known: ${near.join(", ")}`;
  return `impersonation, ${id}: not an item of this evidence, and its application does not hold what was decided; ${known}`;
}

/** Whether an app holds every role that was decided, in a scope as it was decided. */
function isCarriedOut(decision: ImpersonationDecision, evidence: ImpersonationEvidence): boolean {
  const { application, permissions = [], scope } = decision;
  if (application === null) return permissions.length === 0 && scope === undefined;
  const app = evidence.apps.find(({ appId }) => appId === application);
  const own = app?.assignments.status === "read" ? app.assignments.value : [];
  return (
    permissions.length > 0 &&
    permissions.every((permission) =>
      own.some(
        (one) =>
          one.roleName === roleOfPermission(permission)?.role &&
          one.scope.kind === "managementScope" &&
          hasScope(one.scope.name ?? "", scope, evidence),
      ),
    )
  );
}

function hasScope(
  name: string,
  scope: ImpersonationDecision["scope"],
  { scopes }: ImpersonationEvidence,
): boolean {
  // The assignment that named the scope is gone: any management scope may be the one.
  if (scope === "carryOver") return true;
  const row = scopes.status === "read" ? findScope(scopes.value, name) : undefined;
  return scope !== undefined && sameMeaning(row?.recipientFilter ?? "", scope.filter) === "same";
}
