import { SECTION_NAMES, SECTIONS, type SectionName } from "../../src/model/sections.ts";
import type { Plan } from "../../src/model/plan-document.ts";
import type { SetReference } from "../../src/model/plan-permission.ts";
import { SALES, SAMPLE_APPS } from "./sample-apps.ts";
import { SAMPLE_FINDINGS } from "./sample-findings.ts";
import { IMPERSONATION_STEPS } from "./sample-impersonation.ts";
import { CRM, CRM_STEPS, FAX, FAX_STEPS } from "./sample-steps.ts";

/** Members of the sample's sets. */
export const SAMPLE_SETS: ReadonlyMap<string, readonly string[]> = new Map([
  ["e0", []],
  ["a1", ["m-1", "m-2", "m-3"]],
]);

const SAMPLE_NAMES: ReadonlyMap<string, { displayName: string; primarySmtpAddress: string }> =
  new Map([
    ["m-1", { displayName: "Adele Vance", primarySmtpAddress: "adele@contoso.example" }],
    ["m-2", { displayName: "Zoë Ångström", primarySmtpAddress: "zoe@contoso.example" }],
    ["m-9", { displayName: "Alex Wilber", primarySmtpAddress: "alex@contoso.example" }],
  ]);

export const sampleMailboxName = (
  id: string,
): { displayName: string; primarySmtpAddress: string } | undefined => SAMPLE_NAMES.get(id);

export const sampleMembers = ({
  set,
}: SetReference): { ids: readonly string[]; more: number } | null => {
  const ids = typeof set === "string" ? SAMPLE_SETS.get(set) : undefined;
  return ids === undefined ? null : { ids, more: 0 };
};

/** Sections of which the sample tells more than that they were read. */
const TOLD: readonly SectionName[] = [
  "exchange/applicationAccessPolicies",
  "exchange/policyChecks",
  "graph/oauth2PermissionGrants",
];

/** A small plan with every kind of step: ready, blocked, delete only, nothing to do. */
export const SAMPLE_PLAN: Plan = {
  schemaVersion: 1,
  tool: { name: "scopewright", version: "0.0.0-test" },
  evidence: {
    sha256: "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef",
    collectedAt: "2026-11-23T10:15:30Z",
    tenant: {
      id: "99999999-9999-4999-8999-999999999999",
      initialDomain: "contoso.onmicrosoft.com",
      displayName: "Contoso",
    },
    environment: "exchangeOnline",
    collector: { mode: "live", identity: "auditor@contoso.example", allowedCmdlets: null },
  },
  population: { mailboxes: 80, apart: { GroupMailbox: 12, DiscoveryMailbox: 1 } },
  coverage: [
    ...SECTION_NAMES.filter((name) => !TOLD.includes(name)).map((section) => ({
      section,
      status: "read" as const,
      rows: 1,
      holds: SECTIONS[section].holds,
      parentsNotRead: [],
    })),
    {
      section: "exchange/applicationAccessPolicies",
      status: "read",
      rows: 2,
      holds: "Application Access Policies",
      parentsNotRead: [],
    },
    {
      section: "exchange/policyChecks",
      status: "read",
      rows: 2,
      holds: "the service's own policy checks",
      needs: "Exchange role `View-Only Configuration`",
      advice: "scan --resume reads again what is missing",
      parentsNotRead: [{ key: "22222222/m-4", status: "failed", message: "throttled" }],
    },
    {
      section: "graph/oauth2PermissionGrants",
      status: "denied",
      rows: null,
      holds: "delegated grants",
      message: "403 Authorization_RequestDenied",
      needs: "Microsoft Graph `DelegatedPermissionGrant.Read.All`",
      advice: "give the signed-in identity that permission",
      parentsNotRead: [],
    },
  ],
  assumptions: [
    {
      kind: "policiesUnchanged",
      text: "No policy changed in the 48 h before the evidence was taken.",
      source: "https://learn.microsoft.com/exchange/permissions-exo/application-access-policies",
    },
  ],
  apps: SAMPLE_APPS,
  legacy: {
    policies: 2,
    impersonation: "found",
    impersonationComplete: true,
    delegatedGrantsExamined: false,
    mailboxPermissionsExamined: false,
    text: "2 Application Access Policies; 1 holder of impersonation; delegated access: not examined; mailbox permissions: not examined",
  },
  impersonation: [
    {
      id: "eeeeeeee-1111-4111-8111-111111111111/svc-backup",
      status: "needsDecision",
      role: "ApplicationImpersonation",
      assignment: "Backup impersonation",
      assignee: "svc-backup",
      assigneeType: "User",
      assignmentMethod: "Direct",
      effectiveUser: "svc-backup",
      enabled: true,
      scope: {
        kind: "managementScope",
        name: "Backup users",
        filter: "CustomAttribute1 -eq 'backup'",
      },
      reach: SALES,
      unknown: { count: 0, set: "e0" },
      reasons: ["Which app stands behind the account is undecided."],
      decision: null,
      planned: [],
      account: {
        recipient: "m-9",
        delegatedGrants: { examined: true, own: 1, everyUser: 2 },
        mailboxPermissions: { examined: "not", fullAccess: null },
      },
    },
    {
      id: "eeeeeeee-2222-4222-8222-222222222222/svc-mail",
      status: "decided",
      role: "ApplicationImpersonation",
      assignment: "Mail impersonation",
      assignee: "Mailers",
      assigneeType: "RoleGroup",
      assignmentMethod: "RoleGroup",
      effectiveUser: "svc-mail",
      enabled: null,
      scope: { kind: "organization", name: null, filter: null },
      reach: SALES,
      unknown: { count: 0, set: "e0" },
      reasons: ["decided: an application does its work, with new access by decision"],
      decision: {
        application: "11111111-1111-4111-8111-111111111111",
        permissions: ["Mail.Send"],
        scope: { filter: "CustomAttribute1 -eq 'mail'" },
      },
      planned: ["the steps of Contoso CRM’s Mailer give it the new access"],
      account: {
        recipient: null,
        delegatedGrants: { examined: false, own: null, everyUser: null },
        mailboxPermissions: { examined: "part", fullAccess: 3 },
      },
    },
  ],
  retirements: [
    {
      id: "eeeeeeee-1111-4111-8111-111111111111",
      assignment: "Backup impersonation",
      changeHash: null,
      steps: [],
      undecided: ["svc-backup"],
      waitsFor: ["svc-backup is undecided"],
      earliestStart: null,
    },
    {
      id: "eeeeeeee-2222-4222-8222-222222222222",
      assignment: "Mail impersonation",
      changeHash: "c".repeat(64),
      steps: IMPERSONATION_STEPS.map(({ id }) => id),
      undecided: [],
      waitsFor: [],
      earliestStart: "2026-12-07T10:00:00Z",
    },
  ],
  settledImpersonation: ["eeeeeeee-3333-4333-8333-333333333333/svc-old"],
  openImpersonation: [
    {
      item: "eeeeeeee-1111-4111-8111-111111111111/svc-backup",
      displayName: "svc-backup, through Backup impersonation",
      decision: "impersonation",
      question: "Which application does the work of svc-backup?",
      choices: ["application: the app id"],
      howToFindTheApp: ["the account's sign-in logs"],
      example: { application: null },
    },
  ],
  steps: [...CRM_STEPS, ...FAX_STEPS, ...IMPERSONATION_STEPS],
  waves: [
    {
      wave: 1,
      risk: "low",
      apps: [FAX],
      why: ["the worst risk in it is low"],
    },
    {
      wave: 2,
      risk: "medium",
      apps: [CRM],
      why: ["the worst risk in it is medium", "by decision: 1 of its apps"],
    },
  ],
  schedule: {
    startAt: "2027-01-11T18:00:00.000Z",
    freezes: [
      { from: "2027-01-25T00:00:00Z", to: "2027-02-02T00:00:00Z", why: "month's end <closing>" },
    ],
    waves: [
      {
        wave: 1,
        startsAt: "2027-01-11T18:00:00.000Z",
        changedAt: null,
        retiredAt: "2027-01-12T22:00:00.000Z",
      },
      {
        wave: 2,
        startsAt: "2027-01-11T18:00:00.000Z",
        changedAt: "2027-01-13T00:00:00.000Z",
        retiredAt: "2027-02-02T00:00:00.000Z",
      },
    ],
    steps: CRM_STEPS.map(({ id }) => ({ step: id, earliestAt: "2027-01-11T20:00:00.000Z" })),
  },
  openDecisions: [],
  ...SAMPLE_FINDINGS,
};
