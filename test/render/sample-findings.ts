import type { Finding, FindingCheck } from "../../src/model/finding.ts";

/** Findings with and without an app, a kind that was not assessed, one in part, and one that was not found. */
export const SAMPLE_FINDINGS: {
  readonly findings: readonly Finding[];
  readonly findingChecks: readonly FindingCheck[];
} = {
  findings: [
    {
      id: "0123456789abcdef",
      kind: "unscopedAssignment",
      severity: "high",
      subject: { kind: "assignment", id: "as-1", name: "Application Contacts.Read-1" },
      app: {
        appId: "11111111-1111-4111-8111-111111111111",
        servicePrincipalId: null,
        displayName: "CRM",
      },
      text: "CRM holds Application Contacts.Read over every mailbox",
      evidence: [
        {
          section: "exchange/roleAssignments",
          row: "as-1",
          value: "RecipientWriteScope Organization; CustomResourceScope blank",
        },
      ],
    },
    {
      id: "fedcba9876543210",
      kind: "dehydratedTenant",
      severity: "medium",
      subject: { kind: "tenant", id: "99999999-9999-4999-8999-999999999999", name: "Contoso" },
      app: null,
      text: "IsDehydrated is true",
      evidence: [
        { section: "exchange/organizationConfig", row: "contoso", value: "IsDehydrated true" },
      ],
    },
  ],
  findingChecks: [
    check("dehydratedTenant", "medium", { found: 1 }),
    check("ewsListEmpty", "high", { found: 0 }),
    {
      ...check("ownerMissing", "low", { found: 0 }),
      outcome: "partly",
      notAssessed: [
        {
          subject: { kind: "servicePrincipal", id: "sp-7", name: "Vendor" },
          section: "graph/applications",
          status: "notVisible",
          why: "Vendor is registered in its publisher's tenant: its owners are not visible",
        },
      ],
    },
    {
      ...check("scopeOrphaned", "low", { found: null }),
      outcome: "notAssessed",
      notAssessed: [
        {
          subject: null,
          section: "exchange/managementScopes",
          status: "denied",
          why: "management scopes: could not be read (denied); needed: `View-Only Configuration`",
        },
      ],
    },
    check("unscopedAssignment", "high", { found: 1 }),
  ],
};

function check(
  kind: FindingCheck["kind"],
  severity: FindingCheck["severity"],
  { found }: { readonly found: number | null },
): FindingCheck {
  return {
    kind,
    severity,
    title: `title of ${kind}`,
    why: `why ${kind} matters`,
    whatToDo: `what to do about ${kind}`,
    source: {
      url: "https://learn.microsoft.com/exchange/permissions-exo/application-rbac",
      asOf: "2025-11-25",
    },
    outcome: "assessed",
    found,
    sections: ["exchange/roleAssignments"],
    notAssessed: [],
  };
}
