import { AccessDeniedError, type AppError, ServiceUnavailableError } from "../../errors.ts";
import { wantsCredentials } from "../proxy/proxy-failure.ts";
import type { ProxySettings } from "../proxy/proxy-settings.ts";
import { explainUntrustedCertificate } from "../proxy/untrusted-certificate.ts";
import { ENTRA_ERRORS, type EntraError, MISSING_SERVICE, PROTOCOL_ERRORS } from "./entra-errors.ts";

/** The tenant has no such service: not a right is missing, there is nothing to read. */
export class MissingServiceError extends AccessDeniedError {}

/** For which service a token was asked, and on which way. */
export interface SignInContext {
  readonly service: "Exchange Online" | "Microsoft Graph";
  /** Origin of the sign-in service. */
  readonly login: string;
  /** The proxy on the way there; undefined without one. */
  readonly proxy: ProxySettings | undefined;
  /** Takes away what the sign-in service said when it last refused; "" when it did not since. */
  readonly takeRefusal: () => string;
}

const CODE = /AADSTS(\d+)/;
const NETWORK =
  /\b(?:ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|EPIPE|network_error|socket hang up|endpoints_resolution_error)\b/;
const MAX_TEXT_CHARS = 300;

/**
 * Explains why no token was given: what happened, what to do, and what the sign-in service said.
 *
 * INVARIANT: neither a secret nor a token is in the text; the service and the library put none into theirs.
 *
 * @returns `serviceUnavailable` when the sign-in service was not reached, else `accessDenied`
 */
export function explainSignIn(cause: unknown, context: SignInContext): AppError {
  const { service, login, proxy } = context;
  const said = wordsOf(cause, context.takeRefusal());
  const code = Number(CODE.exec(said)?.[1]);
  const known = ENTRA_ERRORS[code] ?? PROTOCOL_ERRORS.find(([pattern]) => pattern.test(said))?.[1];
  if (MISSING_SERVICE.has(code)) {
    return new MissingServiceError(
      `the tenant has no ${service}, or its subscription has ended (${quoteService(said)})`,
      { hint: todoOf(known), cause },
    );
  }
  if (known !== undefined) {
    const message = `sign-in for ${service} failed: ${known.what} (${quoteService(said)})`;
    return new AccessDeniedError(message, { hint: todoOf(known), cause });
  }
  return explainWay(said, login, proxy, cause) ?? unexplained(said, service, cause);
}

/** The library's words, and the service's own where the library dropped them. */
function wordsOf(cause: unknown, refusal: string): string {
  const said = cause instanceof Error ? cause.message : String(cause);
  return refusal === "" || CODE.test(said) ? said : `${said}: ${refusal}`;
}

function explainWay(
  said: string,
  login: string,
  proxy: ProxySettings | undefined,
  cause: unknown,
): AppError | undefined {
  const host = new URL(login).host;
  if (proxy !== undefined && /\b407\b/.test(said)) return wantsCredentials(proxy, cause);
  const untrusted = explainUntrustedCertificate(said, host, cause);
  if (untrusted !== undefined || !NETWORK.test(said)) return untrusted;
  const way = proxy === undefined ? "" : ` through the proxy \`${proxy.shown}\``;
  return new ServiceUnavailableError(
    `the sign-in service \`${host}\` was not reached${way}: ${oneLine(said)}`,
    { hint: "check the network and HTTPS_PROXY; try again", cause },
  );
}

const unexplained = (said: string, service: string, cause: unknown): AppError =>
  new AccessDeniedError(`sign-in for ${service} failed: ${oneLine(said)}`, {
    hint: "look the number up at https://login.microsoftonline.com/error; check --client-id and that the app has been consented to in this tenant",
    cause,
  });

const todoOf = (known: EntraError | undefined): string => known?.todo ?? "";

/** What the service said, from its number on, without the ids that only its support can use. */
function quoteService(said: string): string {
  const start = said.search(CODE);
  const text = start < 0 ? said : said.slice(start);
  return oneLine(text.split(/(?: - )?(?:Trace ID|Correlation ID):/)[0] ?? text);
}

function oneLine(text: string): string {
  const line = text.replaceAll(/\s+/g, " ").trim().replace(/\.$/, "");
  return line.length > MAX_TEXT_CHARS ? `${line.slice(0, MAX_TEXT_CHARS)}…` : line;
}
