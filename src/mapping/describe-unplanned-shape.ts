import { isDeny, type ResolvedPolicy } from "../access/resolved-policy.ts";
import type { Reason } from "../model/plan-app.ts";

/**
 * Says what is beyond the plain case in a policy: nothing for a RestrictAccess policy on an un-nested mail-enabled
 * security group or a single user.
 */
export function describeUnplannedShape(policy: ResolvedPolicy): Reason[] {
  const { id, scope } = policy;
  const said = (text: string): Reason => ({ kind: "notYetPlanned", text, subject: id });
  const name = scope.recipient?.displayName ?? policy.row.scopeName ?? scope.id ?? "its scope";
  const deny = isDeny(policy)
    ? [said(`a DenyAccess policy on ${name}: RBAC for Applications has no deny`)]
    : [];
  return [...deny, ...unplannedScope(policy, name).map(said)];
}

function unplannedScope({ scope }: ResolvedPolicy, name: string): string[] {
  switch (scope.kind) {
    case "deleted":
      return [
        "the scope of a policy is deleted: the app reaches nobody through it, and still fenced in",
      ];
    case "unresolved":
      return ["the scope of a policy cannot be read from its Identity"];
    case "unsupported":
      return [`${name} is no documented scope of a policy: who counts as a member is not known`];
    case "notRead":
      return [`the members of ${name} were not read`];
    case "group":
      return scope.nested.length === 0
        ? []
        : [`${name} has nested groups: policies may count their members, scopes do not`];
    case "mailbox":
      return [];
  }
}
