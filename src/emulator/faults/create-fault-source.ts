import type { Delivery } from "./delivery.ts";
import { createEveryNth } from "./every-nth.ts";
import type { Faults, TruncateBody } from "./faults.ts";
import { isHit } from "./is-hit.ts";
import type { LogicalRequest } from "./logical-request.ts";
import { matchesName } from "./matches-name.ts";
import { seededShare } from "./seeded-share.ts";
import { createTokenExpiry } from "./token-expiry.ts";
import type { Trouble } from "./trouble.ts";
import { createTryCounter, type Try } from "./try-counter.ts";

/** What a request meets: another answer, an answer that does not go out whole, or both. */
export interface Met {
  readonly trouble?: Trouble | undefined;
  readonly delivery?: Delivery | undefined;
}

/** To be asked once for each request, in order of arrival. */
export type FaultSource = (request: LogicalRequest) => Met;

/**
 * Creates what says, for each request, which faults of a scenario it meets.
 *
 * A proxy's page comes before anything that the service says; the service looks at the token, then at its load, then
 * at rights. The sign-in service is only ever behind the proxy and the network.
 */
export function createFaultSource(faults: Faults): FaultSource {
  const count = createTryCounter();
  const everyNth = createEveryNth(faults);
  const refusalOf = createTokenExpiry(faults.expireToken ?? []);
  const find = createFinder(faults);

  const troubleOf = (made: Try): Trouble | undefined => {
    const html = find("htmlError", made);
    if (html !== undefined) return { kind: "html", status: html.rule.status ?? 502 };
    if (made.request.service === "signIn") return undefined;
    const challenge = refusalOf(made.request);
    if (challenge !== undefined) return { kind: "tokenRefused", challenge };
    return loadOf(everyNth(), faults) ?? lastingOf(faults, made.request) ?? cursorOf(made);
  };
  const cursorOf = (made: Try): Trouble | undefined =>
    made.request.page > 1 && find("expireCursor", made) !== undefined
      ? { kind: "cursorExpired" }
      : undefined;
  const deliveryOf = (made: Try): Delivery | undefined => {
    const drop = find("dropConnection", made);
    if (drop !== undefined) return { kind: "dropped", when: drop.rule.when ?? "before" };
    const cut = find("truncateBody", made);
    return cut === undefined ? undefined : toTruncated(cut.rule, made, cut.salt);
  };

  return (request) => {
    const made = count(request);
    return { trouble: troubleOf(made), delivery: deliveryOf(made) };
  };
}

type AimedKey = "dropConnection" | "truncateBody" | "htmlError" | "expireCursor";
type RuleOf<Key extends AimedKey> = NonNullable<Faults[Key]>[number];

/** Finds the first rule of a kind that hits; its salt is its place in the scenario. */
function createFinder(faults: Faults) {
  return <Key extends AimedKey>(
    key: Key,
    made: Try,
  ): { readonly rule: RuleOf<Key>; readonly salt: string } | undefined => {
    const rules = (faults[key] ?? []) as readonly RuleOf<Key>[];
    for (const [index, rule] of rules.entries()) {
      const salt = `${faults.seed ?? 0} ${key} ${index}`;
      if (isHit(rule, made, salt)) return { rule, salt };
    }
    return undefined;
  };
}

function loadOf(
  load: "throttled" | "transient" | undefined,
  { retryAfterSeconds = 1 }: Faults,
): Trouble | undefined {
  if (load === "throttled") return { kind: "throttled", retryAfterSeconds };
  return load === "transient" ? { kind: "transient" } : undefined;
}

function lastingOf(faults: Faults, { service, name, page }: LogicalRequest): Trouble | undefined {
  const refused = (service === "exchange" ? faults.denyCmdlets : faults.denyPaths) ?? [];
  if (refused.some((pattern) => matchesName(pattern, name))) return { kind: "denied" };
  const isFailing = (faults.failPage ?? []).some(
    (rule) => rule.page === page && (rule.on === undefined || matchesName(rule.on, name)),
  );
  return isFailing ? { kind: "pageFailed" } : undefined;
}

const toTruncated = (
  { framing = "contentLength", keep }: TruncateBody,
  { request, ofPage }: Try,
  salt: string,
): Delivery => ({
  kind: "truncated",
  framing,
  keep: keep ?? seededShare(salt, "keep", request.identity, request.page, ofPage),
});
