import type { CandidateScope, CandidateSource } from "./candidate-scope.ts";
import { deriveScope } from "../derive-scope.ts";
import { describeDrift } from "../describe-drift.ts";
import { isDynamicGroup } from "../dynamic-group.ts";
import { isOpenGroup } from "./open-group.ts";

/**
 * The default: one management scope whose filter says what the policies say together. It follows the same groups as
 * the policies do, and can be previewed before it exists.
 *
 * @see https://learn.microsoft.com/exchange/permissions-exo/application-rbac "Migrate from application access
 *   policies" (docs as of 2025-11-25)
 */
export function managementScopeCandidate({
  state,
  app,
  combined,
}: CandidateSource): readonly CandidateScope[] {
  if (combined.kind !== "filter") return [];
  // A filter that was taken over follows no group: that is another kind.
  if (combined.named.some(({ recipient }) => isDynamicGroup(recipient))) return [];
  const scope = deriveScope(state, app, combined);
  const { planned } = scope;
  const excludes = combined.named.some(({ part }) => part === "excluded");
  return [
    {
      kind: "managementScope",
      key: planned.filter,
      title: planned.exists
        ? `the management scope ${planned.name}, which exists`
        : "a management scope of its own",
      filter: planned.filter,
      scope,
      follows: "policies",
      openToAnybody: planned.groups.some(({ id }) => isOpenGroup(state.facts, id)),
      unlessOtherwise: excludes ? ["U6"] : [],
      drift: describeDrift(planned),
      prerequisites: [],
      creates: planned.exists ? [] : [`management scope ${planned.name}`],
    },
  ];
}
