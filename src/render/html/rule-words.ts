import type { AccessRule, Because } from "../../model/because.ts";

/** A rule of the access engine in words, with the page it rests on. */
export interface RuleWords {
  readonly title: string;
  readonly about: string;
  readonly link: string;
}

export const EFFECT_WORDS: Readonly<Record<Because["effect"], string>> = {
  allow: "allows",
  deny: "denies",
  unknown: "cannot tell",
};

const LEARN = "https://learn.microsoft.com";
const RBAC = `${LEARN}/exchange/permissions-exo/application-rbac`;
const POLICIES = `${LEARN}/exchange/permissions-exo/application-access-policies`;
const NEW_POLICY = `${LEARN}/powershell/module/exchangepowershell/new-applicationaccesspolicy`;
const TEST_POLICY = `${LEARN}/powershell/module/exchangepowershell/test-applicationaccesspolicy`;
const TEST_APP = `${LEARN}/powershell/module/exchangepowershell/test-serviceprincipalauthorization`;
const PERMISSIONS = `${LEARN}/graph/permissions-reference`;
const NEW_ASSIGNMENT = `${LEARN}/powershell/module/exchangepowershell/new-managementroleassignment`;

/** Words for every rule; a new rule does not compile without them. */
export const RULE_WORDS: Readonly<Record<AccessRule, RuleWords>> = {
  "entra-grant": {
    title: "Grant in Entra",
    about: "The permission is granted in Entra, which by itself means every mailbox.",
    link: PERMISSIONS,
  },
  "policy-deny": {
    title: "DenyAccess policy",
    about: "A mailbox in the scope of a DenyAccess policy is denied, whatever other policies say.",
    link: NEW_POLICY,
  },
  "policy-restrict": {
    title: "RestrictAccess policy",
    about:
      "A mailbox in the scope of any RestrictAccess policy is granted; once the app has one, all other mailboxes are denied.",
    link: NEW_POLICY,
  },
  "policy-none": {
    title: "No policy applies",
    about: "No policy of the app decides over these mailboxes, so the grant stands unrestricted.",
    link: NEW_POLICY,
  },
  "policy-scope": {
    title: "Scope of a policy",
    about: "Which mailboxes the recipient that a policy names stands for.",
    link: NEW_POLICY,
  },
  "policy-for-all-apps": {
    title: "Policy for all apps",
    about: "A policy whose app id is not one app takes part in the answer for every app.",
    link: NEW_POLICY,
  },
  "nested-group-under-policy": {
    title: "Nested group under a policy",
    about:
      "Whether a policy reaches members of a nested group is not certain: it is unknown until the service is asked.",
    link: NEW_POLICY,
  },
  "policy-check": {
    title: "The service's policy check",
    about: "Exchange itself was asked whether the policies let the app reach a mailbox.",
    link: TEST_POLICY,
  },
  "ungoverned-permission": {
    title: "Not governed by policies",
    about: "No Application Access Policy restricts this permission: a grant reaches every mailbox.",
    link: POLICIES,
  },
  "needs-mailbox-permission": {
    title: "Needs mailbox permissions",
    about: "The grant alone reaches nothing: permissions on each mailbox decide.",
    link: `${LEARN}/exchange/client-developer/legacy-protocols/how-to-authenticate-an-imap-pop-smtp-application-by-using-oauth`,
  },
  "retired-api": {
    title: "Retired API",
    about: "The API behind this permission is gone: the grant reaches nothing.",
    link: `${LEARN}/outlook/rest/compare-graph`,
  },
  "unknown-permission": {
    title: "Unknown permission",
    about: "The permission is not in the table: nobody can say what it opens.",
    link: PERMISSIONS,
  },
  "unread-section": {
    title: "Evidence not read",
    about: "A part of the evidence that decides here was not read.",
    link: RBAC,
  },
  "rbac-organization": {
    title: "Role without a scope",
    about: "An application role assigned without a scope reaches the whole organization.",
    link: RBAC,
  },
  "rbac-management-scope": {
    title: "Role with a management scope",
    about: "An application role reaches the recipients that match the filter of its scope.",
    link: RBAC,
  },
  "rbac-administrative-unit": {
    title: "Role on an administrative unit",
    about: "An application role reaches the users that are direct members of the unit.",
    link: RBAC,
  },
  "rbac-group": {
    title: "Role on a group",
    about: "An application role reaches direct members of the group; nested groups do not count.",
    link: NEW_ASSIGNMENT,
  },
  "rbac-unclear": {
    title: "Role with an unclear scope",
    about: "The scope of the assignment cannot be read for certain; it may be the organization.",
    link: TEST_APP,
  },
  "scope-members": {
    title: "The service's member list",
    about: "Exchange itself was asked which recipients match the scope's filter.",
    link: `${LEARN}/powershell/module/exchangepowershell/get-recipient`,
  },
  "authorization-check": {
    title: "The service's authorization check",
    about: "Exchange itself was asked which roles and scopes the app holds.",
    link: TEST_APP,
  },
};
