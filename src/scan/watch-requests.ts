import { describeRequest, type RequestDescription } from "./describe-request.ts";
import { redactSecrets } from "./redact-secrets.ts";
import type { Send } from "./trusted-send.ts";

/** One request that ended, with an answer or without; identities, headers and bodies are no part of it. */
export interface WatchedRequest extends RequestDescription {
  /** Cursors are masked: they are long, and say nothing. */
  readonly path: string;
  /** From the start of the watch to the start of the request. */
  readonly offsetMs: number;
  /** Until the head of the answer, or the failure. */
  readonly durationMs: number;
  /** Null when no answer came. */
  readonly status: number | null;
  /** The id that the service gave it. */
  readonly requestId: string | undefined;
  /** As the service wrote it: seconds, or a date. */
  readonly retryAfter: string | undefined;
  /** 1 for a request that was not sent before, as far as it can be told: the parts of a batch are repeated in others. */
  readonly attempt: number;
}

/** A cursor in a query, by the name of its parameter. */
const CURSOR = /([?&][^=&]*(?:token|cursor)[^=&]*=)[^&]*/gi;

/** Creates what tells of every request that passes. */
export function createRequestWatch(
  onRequest: (request: WatchedRequest) => void,
  now: () => Date,
): (send: Send) => Send {
  const startedAt = now().getTime();
  const countAttempts = createAttemptCounter();

  return (send) => async (url, init) => {
    const description = describeRequest(url, init);
    const sentAt = now().getTime();
    const attempts = countAttempts(url, init);
    const tell = (status: number | null, headers: Headers): void => {
      attempts.end(status);
      onRequest({
        ...description,
        path: redactSecrets(description.path.replaceAll(CURSOR, "$1…")),
        offsetMs: sentAt - startedAt,
        durationMs: now().getTime() - sentAt,
        status,
        requestId: readPlain(headers, "request-id"),
        retryAfter: readPlain(headers, "retry-after"),
        attempt: attempts.attempt,
      });
    };
    try {
      const response = await send(url, init);
      tell(response.status, response.headers);
      return response;
    } catch (cause) {
      tell(null, new Headers());
      throw cause;
    }
  };
}

/** Even an id is what a server chose to write. */
function readPlain(headers: Headers, name: string): string | undefined {
  const value = headers.get(name);
  return value === null ? undefined : redactSecrets(value);
}

/** Counts how often in a row the same request was sent and failed. Only those that failed are remembered. */
function createAttemptCounter() {
  const failures = new Map<string, number>();
  return (url: string, init: RequestInit) => {
    const body = typeof init.body === "string" ? init.body : "";
    const id = new Headers(init.headers).get("client-request-id") ?? "";
    const key = [init.method ?? "GET", url, id, body].join("\n");
    const attempt = (failures.get(key) ?? 0) + 1;
    return {
      attempt,
      end(status: number | null): void {
        if (status === null || status >= 400) failures.set(key, attempt);
        else failures.delete(key);
      },
    };
  };
}
