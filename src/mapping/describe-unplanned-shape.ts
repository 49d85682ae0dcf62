import type { ResolvedPolicy } from "../access/resolved-policy.ts";
import type { Reason } from "../model/plan-app.ts";

/** Says what keeps a policy from being planned: nothing where it is known who its scope is. */
export function describeUnplannedShape(policy: ResolvedPolicy): Reason[] {
  const { id, scope } = policy;
  const name = scope.recipient?.displayName ?? policy.row.scopeName ?? scope.id ?? "its scope";
  return unplannedScope(policy, name).map((text) => ({
    kind: "policyScopeUnclear",
    text,
    subject: id,
  }));
}

function unplannedScope({ scope }: ResolvedPolicy, name: string): string[] {
  switch (scope.kind) {
    case "unresolved":
      return ["the scope of a policy cannot be read from its Identity"];
    case "unsupported":
      return [`${name} is no documented scope of a policy: who counts as a member is not known`];
    case "notRead":
      return [`the members of ${name} were not read`];
    case "deleted":
    case "group":
    case "mailbox":
      return [];
  }
}
