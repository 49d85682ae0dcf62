import { hasRole } from "../access/effective-access.ts";
import { found, open, type Detector, type Seen } from "./detector.ts";
import { namedApp, type HeldGrant } from "./finding-context.ts";
import { SOURCES } from "./sources.ts";
import { grantEvidence, grantSubject } from "./subjects.ts";

/** Microsoft's own apps and the hybrid app are not counted here: nobody narrows them. */
export const grantWithoutPolicy: Detector<"grantWithoutPolicy"> = {
  kind: "grantWithoutPolicy",
  words: {
    severity: "high",
    title: "tenant-wide consent without a policy",
    why: "the app reaches every mailbox, future ones included, and nothing narrows it",
    whatToDo:
      "ask the owner which mailboxes the app needs, and give it application roles with that scope in place of the consent",
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
  if (app.setApart !== null || (grant.kind !== "governed" && grant.kind !== "ungoverned"))
    return [];
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
  if (app.policies.value.length > 0) return [];
  const way = hasRole(grant) ? "" : "; no application role replaces it";
  return [
    found({
      subject: grantSubject(held),
      app: namedApp(app),
      text: `${app.displayName} reaches every mailbox with ${grant.permission}${way}`,
      evidence: [grantEvidence(held)],
    }),
  ];
}
