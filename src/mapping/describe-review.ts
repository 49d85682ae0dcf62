import { isDeny, type ResolvedPolicy } from "../access/resolved-policy.ts";
import type { TenantFacts } from "../access/tenant-facts.ts";
import { ABSENCES } from "../model/absences.ts";
import type { Reason } from "../model/plan-app.ts";
import type { Recipient } from "../model/recipient.ts";
import type { NamedRecipient } from "./combine-policies.ts";

/**
 * Says why a person should look at a planned app: groups inside groups, any deny, scopes that are gone.
 *
 * The sets are equal all the same; what differs is how they will follow changes.
 */
export function describeReview(
  { recipients }: Pick<TenantFacts, "recipients">,
  policies: readonly ResolvedPolicy[],
  named: readonly NamedRecipient[],
): readonly Reason[] {
  const selected = policies.every(isDeny) ? EVERYONE_ELSE : ADMITTED_OTHERWISE;
  return [
    ...policies.flatMap((policy) => [
      ...nesting(policy),
      ...denial(policy, selected),
      ...deletion(policy),
    ]),
    ...named.filter(({ nested }) => nested).map((one) => namedBesideParent(one, policies)),
    // Without a filter of its own the scope names nothing, and leaves nothing out.
    ...(named.length === 0
      ? []
      : policies.flatMap((policy) => notNamed(recipients, policy, named))),
  ];
}

/** What a deny comes to where nothing else restricts the app. */
const EVERYONE_ELSE = "everyone else, mailboxes that are created later included";
/** What it comes to beside a RestrictAccess policy: whoever is created later is in no group yet. */
const ADMITTED_OTHERWISE = "whom its RestrictAccess policies admit and this one does not refuse";

const nameOf = ({ scope, id }: ResolvedPolicy): string => scope.name ?? scope.id ?? id;

function nesting(policy: ResolvedPolicy): Reason[] {
  if (policy.scope.nested.length === 0) return [];
  const text = `${nameOf(policy)} has groups inside it: a scope counts direct members only, so a group that is put into it later is not followed`;
  return [{ kind: "nestedGroups", text, subject: policy.id }];
}

function denial(policy: ResolvedPolicy, selected: string): Reason[] {
  if (!isDeny(policy)) return [];
  const text = `a DenyAccess policy on ${nameOf(policy)}: RBAC for Applications has no deny, so the scope selects ${selected}; -not(MemberOfGroup …) in a scope is not shown by Microsoft (U6): preview it and test both sides`;
  return [{ kind: "denyAccess", text, subject: policy.id }];
}

function deletion(policy: ResolvedPolicy): Reason[] {
  if (policy.scope.kind !== "deleted") return [];
  const text = `the scope ${nameOf(policy)} of a ${policy.row.accessRight} ${ABSENCES.policyScopeGone.text}`;
  return [{ kind: "scopeDeleted", text, subject: policy.id }];
}

const nameOfRecipient = ({ displayName, name, key }: Recipient): string =>
  displayName ?? name ?? key;

function namedBesideParent(
  { recipient, part }: NamedRecipient,
  policies: readonly ResolvedPolicy[],
): Reason {
  const parents = policies
    .filter(({ scope }) => scope.nested.some(({ key }) => key === recipient.key))
    .map(nameOf);
  const named = part === "included" ? "names this group too" : "leaves this group out by name too";
  return {
    kind: "nestedGroupNamed",
    text: `${nameOfRecipient(recipient)} is nested in ${parents.join(", ")}: a scope counts direct members only, so its filter ${named}`,
    subject: recipient.key,
  };
}

/** A nested group through which no mailbox was seen to be decided stays out of the filter, and that is said. */
function notNamed(
  recipients: TenantFacts["recipients"],
  policy: ResolvedPolicy,
  named: readonly NamedRecipient[],
): Reason[] {
  const seen = isDeny(policy) ? "refuse the app a mailbox" : "let the app into a mailbox";
  return policy.scope.nested
    .filter(({ key }) => !named.some(({ recipient }) => recipient.key === key))
    .map(({ key }) => {
      const group = recipients?.get(key);
      return {
        kind: "nestedGroupNotNamed",
        text: `${group === undefined ? key : nameOfRecipient(group)} is nested in ${nameOf(policy)}, and the filter does not name it: Exchange was not seen to ${seen} through it alone`,
        subject: key,
      };
    });
}
