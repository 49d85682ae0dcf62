import type { AccessDifference, AccessMoment, SampleKind } from "../model/rehearsal.ts";
import type { Cloud } from "../model/snapshot.ts";
import { CLOUD_HOSTS } from "../emulator/cloud-hosts.ts";
import type { Emulator } from "../emulator/start-emulator.ts";
import type { Sample } from "./choose-samples.ts";
import { readClock } from "./emulated-clock.ts";

export type Answer = "open" | "closed" | "unknown";

/** An emulated tenant, and what an app needs to sign in to it. */
export interface AskedTenant {
  readonly emulator: Emulator;
  readonly tenantId: string;
  readonly cloud: Cloud;
}

export interface AskedMoment {
  readonly moment: AccessMoment;
  readonly differences: readonly AccessDifference[];
}

/**
 * Asks, as an app with a new token, for mailboxes that were chosen, and compares the answers with what the plan allows at
 * that moment.
 *
 * @param moment its name; `before` and `restored` allow what was reached before, `after` what is to be reached in the end
 */
export async function askMailboxes(
  tenant: AskedTenant,
  { appId, moment }: { readonly appId: string; readonly moment: string },
  questions: readonly Sample[],
): Promise<AskedMoment> {
  const at = await readClock(tenant.emulator);
  const token = questions.length === 0 ? undefined : await requestToken(tenant, appId);
  const counts: Record<Answer, number> = { open: 0, closed: 0, unknown: 0 };
  const differences: AccessDifference[] = [];
  for (const question of questions) {
    const answer = await ask(tenant.emulator, token, question);
    counts[answer] += 1;
    const { kind, mailbox, route } = question;
    if (!isAllowed(moment, kind, answer))
      differences.push({ moment, route: route.name, mailbox, kind, answer });
  }
  return { moment: { moment, at, ...counts }, differences };
}

/** Between start and end what is gained or lost may be one or the other. */
function isAllowed(moment: string, kind: SampleKind, answer: Answer): boolean {
  if (answer === "unknown") return false;
  if (kind === "kept") return answer === "open";
  if (kind === "outside") return answer === "closed";
  if (moment === "after") return answer === (kind === "gained" ? "open" : "closed");
  if (moment === "before" || moment === "restored")
    return answer === (kind === "lost" ? "open" : "closed");
  return true;
}

/** Undefined where the app is given none: one that is switched off, for instance. */
async function requestToken(
  { emulator, tenantId, cloud }: AskedTenant,
  appId: string,
): Promise<string | undefined> {
  const body = new URLSearchParams({
    grant_type: "client_credentials",
    client_id: appId,
    client_secret: "any",
    scope: `https://${CLOUD_HOSTS[cloud].graph}/.default`,
  });
  const reply = await fetch(`${emulator.url}/${tenantId}/oauth2/v2.0/token`, {
    method: "POST",
    body,
  });
  const said: unknown = await reply.json();
  const token: unknown = Reflect.get(Object(said) as object, "access_token");
  return typeof token === "string" ? token : undefined;
}

/** Without a token nothing is open; what else the service says is no answer. */
async function ask(
  { url }: Emulator,
  token: string | undefined,
  { route, mailbox }: Sample,
): Promise<Answer> {
  if (token === undefined) return "unknown";
  const { status } = await fetch(`${url}/v1.0/users/${encodeURIComponent(mailbox)}/${route.path}`, {
    method: route.method,
    headers: { Authorization: `Bearer ${token}` },
  });
  if (status === 200 || status === 202) return "open";
  return status === 403 ? "closed" : "unknown";
}
