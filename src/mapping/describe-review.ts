import { isDeny, type ResolvedPolicy } from "../access/resolved-policy.ts";
import { ABSENCES } from "../model/absences.ts";
import type { Reason } from "../model/plan-app.ts";
import type { NamedRecipient } from "./combine-policies.ts";

/**
 * Says why a person should look at a planned app: groups inside groups, any deny, scopes that are gone.
 *
 * The sets are equal all the same; what differs is how they will follow changes.
 */
export function describeReview(
  policies: readonly ResolvedPolicy[],
  named: readonly NamedRecipient[],
): readonly Reason[] {
  return [
    ...policies.flatMap((policy) => [...nesting(policy), ...denial(policy), ...deletion(policy)]),
    ...named.filter(({ nested }) => nested).map(namedBesideParent),
  ];
}

const nameOf = ({ scope, row, id }: ResolvedPolicy): string =>
  scope.recipient?.displayName ?? row.scopeName ?? scope.id ?? id;

function nesting(policy: ResolvedPolicy): Reason[] {
  if (policy.scope.nested.length === 0) return [];
  const text = `${nameOf(policy)} has groups inside it: a scope counts direct members only, so a group that is put into it later is not followed`;
  return [{ kind: "nestedGroups", text, subject: policy.id }];
}

function denial(policy: ResolvedPolicy): Reason[] {
  if (!isDeny(policy)) return [];
  const text = `a DenyAccess policy on ${nameOf(policy)}: RBAC for Applications has no deny, so the scope selects everyone else, mailboxes that are created later included; -not(MemberOfGroup …) in a scope is not shown by Microsoft (U6): preview it and test both sides`;
  return [{ kind: "denyAccess", text, subject: policy.id }];
}

function deletion(policy: ResolvedPolicy): Reason[] {
  if (policy.scope.kind !== "deleted") return [];
  const text = `the scope ${nameOf(policy)} of a ${policy.row.accessRight} ${ABSENCES.policyScopeGone.text}`;
  return [{ kind: "scopeDeleted", text, subject: policy.id }];
}

const namedBesideParent = ({ recipient, part }: NamedRecipient): Reason => ({
  kind: "nestedGroupNamed",
  text: `${recipient.displayName ?? recipient.name ?? recipient.key} is nested in a policy's group: the scope ${part === "included" ? "takes its members in" : "leaves its members out"} by name`,
  subject: recipient.key,
});
