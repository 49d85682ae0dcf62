import { setImmediate } from "node:timers/promises";

import { ServiceUnavailableError } from "../../errors.ts";
import { connectionFailure } from "../connection-failure.ts";
import type { Gate } from "../gate.ts";
import { type Attempt, readRetryAfterMs, type RetryPolicy, withRetry } from "../retry.ts";
import { readTokenRefusal } from "../token-refusal.ts";
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
  /**
   * One page of a cmdlet's rows.
   *
   * @param onBody told of each successful answer before it is decoded, which takes a while where it is long
   */
  post(
    request: CmdletRequest,
    isFirstPage: boolean,
    onBody?: (body: string) => void,
  ): Promise<Extract<ExchangePage, { ok: true }>>;
  /** A document; `what` names it in errors. */
  get(url: string, headers: Readonly<Record<string, string>>, what: string): Promise<unknown>;
}

interface Answer {
  readonly response: Response;
  readonly body: string;
}

const MAX_REDIRECTS = 3;

/** Characters. */
const LARGE_BODY = 100_000;

/** Turns of the event loop that a request takes to be on its way. */
const TURNS_TO_SEND = 3;

/** A page is megabytes, and decoding it stops everything else: other answers, and the request for the next page. */
async function letOthersGoFirst(): Promise<void> {
  for (let turn = 0; turn < TURNS_TO_SEND; turn += 1) await setImmediate();
}

/** Creates the requests: headers, tokens, challenges, redirects, time limits and retries. */
export function createExchangeRequest(options: ExchangeRequestOptions): ExchangeRequest {
  const { gate, retry } = options;

  async function attempt<T>(
    what: string,
    url: string,
    init: RequestInit,
    decode: (body: string, response: Response) => Attempt<T> | Promise<Attempt<T>>,
  ): Promise<Attempt<T>> {
    const answer = await gate(() => exchangeAnswer(options, url, init)).catch((cause: unknown) =>
      connectionFailure(cause, what),
    );
    if ("ok" in answer) return answer;
    if (answer.response.ok) return decode(answer.body, answer.response);

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
    post({ cmdlet, url, body, requestId }, isFirstPage, onBody) {
      const what = `\`${cmdlet}\``;
      const headers = {
        "Content-Type": "application/json",
        Prefer: "odata.maxpagesize=1000",
        "X-CmdletName": cmdlet,
        "X-ResponseFormat": "json",
        "client-request-id": requestId,
      };
      return withRetry(retry, () =>
        attempt(what, url, { method: "POST", headers, body }, async (text, response) => {
          onBody?.(text);
          if (text.length > LARGE_BODY) await letOthersGoFirst();
          const page = decodeExchangePage(text, {
            isFirstPage,
            isVoidWhenEmpty: isVoidWhenEmpty(response),
          });
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

/** Sends once, and once more with another token when the first is refused and there is another. */
async function exchangeAnswer(
  options: ExchangeRequestOptions,
  url: string,
  init: RequestInit,
): Promise<Answer> {
  const { tokens } = options;
  const token = await tokens.readToken();
  const answer = await sendWithToken(options, token, url, init);
  const { status, headers } = answer.response;
  const refusal = readTokenRefusal(token, status, headers.get("www-authenticate"));
  if (refusal === undefined) return answer;
  const other = await tokens.readToken(refusal);
  return other === token ? answer : await sendWithToken(options, other, url, init);
}

/** Sends; a redirect inside the trusted hosts is followed. */
async function sendWithToken(
  { send, anchor, retry }: ExchangeRequestOptions,
  token: string,
  url: string,
  init: RequestInit,
): Promise<Answer> {
  const signal = AbortSignal.timeout(retry.attemptTimeoutMs);
  const headers = new Headers(init.headers);
  headers.set("Accept", "application/json");
  headers.set("X-AnchorMailbox", anchor);
  headers.set("Authorization", `Bearer ${token}`);
  let target = url;
  for (let hops = 0; ; hops += 1) {
    const response = await send(target, { ...init, headers, signal });
    const location = readRedirect(response, target);
    if (hops >= MAX_REDIRECTS || location === undefined) {
      return { response, body: await readBody(response) };
    }
    await response.body?.cancel();
    target = location;
  }
}

/** The text of an answer. A refusal may declare an encoding that its body is not in: then the status is all there is. */
async function readBody(response: Response): Promise<string> {
  if (response.ok) return decodeUtf8(await response.arrayBuffer());
  return await response.text().catch(() => "");
}

/** As `Response.text` does, which takes several times as long for a page of megabytes. */
function decodeUtf8(bytes: ArrayBuffer): string {
  const text = Buffer.from(bytes).toString("utf8");
  return text.startsWith("\uFEFF") ? text.slice(1) : text;
}

/**
 * Tells whether an answer of no bytes is one of no rows. One that promises JSON, or bytes, was cut off.
 *
 * A proxy may pass on a cut-off answer in good order, and the runtime takes the end of a connection that is to be
 * closed for the end of its body, whether or not the last chunk came.
 */
function isVoidWhenEmpty({ status, headers }: Response): boolean {
  if (status === 204) return true;
  const length = headers.get("content-length");
  return length === null ? headers.get("content-type") === null : Number(length) === 0;
}

function readRedirect(response: Response, from: string): string | undefined {
  const location = response.headers.get("location");
  if (response.status < 300 || response.status > 399 || location === null) return undefined;
  return URL.canParse(location, from) ? new URL(location, from).href : undefined;
}

function unusable<T>(what: string, why: string, again: boolean): Attempt<T> {
  const error = new ServiceUnavailableError(`exchange answered ${what} with ${why}`);
  return { ok: false, error, again };
}
