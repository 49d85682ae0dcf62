/**
 * The rules that can speak in an answer; each is a file in `src/access/`.
 * A mailbox's answer names every rule that had a part in it.
 */
export const ACCESS_RULES = [
  "entra-grant",
  "policy-deny",
  "policy-restrict",
  "policy-none",
  "policy-scope",
  "policy-for-all-apps",
  "nested-group-under-policy",
  "policy-check",
  "ungoverned-permission",
  "needs-mailbox-permission",
  "retired-api",
  "unknown-permission",
  "unread-section",
  "rbac-organization",
  "rbac-management-scope",
  "rbac-administrative-unit",
  "rbac-group",
  "rbac-unclear",
  "scope-members",
  "authorization-check",
] as const;

export type AccessRule = (typeof ACCESS_RULES)[number];

/** One reason: which rule, about what (a policy, grant, assignment, group or section id), with what effect. */
export interface Because {
  readonly rule: AccessRule;
  readonly subject: string;
  readonly effect: "allow" | "deny" | "unknown";
  /** The evidence section at fault, where something was not read. */
  readonly section?: string;
}
