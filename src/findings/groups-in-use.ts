import { findGroup } from "../access/rbac-group.ts";
import type { FindingApp, FindingEvidence, FindingSubject } from "../model/finding.ts";
import type { RecipientKey } from "../model/ids.ts";
import { isGroupType } from "../model/recipient.ts";
import { collectGroupDns } from "../opath/filter-properties.ts";
import { foldDn } from "../opath/fold-dn.ts";
import { parseFilter } from "../opath/parse-filter.ts";
import { appOfPolicy, namedApp, type FindingContext } from "./finding-context.ts";
import { onlyApp } from "./only-app.ts";
import { scopesInUse } from "./scopes-in-use.ts";
import { assignmentEvidence, policyEvidence, scopeEvidence } from "./subjects.ts";

/** A group that decides whom an app reaches, and what makes it do so. */
export interface GroupInUse {
  readonly key: RecipientKey;
  readonly name: string;
  /** The app that alone is reached for through it. */
  readonly app: FindingApp | null;
  /** The policies, assignments and scopes that name it. */
  readonly namedBy: readonly FindingEvidence[];
}

interface Naming {
  readonly key: RecipientKey;
  readonly app: FindingApp | null;
  readonly by: readonly FindingEvidence[];
}

/**
 * The groups that a policy, a group scope, or the filter of a management scope in use names; sorted by id.
 *
 * Rests on recipients to tell groups; policies, assignments and scopes each add theirs.
 */
export function groupsInUse(context: FindingContext): readonly GroupInUse[] {
  const { recipients } = context.access.facts;
  const byKey = new Map<RecipientKey, GroupInUse>();
  const namings = [
    ...namedByPolicies(context),
    ...namedByAssignments(context),
    ...namedByScopes(context),
  ];
  for (const { key, app, by } of namings) {
    const group = recipients?.get(key);
    if (group === undefined || !isGroupType(group.recipientTypeDetails)) continue;
    const before = byKey.get(key);
    byKey.set(key, {
      key,
      name: group.displayName ?? group.name ?? key,
      app: before === undefined ? app : onlyApp([before.app, app]),
      namedBy: [...(before?.namedBy ?? []), ...by],
    });
  }
  return [...byKey.values()].toSorted((a, b) => (a.key < b.key ? -1 : 1));
}

export const groupSubject = ({ key, name }: GroupInUse): FindingSubject => ({
  kind: "group",
  id: key,
  name,
});

const namedByPolicies = (context: FindingContext): readonly Naming[] =>
  context.policies.flatMap((policy) =>
    policy.scope.recipient === null
      ? []
      : [
          {
            key: policy.scope.recipient.key,
            app: appOfPolicy(context, policy),
            by: [policyEvidence(policy)],
          },
        ],
  );

function namedByAssignments({ access, assignments }: FindingContext): readonly Naming[] {
  return assignments.flatMap(({ app, assignment }) => {
    const { kind, name } = assignment.scope;
    if (kind !== "group" || name === null) return [];
    const group = findGroup(access.facts.groups, name);
    return group === undefined
      ? []
      : [{ key: group.key, app: namedApp(app), by: [assignmentEvidence(assignment)] }];
  });
}

function namedByScopes(context: FindingContext): readonly Naming[] {
  const { groupsByDn } = context.access.facts;
  return scopesInUse(context).flatMap(({ scope, app, usedBy }) => {
    const parsed = parseFilter(scope.recipientFilter ?? "");
    const dns = parsed.ok ? [...collectGroupDns(parsed.filter)] : [];
    return dns.flatMap((dn) => {
      const group = groupsByDn.get(foldDn(dn) ?? "");
      return group === undefined
        ? []
        : [{ key: group.key, app, by: [scopeEvidence(scope), ...usedBy] }];
    });
  });
}
