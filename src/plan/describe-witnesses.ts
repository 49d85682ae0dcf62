import type { AppAccess } from "../access/app-access.ts";
import type { Contribution } from "../access/contribution.ts";
import type { Witness } from "../model/plan-app.ts";
import { isEmptySet, union } from "../sets/mailbox-set.ts";
import type { AppState } from "../mapping/app-state.ts";

/** Says where the service was asked about an app, and whether it says the same. */
export function describeWitnesses({ app, facts }: AppState): readonly Witness[] {
  const size = facts.index.keys.length;
  return [
    ...witnessPolicies(app, size),
    ...witnessScopes(app, size),
    ...witnessAuthorizations(app),
  ];
}

const TEXTS: Readonly<Record<Witness["kind"], Readonly<Record<Witness["state"], string>>>> = {
  policyCheck: {
    agrees: "Test-ApplicationAccessPolicy says the same for the mailboxes that it was asked about",
    disagrees:
      "Test-ApplicationAccessPolicy contradicts the policies as read: what rests on it is unknown",
    notWitnessed: "Test-ApplicationAccessPolicy was not asked or not answered",
  },
  scopeMembers: {
    agrees: "Get-Recipient finds the same members in its management scopes",
    disagrees:
      "Get-Recipient finds other members in a management scope: what rests on it is unknown",
    notWitnessed: "the members of its management scopes were not asked or not answered",
  },
  authorization: {
    agrees: "Test-ServicePrincipalAuthorization lists the same roles and kinds of scope",
    disagrees:
      "Test-ServicePrincipalAuthorization lists other roles or scopes: what rests on them is unknown",
    notWitnessed: "Test-ServicePrincipalAuthorization was not asked or not answered",
  },
};

const witness = (kind: Witness["kind"], state: Witness["state"]): Witness => ({
  kind,
  state,
  text: TEXTS[kind][state],
});

function witnessPolicies(
  { policies, policyChecks, policyDecision }: AppAccess,
  size: number,
): Witness[] {
  if (policies.status === "notRead" || policies.value.length === 0) return [];
  const asked = union(policyChecks.granted, policyChecks.denied);
  if (isEmptySet(asked, size)) return [witness("policyCheck", "notWitnessed")];
  const contradicted = contradicts(policyDecision.contributions, "policy-check", size);
  return [witness("policyCheck", contradicted ? "disagrees" : "agrees")];
}

function witnessScopes({ assignments }: AppAccess, size: number): Witness[] {
  const own = assignments.status === "read" ? assignments.value : [];
  const scoped = own.filter(({ scope }) => scope.kind === "managementScope");
  if (scoped.length === 0) return [];
  const spoken = scoped.map(({ scope }) =>
    scope.contributions.filter(({ rule }) => rule === "scope-members"),
  );
  if (spoken.some((said) => contradicts(said, "scope-members", size))) {
    return [witness("scopeMembers", "disagrees")];
  }
  const all = spoken.every((said) => said.length > 0);
  return [witness("scopeMembers", all ? "agrees" : "notWitnessed")];
}

function witnessAuthorizations({ assignments, authorizations }: AppAccess): Witness[] {
  if (assignments.status === "notRead" || assignments.value.length === 0) return [];
  if (authorizations === null) return [witness("authorization", "notWitnessed")];
  return [witness("authorization", authorizations.disputed.size > 0 ? "disagrees" : "agrees")];
}

function contradicts(
  contributions: readonly Contribution[],
  rule: Contribution["rule"],
  size: number,
): boolean {
  return contributions.some(
    (one) => one.rule === rule && one.effect === "unknown" && !isEmptySet(one.mailboxes, size),
  );
}
