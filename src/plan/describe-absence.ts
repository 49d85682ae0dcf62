import type { AppState } from "../mapping/app-state.ts";
import { ABSENCES } from "../model/absences.ts";
import type { Reason } from "../model/plan-app.ts";
import { describeDeletion } from "../model/recycle-bin.ts";

/**
 * Says why an app has no service principal: never had one, or it is in the recycle bin, from where it may come back
 * within 30 days with what it was granted.
 *
 * @see https://learn.microsoft.com/graph/api/directory-deleteditems-list (docs as of 2026-08-20)
 */
export function describeAbsence({ app, facts }: AppState): readonly Reason[] {
  if (app.servicePrincipalId !== null) return [];
  const section = facts.snapshot.sections["graph/deletedServicePrincipals"];
  if (section.status !== "read") {
    return [{ kind: "servicePrincipalMissing", text: `${MISSING}; deleted ones were not read` }];
  }
  const deleted = section.rows.find(({ appId }) => appId === app.appId);
  return deleted === undefined
    ? [{ kind: "servicePrincipalMissing", text: MISSING }]
    : [
        {
          kind: "servicePrincipalDeleted",
          text: `${deleted.displayName ?? "its service principal"} ${describeDeletion(deleted.deletedDateTime)}`,
          subject: deleted.id,
        },
      ];
}

const MISSING = ABSENCES.noServicePrincipal.text;
