import { ServiceUnavailableError } from "../../errors.ts";
import { connectionFailure } from "../connection-failure.ts";
import type { Gate } from "../gate.ts";
import { type Attempt, readRetryAfterMs, type RetryPolicy, withRetry } from "../retry.ts";
import type { TokenSource } from "../token-source.ts";
import type { Send } from "../trusted-send.ts";
import { isTransient, readExchangeFailure, toAppError } from "./exchange-failure.ts";
import { decodeExchangePage, type ExchangePage } from "./exchange-page.ts";

interface ExchangeRequestOptions {
  readonly send: Send;
  readonly tokens: TokenSource;
  readonly anchor: string;
  readonly retry: RetryPolicy;
  readonly gate: Gate;
}

interface CmdletRequest {
  readonly cmdlet: string;
  readonly url: string;
  readonly body: string;
  readonly requestId: string;
}

/** Single requests, each repeated as long as repeating can help. */
export interface ExchangeRequest {
  /** One page of a cmdlet's rows. */
  post(request: CmdletRequest, isFirstPage: boolean): Promise<Extract<ExchangePage, { ok: true }>>;
  /** A document; `what` names it in errors. */
  get(url: string, headers: Readonly<Record<string, string>>, what: string): Promise<unknown>;
}

interface Answer {
  readonly response: Response;
  readonly body: string;
}

const MAX_REDIRECTS = 3;

/** Creates the requests: headers, tokens, challenges, redirects, time limits and retries. */
export function createExchangeRequest(options: ExchangeRequestOptions): ExchangeRequest {
  const { gate, retry } = options;

  async function attempt<T>(
    what: string,
    url: string,
    init: RequestInit,
    decode: (body: string) => Attempt<T>,
  ): Promise<Attempt<T>> {
    const answer = await gate(() => exchangeAnswer(options, url, init)).catch((cause: unknown) =>
      connectionFailure(cause, what),
    );
    if ("ok" in answer) return answer;
    if (answer.response.ok) return decode(answer.body);

    const { status, headers } = answer.response;
    const failure = readExchangeFailure(status, headers, answer.body);
    return {
      ok: false,
      error: toAppError(failure, what),
      again: isTransient(failure),
      retryAfterMs: readRetryAfterMs(headers.get("retry-after"), retry.clock()),
    };
  }

  return {
    post({ cmdlet, url, body, requestId }, isFirstPage) {
      const what = `\`${cmdlet}\``;
      const headers = {
        "Content-Type": "application/json",
        Prefer: "odata.maxpagesize=1000",
        "X-CmdletName": cmdlet,
        "X-ResponseFormat": "json",
        "client-request-id": requestId,
      };
      return withRetry(retry, () =>
        attempt(what, url, { method: "POST", headers, body }, (text) => {
          const page = decodeExchangePage(text, isFirstPage);
          return page.ok ? { ok: true, value: page } : unusable(what, page.why, page.again);
        }),
      );
    },
    get(url, headers, what) {
      return withRetry(retry, () =>
        attempt(what, url, { method: "GET", headers: { ...headers } }, (text) => {
          try {
            return { ok: true, value: JSON.parse(text) as unknown };
          } catch {
            return unusable(what, "an answer that is no json", true);
          }
        }),
      );
    },
  };
}

/** Sends once; a challenge for fresh claims and a redirect inside the trusted hosts are answered in place. */
async function exchangeAnswer(
  { send, tokens, anchor, retry }: ExchangeRequestOptions,
  url: string,
  init: RequestInit,
): Promise<Answer> {
  const signal = AbortSignal.timeout(retry.attemptTimeoutMs);
  let claims: string | undefined;
  let target = url;
  for (let hops = 0; ; hops += 1) {
    const headers = new Headers(init.headers);
    headers.set("Accept", "application/json");
    headers.set("X-AnchorMailbox", anchor);
    headers.set("Authorization", `Bearer ${await tokens.readToken(claims)}`);
    const response = await send(target, { ...init, headers, signal });
    const location = readRedirect(response, target);
    const challenge = claims === undefined ? readClaims(response) : undefined;
    if (hops >= MAX_REDIRECTS || (location === undefined && challenge === undefined)) {
      return { response, body: await readBody(response) };
    }
    await response.body?.cancel();
    target = location ?? target;
    claims = challenge ?? claims;
  }
}

/** The text of an answer. A refusal may declare an encoding that its body is not in: then the status is all there is. */
async function readBody(response: Response): Promise<string> {
  if (response.ok) return await response.text();
  return await response.text().catch(() => "");
}

function readRedirect(response: Response, from: string): string | undefined {
  const location = response.headers.get("location");
  if (response.status < 300 || response.status > 399 || location === null) return undefined;
  return URL.canParse(location, from) ? new URL(location, from).href : undefined;
}

/** The claims that a 401 asks for, base64 in its challenge. */
function readClaims(response: Response): string | undefined {
  if (response.status !== 401) return undefined;
  const challenge = response.headers.get("www-authenticate") ?? "";
  const encoded = /claims="([^"]+)"/.exec(challenge)?.[1];
  return encoded === undefined ? undefined : Buffer.from(encoded, "base64").toString("utf8");
}

function unusable<T>(what: string, why: string, again: boolean): Attempt<T> {
  const error = new ServiceUnavailableError(`exchange answered ${what} with ${why}`);
  return { ok: false, error, again };
}
