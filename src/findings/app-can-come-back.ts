import { appId as toAppId } from "../model/ids.ts";
import type { DeletedServicePrincipalRow } from "../model/graph-rows.ts";
import { binEnds, describeDeletion } from "../model/recycle-bin.ts";
import { found, type Detector } from "./detector.ts";
import { rowsOf } from "./finding-context.ts";
import { SOURCES } from "./sources.ts";
import { policyEvidence } from "./subjects.ts";

/** Deleted apps that a policy names: what the others held is not in the evidence. */
export const appCanComeBack: Detector<"appCanComeBack"> = {
  kind: "appCanComeBack",
  words: {
    severity: "medium",
    title: "deleted app under a policy that can be restored",
    why: "within 30 days it can come back with what it was granted, and only the policy would limit that",
    whatToDo:
      "keep the policy until the app has left the recycle bin, or delete it there for good; look again right before the policy is removed",
    source: SOURCES.deletedItems,
  },
  restsOn: ["graph/deletedServicePrincipals", "exchange/applicationAccessPolicies"],
  widenedBy: [],
  detect: (context) =>
    rowsOf(context, "graph/deletedServicePrincipals").flatMap((deleted) => {
      const { id, appId, displayName } = deleted;
      const fences = context.policies.filter(({ apps }) => apps !== "all" && apps.has(appId));
      if (fences.length === 0 || !isInBin(deleted, context.snapshot.collectedAt)) return [];
      const name = displayName ?? appId;
      return [
        found({
          subject: { kind: "deletedServicePrincipal", id, name },
          app: { appId: toAppId(appId), servicePrincipalId: null, displayName: name },
          text: `${name} ${describeDeletion(deleted.deletedDateTime)}`,
          evidence: [
            {
              section: "graph/deletedServicePrincipals",
              row: id,
              value: `deletedDateTime ${deleted.deletedDateTime ?? "not reported"}`,
            },
            ...fences.map(policyEvidence),
          ],
        }),
      ];
    }),
};

/** Without a date it may still be there. */
function isInBin({ deletedDateTime }: DeletedServicePrincipalRow, collectedAt: string): boolean {
  if (deletedDateTime === undefined || deletedDateTime === null) return true;
  return binEnds(deletedDateTime) >= Date.parse(collectedAt);
}
