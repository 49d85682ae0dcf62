import { bare } from "./bare-app.ts";
import type { AppPlan } from "../../src/model/plan-app.ts";
import type { PermissionPlan, SetReference } from "../../src/model/plan-permission.ts";
import { SAMPLE_NEW_ACCESS } from "./sample-impersonation.ts";
import {
  CRM,
  CRM_PRINCIPAL,
  CRM_STEPS,
  FAX,
  FAX_POLICY,
  FAX_STEPS,
  FILTER,
  POLICY,
  SCOPE_NAME,
} from "./sample-steps.ts";

const EMPTY: SetReference = { count: 0, set: "e0" };
export const SALES: SetReference = { count: 3, set: "a1" };
const EVERYONE: SetReference = { count: 80, set: { base: "all", except: "e0" } };

const mailRead: PermissionPlan = {
  permission: "Mail.Read",
  resource: "graph",
  kind: "governed",
  appRoleIds: ["810c84a8-4a9e-49e6-bf7d-12d183f40d01"],
  role: "Application Mail.Read",
  disposition: "migrate",
  verdict: "equivalent",
  before: { allowed: SALES, unknown: EMPTY },
  target: SALES,
  kept: SALES,
  gained: EMPTY,
  lost: EMPTY,
  because: [
    { rule: "entra-grant", subject: "Zm9vYmFyLWdyYW50LWlk", effect: "allow" },
    { rule: "policy-restrict", subject: POLICY, effect: "allow" },
    { rule: "policy-restrict", subject: POLICY, effect: "deny" },
  ],
};

const crm: AppPlan = {
  ...bare,
  appId: CRM,
  displayName: "Contoso CRM’s mailer",
  servicePrincipalId: CRM_PRINCIPAL,
  status: "ready",
  reasons: [
    { kind: "equivalent", text: "The same 3 mailboxes before and after, at every moment." },
  ],
  newAccess: SAMPLE_NEW_ACCESS,
  witnesses: [
    { kind: "policyCheck", state: "agrees", text: "The service says the same." },
    { kind: "scopeMembers", state: "disagrees", text: "The service finds others." },
    { kind: "authorization", state: "notWitnessed", text: "The service was not asked." },
  ],
  gates: [
    {
      rule: "appEnabled",
      state: "open",
      asOf: "2026-11-23T10:15:30Z",
      text: "The enterprise application may sign in.",
    },
  ],
  changeHash: "5e1f00d5e1f00d5e1f00d5e1f00d5e1f00d5e1f00d5e1f00d5e1f00d5e1f00dd",
  assumptions: [
    { kind: "grant", id: "Zm9vYmFyLWdyYW50LWlk", text: "Mail.Read is granted in Entra." },
    { kind: "policy", id: POLICY, text: "One RestrictAccess policy names the app." },
  ],
  policies: [
    {
      identity: POLICY,
      accessRight: "RestrictAccess",
      appliesToAllApps: false,
      description: "Restrict the CRM to Sales",
      scope: {
        kind: "group",
        id: "bbbbbbbb-1111-4111-8111-111111111111",
        displayName: "Sales O'Brien",
        recipientTypeDetails: "MailUniversalSecurityGroup",
        nestedGroups: 0,
      },
    },
  ],
  permissions: [
    mailRead,
    {
      permission: "Calendars.ReadBasic.All",
      resource: "graph",
      kind: "ungoverned",
      appRoleIds: ["8ba4a692-bc31-4128-9094-475872af8a53"],
      role: null,
      disposition: "keptLegacy",
      before: { allowed: EVERYONE, unknown: EMPTY },
      because: [
        { rule: "entra-grant", subject: "c2Vjb25kLWdyYW50", effect: "allow" },
        { rule: "ungoverned-permission", subject: "Calendars.ReadBasic.All", effect: "allow" },
      ],
    },
  ],
  otherPermissions: [
    {
      resource: "graph",
      value: "User.Read.All",
      appRoleId: "df021288-bdef-4463-88db-98f22de89214",
      kind: "notMailboxData",
      text: "Not mailbox data.",
    },
  ],
  owners: ["Megan Bowen"],
  candidates: [
    {
      id: "11111111-1111-4111-8111-111111111111/managementScope/aaaaaaaa",
      kind: "managementScope",
      recommended: true,
      verdict: "equivalent",
      unlessOtherwise: ["U6"],
      title: "a management scope of its own",
      filter: "MemberOfGroup -eq 'CN=Sales O''Brien20240101,OU=contoso.onmicrosoft.com'",
      permissions: [
        {
          permission: "Mail.Send",
          resource: "graph",
          verdict: "equivalent",
          kept: SALES,
          gained: EMPTY,
          lost: EMPTY,
        },
      ],
      drift: ["Sales O'Brien: a group nested in it later is not reached"],
      prerequisites: ["somebody confirms <it>"],
      creates: ["management scope SW CRM"],
      why: "recommended: it follows the same groups as the policies",
      plannedBy: "default",
    },
    {
      id: "11111111-1111-4111-8111-111111111111/policyGroup/bbbbbbbb",
      kind: "policyGroup",
      recommended: false,
      verdict: "narrower",
      unlessOtherwise: [],
      title: "the group =cmd|'/C calc'!A0 as group scope",
      filter: null,
      permissions: [
        {
          permission: "Mail.Send",
          resource: "graph",
          verdict: "narrower",
          kept: EMPTY,
          gained: EMPTY,
          lost: SALES,
        },
        {
          permission: "Mail.Read",
          resource: "graph",
          verdict: "narrower",
          kept: EMPTY,
          gained: EMPTY,
          lost: SALES,
        },
      ],
      drift: [],
      prerequisites: [],
      creates: [],
      why: "it would take mailboxes away",
    },
  ],
  ownersComplete: true,
  scope: {
    name: SCOPE_NAME,
    filter: FILTER,
    exists: false,
    groups: [
      {
        id: "bbbbbbbb-1111-4111-8111-111111111111",
        part: "included",
        nested: false,
        nestedGroups: [],
        displayName: "Sales O'Brien",
        distinguishedName: "CN=Sales O'Brien20240101,OU=contoso.onmicrosoft.com",
        recipientTypeDetails: "MailUniversalSecurityGroup",
        drift: ["Megan Bowen owns the group and may change its members."],
      },
    ],
    mailboxes: [],
  },
  drift: ["Nesting a group in Sales O'Brien would part policy and scope."],
  probes: { positive: ["m-1", "m-2"], negative: ["m-9"] },
  earliestStart: "2026-11-24T10:15:00Z",
  proof: [
    { contract: "no_step_widens_access", moments: 42 },
    { contract: "no_step_interrupts_access", moments: 42 },
  ],
  steps: CRM_STEPS.map(({ id }) => id),
  owner: "Ada <b>Lovelace</b>",
  risk: { level: "medium", why: ["it sends or changes things: a gap is seen from outside"] },
};

const archive: AppPlan = {
  ...bare,
  appId: "22222222-2222-4222-8222-222222222222",
  displayName: "Archive",
  status: "blocked",
  reasons: [
    {
      kind: "nestingNotChecked",
      text: "Whether nested members are reached was not checked.",
      subject: "bbbbbbbb-3333-4111-8111-111111111111",
    },
    { kind: "unproven", text: "The target cannot be proven." },
  ],
  gates: [
    {
      rule: "ewsTenantSettings",
      state: "unknown",
      asOf: "2026-11-23T10:15:30Z",
      text: "The EWS allow list was not read.",
    },
  ],
  permissions: [
    {
      ...mailRead,
      permission: "EWS.AccessAsApp",
      resource: "exchange",
      role: "Application EWS.AccessAsApp",
      verdict: "unproven",
      before: { allowed: SALES, unknown: { count: 2, set: "a2" } },
      because: [
        {
          rule: "nested-group-under-policy",
          subject: "bbbbbbbb-3333-4111-8111-111111111111",
          effect: "unknown",
          section: "exchange/policyChecks",
        },
      ],
    },
  ],
  owners: [],
  ownersComplete: true,
};

const fax: AppPlan = {
  ...bare,
  appId: FAX,
  displayName: "Fax gateway",
  status: "deleteOnly",
  reasons: [{ kind: "noGovernedGrant", text: "Its policy limits nothing: no grant is governed." }],
  changeHash: "fa0fa0fa0fa0fa0fa0fa0fa0fa0fa0fa0fa0fa0fa0fa0fa0fa0fa0fa0fa0fa0f",
  policies: [
    {
      identity: FAX_POLICY,
      accessRight: "RestrictAccess",
      appliesToAllApps: false,
      description: null,
      scope: {
        kind: "deleted",
        id: "bbbbbbbb-2222-4111-8111-111111111111",
        displayName: null,
        recipientTypeDetails: null,
        nestedGroups: null,
      },
    },
  ],
  proof: [{ contract: "policy_outlives_grant", moments: 8 }],
  steps: FAX_STEPS.map(({ id }) => id),
  risk: { level: "low", why: [] },
};

const survey: AppPlan = {
  ...bare,
  appId: "33333333-3333-4333-8333-333333333333",
  displayName: "Survey",
  status: "nothingToDo",
  reasons: [{ kind: "noLegacyAccess", text: "No legacy access and no policy." }],
  existingAssignments: [
    {
      name: "Survey mail",
      role: "Application Mail.Send",
      scopeKind: "managementScope",
      scope: "Survey team",
    },
  ],
};

export const SAMPLE_APPS: readonly AppPlan[] = [crm, archive, survey, fax];
