import type { Impersonation } from "../access/resolve-impersonation.ts";
import type { Known } from "../access/known.ts";
import type { ResolvedPolicy } from "../access/resolved-policy.ts";
import { ABSENCES } from "../model/absences.ts";
import type { LegacySummary } from "../model/plan-document.ts";
import type { Snapshot } from "../model/snapshot.ts";
import { type Examined, examineMailboxPermissions } from "./examine-mailbox-permissions.ts";
import { countOf } from "../model/count-of.ts";

/**
 * Says what legacy was found and what was not examined; never "no legacy left".
 *
 * Vendors moved customers to delegated access and mailbox permissions, which neither a policy nor an impersonation
 * row shows.
 */
export function summariseLegacy(
  snapshot: Snapshot,
  policies: Known<readonly ResolvedPolicy[]>,
  impersonation: Impersonation,
): LegacySummary {
  const count = policies.status === "read" ? policies.value.length : null;
  const { status } = impersonation;
  const delegated = snapshot.sections["graph/oauth2PermissionGrants"].status === "read";
  const found = sentence(count, impersonation);
  const permissions = examineMailboxPermissions(snapshot);
  return {
    policies: count,
    impersonation: status,
    impersonationComplete: impersonation.complete,
    delegatedGrantsExamined: delegated,
    mailboxPermissionsExamined: permissions.extent === "whole",
    ...(permissions.extent === "part" ? { mailboxPermissionsExaminedInPart: true } : {}),
    text: `${found}; ${examined(delegated, permissions)}`,
  };
}

function sentence(policies: number | null, impersonation: Impersonation): string {
  const { status } = impersonation;
  if (policies === 0 && status === "none") return ABSENCES.noLegacy.text;
  if (policies === 0 && status === "absent") {
    const nothing = impersonation.complete ? ABSENCES.noLegacy : ABSENCES.noPolicy;
    return `${nothing.text} (${ABSENCES.impersonationGone.text})`;
  }
  return [policiesFound(policies), impersonationFound(impersonation)].join("; ");
}

function policiesFound(policies: number | null): string {
  if (policies === null) return "Application Access Policies could not be read";
  return policies === 0
    ? ABSENCES.noPolicy.text
    : countOf(policies, "Application Access Policy", "Application Access Policies");
}

function impersonationFound({ status, holders, complete }: Impersonation): string {
  switch (status) {
    case "none":
      return ABSENCES.noImpersonation.text;
    case "absent":
      return ABSENCES.impersonationGone.text;
    case "notRead":
      return "impersonation assignments could not be read";
    case "found":
      return complete ? countHolders(holders.length) : `at least ${countHolders(holders.length)}`;
  }
}

const countHolders = (holders: number): string => `${countOf(holders, "holder")} of impersonation`;

function examined(delegated: boolean, permissions: Examined): string {
  if (!delegated && permissions.extent === "none") {
    return "delegated access and mailbox permissions: not examined";
  }
  const access = delegated ? "examined" : "not examined";
  return `delegated access: ${access}; mailbox permissions: ${howFar(permissions)}`;
}

function howFar(permissions: Examined): string {
  if (permissions.extent === "whole") return "examined";
  if (permissions.extent !== "part") return "not examined";
  const { mailboxes, of } = permissions;
  const all = of === null ? "an unknown number of" : String(of);
  return `examined in part (${String(mailboxes)} of ${all} mailboxes)`;
}
