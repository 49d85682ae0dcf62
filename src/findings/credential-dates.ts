import type { Credential } from "../model/graph-rows.ts";
import { found, open, type Seen } from "./detector.ts";
import { namedApp, type FindingContext } from "./finding-context.ts";
import { registeredApps, unregisteredApps, type RegisteredApp } from "./mailbox-apps.ts";

/** A credential with the day on which it ends. */
interface Ending {
  readonly credential: Credential;
  readonly endsAt: string;
}

/** The registrations that have credentials whose end lies where `isMeant` says; `says` makes the sentence. */
export function findCredentials(
  context: FindingContext,
  isMeant: (endsAtMs: number, collectedAtMs: number) => boolean,
  says: (one: RegisteredApp, endings: string) => string,
): readonly Seen[] {
  const collectedAt = Date.parse(context.snapshot.collectedAt);
  const seen = registeredApps(context).flatMap((one) => {
    const { credentials } = one.registration;
    if (credentials === undefined) return [notReported(one)];
    const endings = credentials.flatMap(endingOf);
    const meant = endings.filter(({ endsAt }) => isMeant(Date.parse(endsAt), collectedAt));
    const undated = endings.length < credentials.length ? [notReported(one)] : [];
    return meant.length === 0 ? undated : [...undated, toFound(one, meant, says)];
  });
  return [...seen, ...unregisteredApps(context, "its credentials are")];
}

const endingOf = (credential: Credential): readonly Ending[] =>
  credential.endDateTime === undefined ? [] : [{ credential, endsAt: credential.endDateTime }];

function toFound(
  one: RegisteredApp,
  meant: readonly Ending[],
  says: (one: RegisteredApp, endings: string) => string,
): Seen {
  const { id, displayName } = one.registration;
  const list = (word: string): string =>
    meant
      .map((ending) => describe(ending, word))
      .toSorted()
      .join("; ");
  return found({
    subject: { kind: "application", id, name: displayName ?? one.app.displayName },
    app: namedApp(one.app),
    text: says(one, list("on")),
    evidence: [{ section: "graph/applications", row: id, value: list("ends") }],
  });
}

const describe = (
  { credential: { kind, displayName, keyId }, endsAt }: Ending,
  word: string,
): string =>
  [kind, displayName ?? keyId, word, endsAt.slice(0, 10)]
    .filter((part) => part !== undefined)
    .join(" ");

function notReported({ app, registration: { id, displayName } }: RegisteredApp): Seen {
  return open({
    subject: { kind: "application", id, name: displayName ?? app.displayName },
    section: "graph/applications",
    status: "notReported",
    why: `when the credentials of ${app.displayName} end was not reported`,
  });
}
