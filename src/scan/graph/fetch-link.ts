import { type Context, GraphClientError, type Middleware } from "@microsoft/microsoft-graph-client";

import { InvariantError } from "../../errors.ts";
import type { Send } from "../trusted-send.ts";

/**
 * Creates the last middleware of the Graph client: it sends, and only to trusted hosts.
 *
 * Stands where the library's own HTTP handler would. Its errors are wrapped so that the library hands them on
 * untouched.
 */
export function createFetchLink(send: Send, attemptTimeoutMs: number): Middleware {
  return {
    async execute(context: Context): Promise<void> {
      const url: unknown = context.request;
      const init = context.options as RequestInit | undefined;
      const signal = AbortSignal.timeout(attemptTimeoutMs);
      try {
        if (typeof url !== "string") throw new InvariantError("the graph reader asks by url only");
        context.response = await send(url, { ...init, signal });
      } catch (cause) {
        throw carryThroughGraphClient(cause);
      }
    },
  };
}

/** Wraps an error for its way through the Graph client, which replaces any other kind. */
export function carryThroughGraphClient(cause: unknown): GraphClientError {
  const carrier = new GraphClientError("carries `customError`");
  carrier.customError = cause;
  return carrier;
}
