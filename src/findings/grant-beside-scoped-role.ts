import { found, type Detector } from "./detector.ts";
import { isFirstParty, namedApp, type HeldAssignment, type HeldGrant } from "./finding-context.ts";
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
    "exchange/roleAssignments",
  ],
  widenedBy: ["graph/servicePrincipals", "exchange/servicePrincipals"],
  detect: ({ grants, assignments }) =>
    grants.flatMap((held) => {
      const scoped = assignments.filter((one) => isScopedTwin(held, one));
      if (scoped.length === 0 || isFirstParty(held.app)) return [];
      return [
        found({
          subject: grantSubject(held),
          app: namedApp(held.app),
          text: `${held.app.displayName} holds ${held.grant.permission} by consent as well as by a role with a scope: ${fence(held)}`,
          evidence: [
            grantEvidence(held),
            ...scoped.map(({ assignment }) => assignmentEvidence(assignment)),
          ],
        }),
      ];
    }),
};

function isScopedTwin(
  { app, grant }: HeldGrant,
  { app: holder, assignment }: HeldAssignment,
): boolean {
  const opens = grant.kind === "governed" || grant.kind === "ungoverned";
  const { role, scope } = assignment;
  return (
    opens &&
    holder === app &&
    scope.kind !== "organization" &&
    role?.resource === grant.resource &&
    role.permissions.includes(grant.permission)
  );
}

function fence({ app, grant }: HeldGrant): string {
  if (grant.kind === "ungoverned") return "the consent reaches every mailbox";
  if (app.policies.status === "notRead")
    return "whether a policy fences the consent in was not read";
  return app.policies.value.length > 0
    ? "it reaches what its policies allow and what the scope adds"
    : "the consent reaches every mailbox";
}
