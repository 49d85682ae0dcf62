import type { NewAccessPlan } from "../../src/model/plan-app.ts";
import type { Step } from "../../src/model/plan-step.ts";
import { CRM, CRM_PRINCIPAL, FILTER, SCOPE_NAME } from "./sample-steps.ts";

/** The removal of an impersonation assignment that serves two decided accounts. */
export const IMPERSONATION_STEPS: readonly Step[] = [
  {
    id: "impersonation/6-retire/deleteImpersonationAssignment/06c0ffee",
    appId: null,
    phase: "6-retire",
    change: 2,
    action: "deleteImpersonationAssignment",
    title: "Remove the impersonation assignment Mail impersonation",
    target: {
      kind: "impersonationAssignment",
      guid: "eeeeeeee-2222-4222-8222-222222222222",
      name: "Mail impersonation",
      role: "ApplicationImpersonation",
      assignee: "Mailers",
      effectiveUsers: ["svc-fax", "svc-mail"],
      replacements: [
        {
          appId: CRM,
          servicePrincipalId: CRM_PRINCIPAL,
          role: "Application Mail.Send",
          scope: SCOPE_NAME,
        },
      ],
      observationMinutes: 20_160,
    },
    after: [],
    gate: "The assignment reads back as gone.",
    settleMinutes: 120,
    hazards: [
      {
        kind: "pointOfNoReturn",
        text: "It cannot be made again.",
        source: "https://learn.microsoft.com/exchange/permissions-exo/application-rbac",
      },
    ],
    rollback: null,
  },
];

/** What the sample's app gets in the place of one of the accounts. */
export const SAMPLE_NEW_ACCESS: readonly NewAccessPlan[] = [
  {
    state: "planned",
    items: ["eeeeeeee-2222-4222-8222-222222222222/svc-mail"],
    permissions: ["Mail.Send"],
    scope: { name: SCOPE_NAME, filter: FILTER, exists: false, groups: [], mailboxes: [] },
    carriedOver: false,
    mailboxes: { count: 3, set: "a1" },
    probes: { positive: ["m-1"], negative: ["m-9"] },
  },
];
