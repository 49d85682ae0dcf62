import { found, type Detector } from "./detector.ts";
import { namedApp, type FindingContext, type HeldGrant } from "./finding-context.ts";
import { scopedTwins, scopeNames } from "./scoped-twins.ts";
import { SOURCES } from "./sources.ts";
import { grantEvidence, grantSubject } from "./subjects.ts";

export const mailboxPermissionsDecide: Detector<"mailboxPermissionsDecide"> = {
  kind: "mailboxPermissionsDecide",
  words: {
    severity: "medium",
    title: "IMAP, POP or SMTP as an app: mailbox permissions decide",
    why: "neither a policy nor a scope says whom the app reaches: Full Access or Send As on each mailbox does, and no count here includes it",
    whatToDo:
      "list the mailbox permissions of its Exchange service principal; for SMTP, the role Application SMTP.SendAsApp with a scope needs no consent at all",
    source: SOURCES.mailProtocols,
  },
  restsOn: ["graph/appRoleAssignedTo", "graph/resourceServicePrincipals"],
  widenedBy: [],
  detect: (context) =>
    context.grants.flatMap((held) =>
      held.grant.kind === "needsMailboxPermission"
        ? [
            found({
              subject: grantSubject(held),
              app: namedApp(held.app),
              text: `mailbox permissions decide whom ${held.app.displayName} reaches with ${held.grant.permission}${beside(context, held)}`,
              evidence: [grantEvidence(held)],
            }),
          ]
        : [],
    ),
};

/** Only SMTP has a role; with it the consent brings a check that nobody needs. */
function beside(context: FindingContext, held: HeldGrant): string {
  const twins = scopedTwins(context, held);
  return twins.length === 0
    ? ""
    : `; a role with a scope (${scopeNames(twins)}) lets it do the same without the consent`;
}
