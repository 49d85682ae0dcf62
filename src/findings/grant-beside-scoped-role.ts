import { saysThatItIsAccess } from "../access/resolve-assignments.ts";
import { found, type Detector, type Seen } from "./detector.ts";
import { isFirstParty, namedApp, type FindingContext, type HeldGrant } from "./finding-context.ts";
import { scopedTwins, scopeNames } from "./scoped-twins.ts";
import { accessNotReported } from "./seen-of-assignment.ts";
import { SOURCES } from "./sources.ts";
import { assignmentEvidence, grantEvidence, grantSubject } from "./subjects.ts";

/** Consent and role assignments add up: only grants that open mailboxes by themselves defeat a scope. */
export const grantBesideScopedRole: Detector<"grantBesideScopedRole"> = {
  kind: "grantBesideScopedRole",
  words: {
    severity: "high",
    title: "consent left beside a scoped role",
    why: "what Entra and Exchange grant is added up: a scope narrows nothing while the consent stands, so there is no effective scoping",
    whatToDo:
      "test the scope, then delete this one app role assignment in Entra; a policy stays until no governed grant is left",
    source: SOURCES.rbac,
  },
  restsOn: [
    "graph/appRoleAssignedTo",
    "graph/resourceServicePrincipals",
    "graph/servicePrincipals",
    "exchange/roleAssignments",
  ],
  widenedBy: ["exchange/servicePrincipals"],
  detect: (context) => context.grants.flatMap((held) => judge(context, held)),
};

function judge(context: FindingContext, held: HeldGrant): readonly Seen[] {
  const { app, grant } = held;
  const opens = grant.kind === "governed" || grant.kind === "ungoverned";
  if (!opens || isFirstParty(app)) return [];
  const twins = scopedTwins(context, held);
  const scoped = twins.filter(({ assignment }) => saysThatItIsAccess(assignment.row));
  if (scoped.length === 0) {
    return twins
      .slice(0, 1)
      .map(({ assignment }) => accessNotReported(assignment, grantSubject(held)));
  }
  return [
    found({
      subject: grantSubject(held),
      app: namedApp(app),
      text: `${app.displayName} holds ${grant.permission} by consent as well as by a role with a scope (${scopeNames(scoped)}): ${fence(held)}`,
      evidence: [
        grantEvidence(held),
        ...scoped.map(({ assignment }) => assignmentEvidence(assignment)),
      ],
    }),
  ];
}

function fence({ app, grant }: HeldGrant): string {
  if (grant.kind === "ungoverned") return "no policy governs the consent, it reaches every mailbox";
  if (app.policies.status === "notRead")
    return "whether a policy fences the consent in was not read";
  return app.policies.value.length > 0
    ? "it reaches what its policies allow and what the scope adds"
    : "no policy names the app, so the consent reaches every mailbox";
}
