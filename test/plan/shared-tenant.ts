import type { Audit } from "../../src/audit/audit-snapshot.ts";
import type { AppDecision } from "../../src/model/decisions.ts";
import type { CandidateKind } from "../../src/model/plan-candidate.ts";
import type { Snapshot } from "../../src/model/snapshot.ts";
import { auditWith } from "../arbitraries/decided-audit.ts";
import { decodeTenant } from "../fuzz/decode-evidence.ts";
import { appIdOf, groupKey, servicePrincipalIdOf } from "../generator/ids.ts";
import type { TenantDescription } from "../generator/tenant-description.ts";
import { CHOICE_TENANT } from "./choice-tenant.ts";

/** Three apps under policies on the same group, which holds another: whoever copies its members copies the same. */
export const SHARED_TENANT: TenantDescription = {
  ...CHOICE_TENANT,
  apps: [1, 2, 3].map((number) => ({
    appId: appIdOf(number),
    displayName: `Mailer ${String(number)}`,
    servicePrincipalId: servicePrincipalIdOf(number),
    kind: "application" as const,
    grants: [{ resource: "graph" as const, value: number === 2 ? "Mail.Send" : "Mail.Read" }],
  })),
  policies: [1, 2, 3].map((number) => ({
    app: appIdOf(number),
    accessRight: "RestrictAccess" as const,
    scope: groupKey(2),
  })),
};

/** The plan of a tenant in which some of the apps, by number, are to have a scope of this kind. */
export function auditShared(
  kinds: Readonly<Record<number, CandidateKind>>,
  tenant: TenantDescription = SHARED_TENANT,
): Audit & { readonly snapshot: Snapshot; readonly decisions: Record<string, AppDecision> } {
  const snapshot = decodeTenant(tenant);
  const undecided = auditWith(snapshot, {}).plan;
  const decisions = Object.fromEntries(
    Object.entries(kinds).map(([number, kind]) => {
      const app = undecided.apps.find(({ appId }) => appId === appIdOf(Number(number)));
      const scope = app?.candidates.find((one) => one.kind === kind)?.id;
      if (scope === undefined) throw new Error(`app ${number} has no candidate ${kind}`);
      return [appIdOf(Number(number)), { scope }];
    }),
  );
  return { ...auditWith(snapshot, { apps: decisions }), snapshot, decisions };
}
