import { isDeny, type ResolvedPolicy } from "../access/resolved-policy.ts";
import { isEmptySet } from "../sets/mailbox-set.ts";
import { possible } from "../sets/membership.ts";
import { found, open, type Detector, type Seen } from "./detector.ts";
import { appOfPolicy, type FindingContext } from "./finding-context.ts";
import { SOURCES } from "./sources.ts";
import { policyEvidence, policySubject } from "./subjects.ts";

/** A scope that exists, and in which no mailbox is, nested groups counted. */
export const policyScopeEmpty: Detector<"policyScopeEmpty"> = {
  kind: "policyScopeEmpty",
  words: {
    severity: "medium",
    title: "policy on a scope without a mailbox",
    why: "a RestrictAccess policy on it refuses every mailbox; whoever adds the first member opens it, and removing the policy opens the tenant",
    whatToDo:
      "ask the owner whether the group is to be filled or the app is no longer needed; remove the governed grants before the policy",
    source: SOURCES.newPolicy,
  },
  restsOn: ["exchange/applicationAccessPolicies", "exchange/recipients", "exchange/groupMembers"],
  widenedBy: [],
  detect: (context) => context.policies.flatMap((policy) => judge(context, policy)),
};

function judge(context: FindingContext, policy: ResolvedPolicy): readonly Seen[] {
  const { scope, members } = policy;
  if (scope.kind === "deleted" || scope.kind === "unresolved") return [];
  const subject = policySubject(policy);
  const name = scope.recipient?.displayName ?? scope.id ?? "its scope";
  const size = context.access.facts.index.keys.length;
  if (scope.kind === "notRead" || hasUnreadGroup(policy)) {
    const why = `the members of ${name}, or of a group in it, were not read`;
    return [open({ subject, section: "exchange/groupMembers", status: "open", why })];
  }
  if (!isEmptySet(possible(members), size)) return [];
  return [
    found({
      subject,
      app: appOfPolicy(context, policy),
      text: `${name} (${scope.recipient?.recipientTypeDetails ?? "unknown type"}) holds no mailbox${
        isDeny(policy) ? ": it refuses nobody" : ": through it nobody is reached"
      }`,
      evidence: [policyEvidence(policy)],
    }),
  ];
}

/** A nested group whose members were not read is taken as perhaps everybody. */
const hasUnreadGroup = ({ scope }: ResolvedPolicy): boolean =>
  scope.nested.some(({ members }) => members.maybe.everyoneBut);
