import {
  Client,
  type Middleware,
  RedirectHandler,
  RetryHandler,
  RetryHandlerOptions,
} from "@microsoft/microsoft-graph-client";

import type { RetryPolicy } from "../retry.ts";
import type { TokenSource } from "../token-source.ts";
import type { Send } from "../trusted-send.ts";
import { createAuthenticationLink } from "./create-authentication-link.ts";
import { createFetchLink } from "./fetch-link.ts";
import { isRepeatedByMiddleware } from "./is-repeated-by-middleware.ts";

export interface GraphClientOptions {
  readonly send: Send;
  /** Origin of the cloud's Graph. Default: the worldwide one. */
  readonly base?: string | undefined;
  readonly tokens: TokenSource;
  readonly retry: RetryPolicy;
}

/**
 * Creates the SDK client on its own middleware for retries (`isRepeatedByMiddleware`) and redirects, between our own
 * links: the token as the first, sending as the last.
 *
 * @see https://learn.microsoft.com/graph/sdks/customize-client
 */
export function createGraphClient({ send, base, tokens, retry }: GraphClientOptions): Client {
  const retries = new RetryHandlerOptions(undefined, retry.maxAttempts - 1, (...call) =>
    isRepeatedByMiddleware(call[4]),
  );
  return Client.initWithMiddleware({
    ...(base === undefined ? {} : { baseUrl: `${base}/` }),
    middleware: chain([
      createAuthenticationLink(tokens),
      new RetryHandler(retries),
      new RedirectHandler(),
      createFetchLink(send, retry.attemptTimeoutMs),
    ]),
  });
}

/** Links the middleware in order and hands back the first. */
function chain(links: readonly [Middleware, ...Middleware[]]): Middleware {
  for (const [index, link] of links.entries()) {
    const next = links[index + 1];
    if (next !== undefined) link.setNext?.(next);
  }
  return links[0];
}
