import { policyCheckConflicts, policyCheckReads } from "../access/policy-check.ts";
import { decideByAccessPolicies } from "../access/decide-by-access-policies.ts";
import { appKey, type AppAccess } from "../access/app-access.ts";
import { mailboxIndexes } from "../sets/mailbox-set.ts";
import type { NotAssessed } from "../model/finding.ts";
import { found, open, type Detector, type Seen } from "./detector.ts";
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
  detect: (context) => context.access.apps.flatMap((app) => judge(context, app)),
};

function judge(context: FindingContext, app: AppAccess): readonly Seen[] {
  const { appId, displayName, policies } = app;
  if (appId === null || policies.status === "notRead" || policies.value.length === 0) return [];
  const subject = { kind: "app", id: appId, name: displayName } as const;
  const unread = notWitnessed(context, app).map((said) => open({ ...said, subject }));
  const mailboxes = contradicted(context, app);
  if (mailboxes.length === 0) return unread;
  return [
    ...unread,
    found({
      subject,
      app: namedApp(app),
      text: `Test-ApplicationAccessPolicy contradicts the policies of ${displayName} on ${String(mailboxes.length)} of the mailboxes it was asked about: ${mailboxes.join(", ")}`,
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
}

/** The service is asked about apps that a policy names; a policy for all apps cannot be asked about. */
function notWitnessed(
  { snapshot }: FindingContext,
  { appId, displayName, policies }: AppAccess,
): readonly Omit<NotAssessed, "subject">[] {
  const section = "exchange/policyChecks";
  const { [section]: checks } = snapshot.sections;
  const isNamed = policies.status === "read" && policies.value.some(({ apps }) => apps !== "all");
  if (checks.status !== "read" || !isNamed) return [];
  const own = policyCheckReads(checks.parents).get(appId ?? "") ?? [];
  if (own.length === 0) {
    const why = `the service was asked about none of the mailboxes for ${displayName}: not witnessed`;
    return [{ section, status: "notAsked", why }];
  }
  return (["denied", "failed"] as const).flatMap((status) => {
    const count = own.filter((read) => read.status === status).length;
    const why = `policy checks of ${displayName} that were ${status}: ${String(count)} of ${String(own.length)}`;
    return count === 0 ? [] : [{ section, status, why }];
  });
}

function contradicted({ access }: FindingContext, app: AppAccess): readonly string[] {
  const { keys } = access.facts.index;
  const policies = app.policies.status === "read" ? app.policies.value : [];
  const { admitted } = decideByAccessPolicies(appKey(app), policies);
  const conflicts = policyCheckConflicts(admitted, app.policyChecks);
  return [...mailboxIndexes(conflicts, keys.length)].flatMap((index) => keys[index] ?? []);
}
