import type { TenantAssumption } from "../model/plan-document.ts";

/** What every proof of a tenant rests on beside its evidence. */
export const TENANT_ASSUMPTIONS: readonly TenantAssumption[] = [
  {
    kind: "policiesSettled",
    text: "no Application Access Policy was added, changed or removed in the 48 hours before the evidence was taken: policies carry no date",
    source: "https://learn.microsoft.com/exchange/permissions-exo/application-access-policies",
  },
  {
    kind: "documentedBehaviour",
    text: "Exchange Online behaves as Microsoft documents it, as of the dates given with each rule",
    source: "https://learn.microsoft.com/exchange/permissions-exo/application-rbac",
  },
  {
    kind: "authorisationOnly",
    text: "sets and verdicts are about authorisation; switches that could hide it today are listed as gates",
    source:
      "https://learn.microsoft.com/powershell/module/exchangepowershell/set-organizationconfig",
  },
];
