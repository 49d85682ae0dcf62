import type { ImpersonationItem, Plan } from "../../model/plan-document.ts";
import { renderCount } from "../render-count.ts";
import type { ImpersonationView } from "./report-view.ts";
import { IMPERSONATION_STATUS_WORDS } from "./status-words.ts";

const SCOPE_KINDS: Readonly<Record<ImpersonationItem["scope"]["kind"], string>> = {
  organization: "whole organization",
  managementScope: "management scope",
  exclusiveScope: "exclusive scope",
  organizationalUnit: "organizational unit",
  administrativeUnit: "administrative unit",
  group: "group",
  other: "other",
};

/** The impersonation section: the sentence, then each assignment. */
export function impersonationView({ legacy, impersonation }: Plan): ImpersonationView {
  return {
    text: legacy.text,
    items: (impersonation ?? []).map((item) => ({
      assignment: item.assignment,
      role: item.role,
      status: IMPERSONATION_STATUS_WORDS[item.status],
      assignee: item.assignee,
      via: [item.assigneeType, item.assignmentMethod].filter((part) => part !== null).join(", "),
      effectiveUser: item.effectiveUser,
      enabled: enabled(item.enabled),
      scope: SCOPE_KINDS[item.scope.kind],
      scopeName: item.scope.name,
      filter: item.scope.filter,
      reach: renderCount(item.reach.count),
      reasons: item.reasons,
    })),
  };
}

function enabled(value: boolean | null): string {
  if (value === null) return "not reported";
  return value ? "yes" : "no";
}
