import { contribution, type Contribution } from "./contribution.ts";
import type { ResolvedGrant } from "./entra-grant.ts";

/**
 * A grant on the Outlook REST API reaches nothing: the API is gone.
 *
 * @see https://learn.microsoft.com/outlook/rest/compare-graph (docs as of 2024-03-31)
 */
export function retiredApi(grant: ResolvedGrant): Contribution {
  return contribution("retired-api", grant.row.id, "deny");
}
