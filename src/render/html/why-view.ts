import type { AccessRule, Because } from "../../model/because.ts";
import type { AppPlan } from "../../model/plan-app.ts";
import type { WhyView } from "./report-view.ts";
import { EFFECT_WORDS, RULE_WORDS } from "./rule-words.ts";

const SUBJECTS_SHOWN = 8;

/**
 * Why each permission is what it is, rule by rule. Permissions that rest on the same rules are told together, each with
 * its own grant.
 */
export function whyViews(app: AppPlan): readonly WhyView[] {
  const names = subjectNames(app);
  const groups = new Map<string, { readonly because: Because[]; readonly permissions: string[] }>();
  for (const { because, permission } of app.permissions) {
    if (because.length === 0) continue;
    const key = JSON.stringify(because.map(withoutGrant));
    const group = groups.get(key) ?? { because: [], permissions: [] };
    group.because.push(...because);
    group.permissions.push(permission);
    groups.set(key, group);
  }
  return [...groups.values()].map(({ because, permissions }) => ({
    permissions: permissions.join(", "),
    reasons: reasons(because, names),
  }));
}

function withoutGrant(reason: Because): Because {
  return reason.rule === "entra-grant" ? { ...reason, subject: "" } : reason;
}

function reasons(
  because: readonly Because[],
  names: ReadonlyMap<string, string>,
): WhyView["reasons"] {
  const groups = new Map<AccessRule, { effects: Set<string>; subjects: Set<string> }>();
  for (const reason of because) {
    const group = groups.get(reason.rule) ?? { effects: new Set(), subjects: new Set() };
    group.effects.add(EFFECT_WORDS[reason.effect]);
    group.subjects.add(subject(reason, names));
    groups.set(reason.rule, group);
  }
  return [...groups].map(([rule, { effects, subjects }]) => ({
    rule,
    ...RULE_WORDS[rule],
    effect: [...effects].join(" and "),
    subjects: [...subjects].slice(0, SUBJECTS_SHOWN),
    more: Math.max(0, subjects.size - SUBJECTS_SHOWN),
  }));
}

function subject(reason: Because, names: ReadonlyMap<string, string>): string {
  const name = names.get(reason.subject.toLowerCase()) ?? reason.subject;
  return reason.section === undefined ? name : `${name} (${reason.section})`;
}

/** Names for the ids that reasons speak of, as far as the app's own plan knows them. */
function subjectNames(app: AppPlan): ReadonlyMap<string, string> {
  const names = new Map<string, string>();
  for (const { id, displayName } of app.scope?.groups ?? [])
    names.set(id.toLowerCase(), displayName);
  for (const { identity, accessRight, scope } of app.policies ?? [])
    names.set(
      identity.toLowerCase(),
      `${accessRight} on ${scope.displayName ?? scope.id ?? "an unresolved scope"}`,
    );
  return names;
}
