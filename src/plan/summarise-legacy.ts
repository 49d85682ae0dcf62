import type { Impersonation } from "../access/resolve-impersonation.ts";
import type { Known } from "../access/known.ts";
import type { ResolvedPolicy } from "../access/resolved-policy.ts";
import type { LegacySummary } from "../model/plan-document.ts";
import type { Snapshot } from "../model/snapshot.ts";
import { type Examined, examineMailboxPermissions } from "./examine-mailbox-permissions.ts";

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
  const { status, holders } = impersonation;
  const delegated = snapshot.sections["graph/oauth2PermissionGrants"].status === "read";
  const found = sentence(count, status, holders.length);
  const permissions = examineMailboxPermissions(snapshot);
  return {
    policies: count,
    impersonation: status,
    delegatedGrantsExamined: delegated,
    mailboxPermissionsExamined: permissions.extent === "whole",
    ...(permissions.extent === "part" ? { mailboxPermissionsExaminedInPart: true } : {}),
    text: `${found}; ${examined(delegated, permissions)}`,
  };
}

function sentence(
  policies: number | null,
  impersonation: Impersonation["status"],
  holders: number,
): string {
  if (policies === 0 && (impersonation === "none" || impersonation === "absent")) {
    const gone = impersonation === "absent" ? " (the impersonation roles are gone)" : "";
    return `no Application Access Policy and no impersonation assignment was found${gone}`;
  }
  return [policiesFound(policies), impersonationFound(impersonation, holders)].join("; ");
}

function policiesFound(policies: number | null): string {
  if (policies === null) return "Application Access Policies could not be read";
  return policies === 0
    ? "no Application Access Policy was found"
    : `${String(policies)} Application Access ${policies === 1 ? "Policy" : "Policies"}`;
}

function impersonationFound(status: Impersonation["status"], holders: number): string {
  switch (status) {
    case "none":
      return "no impersonation assignment was found";
    case "absent":
      return "the impersonation roles are gone";
    case "notRead":
      return "impersonation assignments could not be read";
    case "found":
      return `${String(holders)} ${holders === 1 ? "holder" : "holders"} of impersonation`;
  }
}

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
