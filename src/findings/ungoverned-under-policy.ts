import { found, open, type Detector, type Seen } from "./detector.ts";
import { namedApp, type HeldGrant } from "./finding-context.ts";
import { SOURCES } from "./sources.ts";
import { grantEvidence, grantSubject, policyEvidence } from "./subjects.ts";

/**
 * Policies govern eleven Graph permissions and full_access_as_app, nothing else.
 *
 * Microsoft's own apps and the hybrid app are not counted here, though a policy for all apps addresses them too.
 */
export const ungovernedUnderPolicy: Detector<"ungovernedUnderPolicy"> = {
  kind: "ungovernedUnderPolicy",
  words: {
    severity: "high",
    title: "ungoverned permission on an app that looks restricted",
    why: "policies do not govern this permission: the app reaches every mailbox with it, whatever its policy says",
    whatToDo:
      "ask the owner whether the app needs it; where an application role exists, replace the consent by the role with a scope, else remove it",
    source: SOURCES.policies,
  },
  restsOn: [
    "graph/appRoleAssignedTo",
    "graph/resourceServicePrincipals",
    "graph/servicePrincipals",
    "exchange/applicationAccessPolicies",
  ],
  widenedBy: [],
  detect: ({ grants }) => grants.flatMap(judge),
};

function judge(held: HeldGrant): readonly Seen[] {
  const { app, grant } = held;
  if (grant.kind !== "ungoverned" || app.setApart !== null) return [];
  if (app.policies.status === "notRead") {
    return [
      open({
        subject: grantSubject(held),
        section: app.policies.section,
        status: "open",
        why: `the app id of ${app.displayName} is not known: a policy may or may not name it`,
      }),
    ];
  }
  if (app.policies.value.length === 0) return [];
  return [
    found({
      subject: grantSubject(held),
      app: namedApp(app),
      text: `${app.displayName} is under a policy, and reaches every mailbox with ${grant.permission} all the same`,
      evidence: [grantEvidence(held), ...app.policies.value.map(policyEvidence)],
    }),
  ];
}
