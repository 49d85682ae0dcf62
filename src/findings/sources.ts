import type { Source } from "../model/deadlines.ts";

const learn = (path: string, asOf: string): Source => ({
  url: `https://learn.microsoft.com/${path}`,
  asOf,
});

const cmdlet = (name: string): Source =>
  learn(`powershell/module/exchangepowershell/${name}`, "2026-08-21");

/** The pages that the findings rest on, each with the date of the page as it was read. */
export const SOURCES = {
  rbac: learn("exchange/permissions-exo/application-rbac", "2025-11-25"),
  policies: learn("exchange/permissions-exo/application-access-policies", "2023-06-26"),
  newPolicy: cmdlet("new-applicationaccesspolicy"),
  testPolicy: cmdlet("test-applicationaccesspolicy"),
  newAssignment: cmdlet("new-managementroleassignment"),
  testAuthorization: cmdlet("test-serviceprincipalauthorization"),
  getScope: cmdlet("get-managementscope"),
  getRecipient: cmdlet("get-recipient"),
  organizationConfig: cmdlet("set-organizationconfig"),
  customization: cmdlet("enable-organizationcustomization"),
  filters: learn("powershell/exchange/recipient-filters", "2023-09-07"),
  filterProperties: learn("powershell/exchange/recipientfilter-properties", "2026-06-19"),
  mailProtocols: learn(
    "exchange/client-developer/legacy-protocols/how-to-authenticate-an-imap-pop-smtp-application-by-using-oauth",
    "2025-10-17",
  ),
  outlookRest: learn("outlook/rest/compare-graph", "2024-03-31"),
  hybridApp: learn("exchange/hybrid-deployment/deploy-dedicated-hybrid-app", "2026-08-20"),
  permissions: learn("graph/permissions-reference", "2026-08-20"),
  group: learn("graph/api/resources/group", "2026-08-20"),
  application: learn("graph/api/resources/application", "2026-08-20"),
  requiredAccess: learn("graph/api/resources/requiredresourceaccess", "2026-08-20"),
  deletedItems: learn("graph/api/directory-deleteditems-list", "2026-08-20"),
  signInActivity: learn("graph/api/resources/serviceprincipalsigninactivity", "2026-08-20"),
  owners: learn("entra/identity/enterprise-apps/overview-assign-app-owners", "2026-08-20"),
  appOnly: learn("powershell/exchange/app-only-auth-powershell-v2", "2026-08-21"),
} as const satisfies Record<string, Source>;
