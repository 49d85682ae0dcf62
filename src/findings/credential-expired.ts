import { findCredentials } from "./credential-dates.ts";
import type { Detector } from "./detector.ts";
import { MAILBOX_APP_SECTIONS } from "./mailbox-apps.ts";
import { SOURCES } from "./sources.ts";

/** Expired when the evidence was taken: what happened since is not in it. */
export const credentialExpired: Detector<"credentialExpired"> = {
  kind: "credentialExpired",
  words: {
    severity: "low",
    title: "app with an expired secret or certificate",
    why: "if none of its other credentials is used, the app cannot sign in: its permissions may be needed by nobody",
    whatToDo: "ask the owner whether the app still runs, and remove what has expired",
    source: SOURCES.application,
  },
  restsOn: ["graph/applications"],
  widenedBy: MAILBOX_APP_SECTIONS,
  detect: (context) =>
    findCredentials(
      context,
      (endsAt, collectedAt) => endsAt < collectedAt,
      ({ app, registration }, endings) => {
        const others = (registration.credentials ?? []).some(
          ({ endDateTime }) =>
            endDateTime === undefined ||
            Date.parse(endDateTime) >= Date.parse(context.snapshot.collectedAt),
        );
        const rest = others ? "others are still valid" : "no valid one is left";
        return `${app.displayName}: ${endings}; ${rest}`;
      },
    ),
};
