import {
  AccessDeniedError,
  type AppError,
  NotFoundError,
  ServiceUnavailableError,
  ThrottledError,
} from "../../errors.ts";
import { redactSecrets } from "../redact-secrets.ts";
import { isRecord, readText } from "../raw-row.ts";

const TRANSIENT_STATUSES: ReadonlySet<number> = new Set([408, 429, 500, 502, 503, 504]);

/** Tells whether the same request can succeed a moment later. */
export const isTransientStatus = (status: number): boolean => TRANSIENT_STATUSES.has(status);

/** Turns an error answer of Graph, whatever its body is, into the error that callers tell apart. */
export function toGraphError(status: number, body: unknown, path: string): AppError {
  const said = readMessage(body);
  const detail = `\`${path}\`: ${said} (status ${status})`;
  if (status === 401 || status === 403) {
    return new AccessDeniedError(`graph refused to read ${detail}`);
  }
  if (status === 404) return new NotFoundError(`graph did not find ${detail}`);
  if (status === 429) return new ThrottledError(`graph throttled ${detail}`);
  return new ServiceUnavailableError(`graph could not serve ${detail}`);
}

function readMessage(body: unknown): string {
  const error = isRecord(body) ? body["error"] : undefined;
  if (!isRecord(error)) return "the answer has no error message";
  const code = readText(error, "code");
  const message = redactSecrets(readText(error, "message"))
    .replaceAll(/\s+/g, " ")
    .replace(/\.$/, "");
  return [code, message].filter((text) => text !== "").join(": ") || "the error has no message";
}
