import { AppError, ServiceUnavailableError } from "../errors.ts";
import type { Attempt } from "./retry.ts";

/** What an attempt that got no whole answer comes to: our own errors stand, anything else is worth repeating. */
export function connectionFailure(
  cause: unknown,
  what: string,
): Extract<Attempt<never>, { ok: false }> {
  if (cause instanceof AppError) return { ok: false, error: cause, again: false };
  const error = new ServiceUnavailableError(`no whole answer came for ${what}: ${explain(cause)}`, {
    hint: "check the network, and a proxy between this machine and Microsoft 365",
    cause,
  });
  return { ok: false, error, again: true };
}

/** `fetch` hides what happened in `cause`. */
function explain(cause: unknown): string {
  if (!(cause instanceof Error)) return String(cause);
  const inner = cause.cause instanceof Error ? `: ${cause.cause.message}` : "";
  return `${cause.message}${inner}`.replaceAll(/\s+/g, " ").replace(/\.$/, "");
}
