import { DAY_MS } from "../model/day-ms.ts";
import type { AppAccess } from "../access/app-access.ts";
import type { SignInActivityRow } from "../model/graph-rows.ts";
import { found, type Detector, type Seen } from "./detector.ts";
import { namedApp, rowsOf, type FindingContext } from "./finding-context.ts";
import { MAILBOX_APP_SECTIONS, mailboxApps } from "./mailbox-apps.ts";
import { SOURCES } from "./sources.ts";

const QUIET_DAYS = 90;

/**
 * No sign-in of any kind on record in the 90 days before the evidence was taken.
 *
 * "No record" is never "unused": the report lags, does not reach back for ever, and leaves apps out.
 */
export const signInNotRecorded: Detector<"signInNotRecorded"> = {
  kind: "signInNotRecorded",
  words: {
    severity: "low",
    title: "no sign-in on record for 90 days",
    why: "the app may have stopped, run once a quarter, or not be in the report: no record is not the same as unused",
    whatToDo:
      "ask the owner before the app is migrated; what nobody needs is taken away, not moved",
    source: SOURCES.signInActivity,
  },
  restsOn: ["graph/signInActivities", "graph/servicePrincipals"],
  widenedBy: MAILBOX_APP_SECTIONS.filter((name) => name !== "graph/servicePrincipals"),
  detect: (context) => {
    const activities = new Map(
      rowsOf(context, "graph/signInActivities").map((row) => [row.appId, row]),
    );
    return mailboxApps(context).flatMap((app) =>
      app.appId === null ? [] : judge(context, app, activities.get(app.appId)),
    );
  },
};

function judge(
  { snapshot }: FindingContext,
  app: AppAccess,
  activity: SignInActivityRow | undefined,
): readonly Seen[] {
  const { servicePrincipal: row, displayName } = app;
  const last = activity === undefined ? undefined : lastOf(activity);
  const quietSince = Date.parse(snapshot.collectedAt) - QUIET_DAYS * DAY_MS;
  if (row === undefined || (last !== undefined && Date.parse(last) >= quietSince)) return [];
  return [
    found({
      subject: { kind: "servicePrincipal", id: row.id, name: displayName },
      app: namedApp(app),
      text:
        last === undefined
          ? `${displayName}: no sign-in on record`
          : `${displayName}: the last sign-in on record is of ${last.slice(0, 10)}`,
      evidence: [
        activity === undefined
          ? {
              section: "graph/servicePrincipals",
              row: row.id,
              value: `no row in graph/signInActivities for ${row.appId}`,
            }
          : {
              section: "graph/signInActivities",
              row: activity.appId,
              value: last ?? "no date",
            },
      ],
    }),
  ];
}

/** The latest date of any way of signing in. */
const lastOf = ({ appId: _appId, ...dates }: SignInActivityRow): string | undefined =>
  Object.values(dates)
    .filter((date) => date !== undefined)
    .toSorted((a, b) => Date.parse(a) - Date.parse(b))
    .at(-1);
