import { isDeny } from "../access/resolved-policy.ts";
import { found, type Detector } from "./detector.ts";
import { appOfPolicy } from "./finding-context.ts";
import { SOURCES } from "./sources.ts";
import { policyEvidence, policySubject } from "./subjects.ts";

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
  detect: (context) =>
    context.policies.flatMap((policy) =>
      policy.scope.kind === "deleted"
        ? [
            found({
              subject: policySubject(policy),
              app: appOfPolicy(context, policy),
              text: `no recipient has the id ${policy.scope.id ?? ""} that the policy names${
                isDeny(policy) ? ": it refuses nobody" : ": through it nobody is reached"
              }`,
              evidence: [policyEvidence(policy)],
            }),
          ]
        : [],
    ),
};
