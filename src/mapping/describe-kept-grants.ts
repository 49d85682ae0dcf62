import { hasRole } from "../access/effective-access.ts";
import type { ResolvedGrant } from "../access/entra-grant.ts";
import type { Reason } from "../model/plan-app.ts";

/** Says of each grant that no policy governs why it stays as it is; governed ones are not spoken of. */
export function describeKeptGrants(grants: readonly ResolvedGrant[]): Reason[] {
  return grants.flatMap((grant) => {
    const said = whyItStays(grant);
    return said === null ? [] : [{ ...said, subject: grant.row.id }];
  });
}

function whyItStays(grant: ResolvedGrant): Reason | null {
  const { permission, kind } = grant;
  switch (kind) {
    case "ungoverned":
      return {
        kind: "keptLegacy",
        text: hasRole(grant)
          ? `${permission} stays in Entra: no policy governs it, it reaches every mailbox, and narrowing it is a decision of its own`
          : `${permission} stays in Entra: no application role replaces it, and it reaches every mailbox`,
      };
    case "needsMailboxPermission":
      return {
        kind: "keptLegacy",
        text: `${permission} stays in Entra: mailbox permissions decide whom it reaches, and that is not worked out here`,
      };
    case "retiredApi":
      return {
        kind: "retiredApi",
        text: `${permission} on Office 365 Exchange Online opens nothing, the API is retired: remove the grant`,
      };
    case "governed":
    case "administration":
    case "notMailboxData":
    case "unknown":
      return null;
  }
}
