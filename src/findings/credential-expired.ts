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
    why: "an app that has no other way to sign in has stopped: its permissions may be needed by nobody, and they stand all the same",
    whatToDo:
      "ask the owner whether the app still runs, by another secret or certificate or a federated credential; take away what has expired, and the grants too where it does not",
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
        const rest = others ? "others are still valid" : "no valid secret or certificate is left";
        return `${app.displayName}, expired: ${endings}; ${rest}`;
      },
    ),
};
