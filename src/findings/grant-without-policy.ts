import { hasRole } from "../access/effective-access.ts";
import { found, open, type Detector, type Seen } from "./detector.ts";
import { namedApp, type FindingContext, type HeldGrant } from "./finding-context.ts";
import { scopedTwins, scopeNames } from "./scoped-twins.ts";
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
      "ask the owner which mailboxes the app needs; where an application role exists, give it the role with that scope in place of the consent, else take the consent away unless every mailbox is meant",
    source: SOURCES.policies,
  },
  restsOn: [
    "graph/appRoleAssignedTo",
    "graph/resourceServicePrincipals",
    "graph/servicePrincipals",
    "exchange/applicationAccessPolicies",
  ],
  widenedBy: [],
  detect: (context) => context.grants.flatMap((held) => judge(context, held)),
};

function judge(context: FindingContext, held: HeldGrant): readonly Seen[] {
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
  const way = hasRole(grant) ? beside(context, held) : "; no application role replaces it";
  return [
    found({
      subject: grantSubject(held),
      app: namedApp(app),
      text: `${app.displayName} reaches every mailbox with ${grant.permission}${way}`,
      evidence: [grantEvidence(held)],
    }),
  ];
}

/** A scope beside it is another finding: here it must not pass for a narrowing. */
function beside(context: FindingContext, held: HeldGrant): string {
  const twins = scopedTwins(context, held);
  return twins.length === 0
    ? ""
    : `; a role with a scope (${scopeNames(twins)}) stands beside it and narrows nothing`;
}
