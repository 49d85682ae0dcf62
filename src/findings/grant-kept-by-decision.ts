import { isKept } from "../mapping/kept-grants.ts";
import { found, type Detector, type Seen } from "./detector.ts";
import { namedApp, type FindingContext, type HeldGrant } from "./finding-context.ts";
import { SOURCES } from "./sources.ts";
import { grantEvidence, grantSubject, policyEvidence } from "./subjects.ts";

/** A decision is no reason to forget: as long as the grant stands, so must the policies that limit it. */
export const grantKeptByDecision: Detector<"grantKeptByDecision"> = {
  kind: "grantKeptByDecision",
  words: {
    severity: "info",
    title: "permission that stays legacy by decision",
    why: "the consent stays tenant-wide: only the app's policies limit it, where they govern it and as long as they are there",
    whatToDo:
      "keep the app's policies as long as the grant stands, and take the decision up again when what stood in the way is gone",
    source: SOURCES.policies,
  },
  restsOn: [
    "graph/appRoleAssignedTo",
    "graph/resourceServicePrincipals",
    "graph/servicePrincipals",
  ],
  widenedBy: [],
  detect: (context) => context.grants.flatMap((held) => judge(context, held)),
};

function judge({ decisions }: FindingContext, held: HeldGrant): readonly Seen[] {
  const { app, grant } = held;
  const decision = decisions?.apps[app.appId ?? ""];
  if (!isKept({ decision }, grant)) return [];
  const policies = app.policies.status === "read" ? app.policies.value : [];
  return [
    found({
      subject: grantSubject(held),
      app: namedApp(app),
      text: `${app.displayName} keeps ${grant.permission} in Entra by decision`,
      evidence: [grantEvidence(held), ...policies.map(policyEvidence)],
    }),
  ];
}
