import { policyCheckConflicts } from "../access/policy-check.ts";
import { decideByAccessPolicies } from "../access/decide-by-access-policies.ts";
import { appKey, type AppAccess } from "../access/app-access.ts";
import { mailboxIndexes } from "../sets/mailbox-set.ts";
import { found, type Detector } from "./detector.ts";
import { namedApp, type FindingContext } from "./finding-context.ts";
import { SOURCES } from "./sources.ts";
import { policyEvidence } from "./subjects.ts";

/** The service's answer on a mailbox is not what the policies say for certain. */
export const policyChecksDisagree: Detector<"policyChecksDisagree"> = {
  kind: "policyChecksDisagree",
  words: {
    severity: "high",
    title: "policy checks contradict the policies as read",
    why: "either a change has not settled or a rule is not what it is thought to be: what rests on it is unknown until it is explained",
    whatToDo:
      "ask again with Test-ApplicationAccessPolicy after 48 hours without a change; if it stays, treat the app by hand",
    source: SOURCES.testPolicy,
  },
  restsOn: [
    "exchange/applicationAccessPolicies",
    "exchange/policyChecks",
    "exchange/recipients",
    "exchange/groupMembers",
  ],
  widenedBy: [],
  detect: (context) =>
    context.access.apps.flatMap((app) => {
      const { policies } = app;
      if (app.appId === null || policies.status === "notRead" || policies.value.length === 0) {
        return [];
      }
      const mailboxes = contradicted(context, app);
      if (mailboxes.length === 0) return [];
      return [
        found({
          subject: { kind: "app", id: app.appId, name: app.displayName },
          app: namedApp(app),
          text: `Test-ApplicationAccessPolicy contradicts the policies of ${app.displayName} on ${String(mailboxes.length)} of the mailboxes it was asked about: ${mailboxes.join(", ")}`,
          evidence: [
            ...mailboxes.map((mailbox) => ({
              section: "exchange/policyChecks" as const,
              row: `${appKey(app)}/${mailbox}`,
              value: "contradicts the policies",
            })),
            ...policies.value.map(policyEvidence),
          ],
        }),
      ];
    }),
};

function contradicted({ access }: FindingContext, app: AppAccess): readonly string[] {
  const { keys } = access.facts.index;
  const policies = app.policies.status === "read" ? app.policies.value : [];
  const { admitted } = decideByAccessPolicies(appKey(app), policies);
  const conflicts = policyCheckConflicts(admitted, app.policyChecks);
  return [...mailboxIndexes(conflicts, keys.length)].flatMap((index) => keys[index] ?? []);
}
