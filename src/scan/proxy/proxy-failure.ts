import { ServiceUnavailableError } from "../../errors.ts";
import type { ProxySettings } from "./proxy-settings.ts";

const TUNNEL_STATUS = /\((\d{3})\)/;

/**
 * Explains a request that broke on its way through a proxy.
 *
 * What the proxy itself refuses comes back as our error, which nobody repeats; what may pass (a lost connection, a
 * proxy that answered before) as a plain one, which is.
 *
 * @param answered the proxy has let a request through before
 */
export function explainProxyFailure(
  cause: unknown,
  proxy: ProxySettings,
  target: URL,
  answered: boolean,
): Error {
  const inner = innermost(cause);
  const status = Number(TUNNEL_STATUS.exec(isTunnelError(inner) ? inner.message : "")?.[1]);
  if (status === 407) return wantsCredentials(proxy, cause);
  if (status >= 400 && status < 500) {
    return new ServiceUnavailableError(
      `the proxy \`${proxy.shown}\` refused to connect to \`${target.hostname}\` (status ${status})`,
      { hint: `have \`${target.hostname}\` let through by the proxy`, cause },
    );
  }
  if (!answered && isConnecting(inner)) {
    return new ServiceUnavailableError(
      `the proxy \`${proxy.shown}\` cannot be reached: ${inner.message}`,
      { hint: "check HTTPS_PROXY, or name hosts to reach without it in NO_PROXY", cause },
    );
  }
  return new Error(`through the proxy \`${proxy.shown}\``, { cause: inner });
}

/** The error of a proxy that let nobody pass without a user name and a password. */
export const wantsCredentials = (proxy: ProxySettings, cause?: unknown): ServiceUnavailableError =>
  new ServiceUnavailableError(
    `the proxy \`${proxy.shown}\` asks for a user name and a password (status 407)`,
    { hint: "put them into the variable: HTTPS_PROXY=http://user:password@proxy:8080", cause },
  );

const isTunnelError = (error: Error): boolean =>
  /^Proxy (?:response|Authentication Required)/.test(error.message);

/** Not one byte was exchanged: everything goes through the proxy, so it is the proxy that was not found. */
const isConnecting = (error: Error): boolean =>
  "syscall" in error && (error.syscall === "connect" || error.syscall === "getaddrinfo");

function innermost(cause: unknown): Error {
  let error = cause instanceof Error ? cause : new Error(String(cause));
  while (error.cause instanceof Error) error = error.cause;
  // Several addresses of a name were tried, each with an error of its own.
  const first: unknown = error instanceof AggregateError ? error.errors[0] : undefined;
  return first instanceof Error ? first : error;
}
