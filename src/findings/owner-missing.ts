import { found, open, type Detector, type Seen } from "./detector.ts";
import { namedApp } from "./finding-context.ts";
import {
  MAILBOX_APP_SECTIONS,
  registeredApps,
  unregisteredApps,
  type RegisteredApp,
} from "./mailbox-apps.ts";
import { SOURCES } from "./sources.ts";

/** Owners of the registration; those of the enterprise application are told beside. */
export const ownerMissing: Detector<"ownerMissing"> = {
  kind: "ownerMissing",
  words: {
    severity: "low",
    title: "app registration without an owner",
    why: "nobody can be asked what the app does, whether it still runs, and whether it worked after the cut-over",
    whatToDo: "find who runs the app, and make at least two people owners before its wave",
    source: SOURCES.owners,
  },
  restsOn: ["graph/applications"],
  widenedBy: MAILBOX_APP_SECTIONS,
  detect: (context) => [
    ...registeredApps(context).flatMap(judge),
    ...unregisteredApps(context, "its owners are"),
  ],
};

function judge({ app, registration }: RegisteredApp): readonly Seen[] {
  const { id, displayName, owners } = registration;
  const subject = { kind: "application" as const, id, name: displayName ?? app.displayName };
  if (owners === undefined) {
    const why = `the owners of ${app.displayName} were not read`;
    return [open({ subject, section: "graph/applications", status: "notReported", why })];
  }
  if (owners.length > 0) return [];
  const others = (app.servicePrincipal?.owners ?? []).map((one) => one.displayName ?? one.id);
  const beside =
    others.length === 0
      ? ""
      : `; its enterprise application is owned by ${others.toSorted().join(", ")}`;
  return [
    found({
      subject,
      app: namedApp(app),
      text: `the registration of ${app.displayName} has no owner${beside}`,
      evidence: [{ section: "graph/applications", row: id, value: "owners: none" }],
    }),
  ];
}
