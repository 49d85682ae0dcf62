import {
  type Client,
  GraphClientError,
  type GraphRequest,
  ResponseType,
} from "@microsoft/microsoft-graph-client";

import { ServiceUnavailableError } from "../../errors.ts";
import { connectionFailure } from "../connection-failure.ts";
import { isRecord, type RawRow } from "../raw-row.ts";
import { type Attempt, readRetryAfterMs, type RetryPolicy, withRetry } from "../retry.ts";
import { isWorthRepeating, toGraphError } from "./graph-failure.ts";
import type { GraphReader } from "./graph-reader.ts";
import { isRepeatedByMiddleware } from "./is-repeated-by-middleware.ts";
import { readBatch } from "./read-batch.ts";

const MAX_PAGES = 5000;

/**
 * Adapts the SDK client to `GraphReader`.
 *
 * Retries with `Retry-After` are the SDK middleware's job; what it does not repeat (no such header or a long wait, 500,
 * 502, a broken connection, the parts of a batch) is repeated here.
 *
 * @see https://learn.microsoft.com/graph/paging
 */
export function createGraphReader(client: Client, retry: RetryPolicy): GraphReader {
  const read = (path: string): Promise<RawRow> =>
    withRetry(retry, () =>
      attempt(path, retry, () => requestOf(client, path).responseType(ResponseType.RAW).get()),
    );
  const post = (body: object): Promise<RawRow> =>
    withRetry(retry, () =>
      attempt("/$batch", retry, () =>
        client.api("/$batch").responseType(ResponseType.RAW).post(body),
      ),
    );

  return {
    async *items(path) {
      const first = await read(path);
      yield* rowsOf(first, path);
      yield* this.restOf(first);
    },
    async *restOf(page) {
      const seen = new Set<string>();
      for (let next = nextLinkOf(page); next !== undefined;) {
        if (seen.has(next) || seen.size >= MAX_PAGES) throw endless(next);
        seen.add(next);
        const following = await read(next);
        yield* rowsOf(following, next);
        next = nextLinkOf(following);
      }
    },
    batch: (paths) => readBatch(paths, post, retry),
  };
}

/** A path is one of v1.0, unless it begins with `/beta/`. */
function requestOf(client: Client, path: string): GraphRequest {
  const beta = "/beta";
  if (!path.startsWith(`${beta}/`)) return client.api(path);
  return client.api(path.slice(beta.length)).version("beta");
}

async function attempt(
  path: string,
  retry: RetryPolicy,
  send: () => Promise<unknown>,
): Promise<Attempt<RawRow>> {
  try {
    const response = (await send()) as Response;
    const body = parseJson(await response.text());
    if (!response.ok) return refusal(response, body, path, retry);
    if (isRecord(body)) return { ok: true, value: body };
    const error = new ServiceUnavailableError(`graph answered \`${path}\` with no json object`);
    return { ok: false, error, again: true };
  } catch (cause) {
    const carried: unknown = cause instanceof GraphClientError ? cause.customError : undefined;
    return connectionFailure(carried ?? cause, `\`${path}\``);
  }
}

function refusal(
  response: Response,
  body: unknown,
  path: string,
  retry: RetryPolicy,
): Attempt<never> {
  return {
    ok: false,
    error: toGraphError(response.status, body, path),
    again: isWorthRepeating(response.status, body) && !isRepeatedByMiddleware(response),
    retryAfterMs: readRetryAfterMs(response.headers.get("retry-after"), retry.clock()),
  };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function rowsOf(page: RawRow, path: string): readonly RawRow[] {
  const value = page["value"];
  if (Array.isArray(value) && value.every(isRecord)) return value;
  throw new ServiceUnavailableError(`graph answered \`${path}\` without items`);
}

function nextLinkOf(page: RawRow): string | undefined {
  const link = page["@odata.nextLink"];
  // Anything else the SDK would take for a path of Graph's.
  if (link === undefined || (typeof link === "string" && link.startsWith("https://"))) return link;
  throw new ServiceUnavailableError("graph answered with an unreadable paging link");
}

const endless = (link: string): ServiceUnavailableError =>
  new ServiceUnavailableError(`graph pages \`${link.split("?")[0]}\` without an end`);
