import type { ResolvedPolicy } from "../access/resolved-policy.ts";
import type { TenantFacts } from "../access/tenant-facts.ts";
import type { Recipient } from "../model/recipient.ts";
import type { Reason } from "../model/plan-app.ts";
import { dynamicSelection, isDynamicGroup } from "./dynamic-group.ts";

/** Says what keeps a policy from being planned: nothing where it is known who its scope is. */
export function describeUnplannedShape(facts: TenantFacts, policy: ResolvedPolicy): Reason[] {
  const { id, scope } = policy;
  const name = scope.name ?? scope.id ?? "its scope";
  return unplannedScope(facts, policy, name).map((text) => ({
    kind: "policyScopeUnclear",
    text,
    subject: id,
  }));
}

function unplannedScope(facts: TenantFacts, policy: ResolvedPolicy, name: string): string[] {
  const { scope } = policy;
  if (scope.recipient !== null && isDynamicGroup(scope.recipient)) {
    return [`${name} ${DYNAMIC}; ${whatIsOffered(facts, scope.recipient)}`];
  }
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
  "is a dynamic distribution group, which is no documented scope of a policy: whom the policy admits cannot be told";

/** The filter is shown as a candidate, but it proves nothing of a policy that Microsoft does not document. */
function whatIsOffered(facts: TenantFacts, group: Recipient): string {
  const selection = dynamicSelection(facts, group.key);
  if ("missing" in selection)
    return `${selection.missing}, so its filter is not offered as a scope`;
  return selection.doubt === null
    ? "a scope with its own filter is shown as a candidate"
    : `a scope with its own filter is shown as a candidate, and ${selection.doubt}`;
}
