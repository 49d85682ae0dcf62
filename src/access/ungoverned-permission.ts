import { contribution, type Contribution } from "./contribution.ts";
import type { ResolvedGrant } from "./entra-grant.ts";

/**
 * No policy constrains a permission outside the documented list: a grant of it reaches every mailbox, whatever
 * policy names the app.
 *
 * @see https://learn.microsoft.com/exchange/permissions-exo/application-access-policies "Supported permissions"
 *   (docs as of 2023-06-26)
 */
export function ungovernedPermission(grant: ResolvedGrant): Contribution {
  return contribution("ungoverned-permission", grant.row.id, "allow");
}
