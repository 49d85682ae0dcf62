import type { ResolvedPolicy } from "../access/resolved-policy.ts";
import type { Reason } from "../model/plan-app.ts";
import { GROUP_TYPES } from "../model/recipient.ts";

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

/** A dynamic group has no list of members: a scope would need its filter and its container, and a scan reads neither. */
const isDynamic = ({ scope }: ResolvedPolicy): boolean =>
  GROUP_TYPES.get(scope.recipient?.recipientTypeDetails.toLowerCase() ?? "") === "dynamic";

function unplannedScope(policy: ResolvedPolicy, name: string): string[] {
  const { scope } = policy;
  if (isDynamic(policy)) return [`${name} ${DYNAMIC}`];
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

const DYNAMIC =
  "is a dynamic distribution group, which is no documented scope of a policy; its recipient filter and its container are not read, so no scope with both can be offered in its place";
