import { isDeny, type ResolvedPolicy } from "../access/resolved-policy.ts";
import { found, open, type Detector, type Seen } from "./detector.ts";
import { appOfPolicy, type FindingContext } from "./finding-context.ts";
import { SOURCES } from "./sources.ts";
import { policyEvidence, policyOf, policySubject } from "./subjects.ts";

export const policyScopeDeleted: Detector<"policyScopeDeleted"> = {
  kind: "policyScopeDeleted",
  words: {
    severity: "high",
    title: "policy on a group that was deleted",
    why: "a RestrictAccess policy without its group still refuses every mailbox, and removing it opens the whole tenant while the consent stands; a DenyAccess policy refuses nobody any more",
    whatToDo:
      "ask the owner whether the app is still needed; remove its governed grants first, the policy last",
    source: SOURCES.newPolicy,
  },
  restsOn: ["exchange/applicationAccessPolicies", "exchange/recipients"],
  widenedBy: [],
  detect: (context) => context.policies.flatMap((policy) => judge(context, policy)),
};

function judge(context: FindingContext, policy: ResolvedPolicy): readonly Seen[] {
  const { kind, id } = policy.scope;
  const subject = policySubject(policy);
  if (kind === "unresolved") {
    const why = "the scope of the policy cannot be read from its Identity";
    return [open({ subject, section: "exchange/applicationAccessPolicies", status: "open", why })];
  }
  if (kind !== "deleted") return [];
  const effect = isDeny(policy) ? "it refuses nobody" : "through it nobody is reached";
  return [
    found({
      subject,
      app: appOfPolicy(context, policy),
      text: `${policyOf(context, policy)} names ${id ?? ""}, and no recipient has that id: ${effect}`,
      evidence: [policyEvidence(policy)],
    }),
  ];
}
