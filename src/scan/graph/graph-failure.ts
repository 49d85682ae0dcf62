import {
  AccessDeniedError,
  type AppError,
  NotFoundError,
  ServiceUnavailableError,
  ThrottledError,
} from "../../errors.ts";
import { redactSecrets } from "../redact-secrets.ts";
import { isRecord, readText } from "../raw-row.ts";
import { WHAT_TO_DO_ABOUT_A_REFUSED_TOKEN } from "../token-refusal.ts";

const TRANSIENT_STATUSES: ReadonlySet<number> = new Set([408, 429, 500, 502, 503, 504]);

/** Tells whether the same request can succeed a moment later. */
export const isTransientStatus = (status: number): boolean => TRANSIENT_STATUSES.has(status);

/**
 * Tells whether an error answer of Graph may be another one a moment later. "Not found" in words that are not Graph's
 * is a proxy's.
 */
export const isWorthRepeating = (status: number, body: unknown): boolean =>
  isTransientStatus(status) || (status === 404 && !isGraphError(body));

/** Turns an error answer of Graph, whatever its body is, into the error that callers tell apart. */
export function toGraphError(status: number, body: unknown, path: string): AppError {
  const said = readMessage(body);
  const detail = `\`${path}\`: ${said} (status ${status})`;
  if (status === 401) {
    const message = `graph refused to read ${detail}: ${WHAT_TO_DO_ABOUT_A_REFUSED_TOKEN}`;
    return new AccessDeniedError(message);
  }
  if (status === 403) {
    return new AccessDeniedError(`graph refused to read ${detail}`);
  }
  if (status === 404 && isGraphError(body))
    return new NotFoundError(`graph did not find ${detail}`);
  if (status === 429) return new ThrottledError(`graph throttled ${detail}`);
  return new ServiceUnavailableError(`graph could not serve ${detail}`);
}

/** Graph's errors have a code. */
const isGraphError = (body: unknown): boolean => {
  const error = isRecord(body) ? body["error"] : undefined;
  return isRecord(error) && readText(error, "code") !== "";
};

function readMessage(body: unknown): string {
  const error = isRecord(body) ? body["error"] : undefined;
  if (!isRecord(error)) return "the answer has no error message";
  const code = readText(error, "code");
  const message = redactSecrets(readText(error, "message"))
    .replaceAll(/\s+/g, " ")
    .replace(/\.$/, "");
  return [code, message].filter((text) => text !== "").join(": ") || "the error has no message";
}
