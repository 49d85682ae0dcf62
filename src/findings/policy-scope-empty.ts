import { isDeny, type ResolvedPolicy } from "../access/resolved-policy.ts";
import { isEmptySet } from "../sets/mailbox-set.ts";
import { possible } from "../sets/membership.ts";
import { found, open, type Detector, type Seen } from "./detector.ts";
import { appOfPolicy, type FindingContext } from "./finding-context.ts";
import { SOURCES } from "./sources.ts";
import { policyEvidence, policyOf, policySubject } from "./subjects.ts";

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
  const size = context.access.facts.index.keys.length;
  if (scope.kind === "deleted" || !isEmptySet(members.yes, size)) return [];
  const why = whyOpen(policy);
  if (why !== null) {
    const subject = policySubject(policy);
    return [open({ subject, section: "exchange/groupMembers", status: "open", why })];
  }
  return isEmptySet(possible(members), size) ? [toFound(context, policy)] : [];
}

function whyOpen(policy: ResolvedPolicy): string | null {
  if (policy.scope.kind === "unresolved") {
    return "the scope of the policy cannot be read from its Identity";
  }
  const isUnread = policy.scope.kind === "notRead" || hasUnreadGroup(policy);
  return isUnread
    ? `the members of ${nameOfScope(policy)}, or of a group in it, were not read`
    : null;
}

function toFound(context: FindingContext, policy: ResolvedPolicy): Seen {
  const type = policy.scope.recipient?.recipientTypeDetails ?? "unknown type";
  const effect = isDeny(policy) ? "it refuses nobody" : "through it nobody is reached";
  return found({
    subject: policySubject(policy),
    app: appOfPolicy(context, policy),
    text: `${policyOf(context, policy)} names ${nameOfScope(policy)} (${type}), which holds no mailbox: ${effect}`,
    evidence: [policyEvidence(policy)],
  });
}

const nameOfScope = ({ scope }: ResolvedPolicy): string => scope.name ?? scope.id ?? "its scope";

/** A nested group whose members were not read is taken as perhaps everybody. */
const hasUnreadGroup = ({ scope }: ResolvedPolicy): boolean =>
  scope.nested.some(({ members }) => members.maybe.everyoneBut);
