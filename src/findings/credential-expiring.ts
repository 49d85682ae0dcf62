import { DAY_MS } from "../model/day-ms.ts";
import { findCredentials } from "./credential-dates.ts";
import type { Detector } from "./detector.ts";
import { MAILBOX_APP_SECTIONS } from "./mailbox-apps.ts";
import { SOURCES } from "./sources.ts";

const WARNING_DAYS = 90;

/** Within 90 days after the evidence was taken: about as long as a migration takes from plan to retirement. */
export const credentialExpiring: Detector<"credentialExpiring"> = {
  kind: "credentialExpiring",
  words: {
    severity: "medium",
    title: "app with a secret or certificate that expires within 90 days",
    why: "an app that stops during the migration is taken for a victim of it, and a rollback does not help",
    whatToDo: "have the owner renew it before the cut-over",
    source: SOURCES.application,
  },
  restsOn: ["graph/applications"],
  widenedBy: MAILBOX_APP_SECTIONS,
  detect: (context) =>
    findCredentials(
      context,
      (endsAt, collectedAt) =>
        endsAt >= collectedAt && endsAt <= collectedAt + WARNING_DAYS * DAY_MS,
      ({ app }, endings) => `${app.displayName}, expires: ${endings}`,
    ),
};
