import { AppError, ServiceUnavailableError } from "../errors.ts";
import { countRequest } from "./request-meter.ts";

/** Sends one request; a redirect is handed back, never followed. */
export type Send = (url: string, init: RequestInit) => Promise<Response>;

interface SendOptions {
  /** The only host names that may receive a request, and so a token. */
  readonly hosts: readonly string[];
  /** Loopback origin that receives the traffic instead of the hosts. */
  readonly emulatorUrl?: string | undefined;
}

const LOOPBACK_HOSTS: ReadonlySet<string> = new Set(["127.0.0.1", "localhost", "[::1]"]);

/**
 * Creates the last link of both clients: nothing leaves this process but through here.
 *
 * INVARIANT: a request goes only to https and one of `hosts`, whoever asked for it (a paging link and a redirect
 * are texts that a server chose). With `emulatorUrl` the checked request is sent to that origin instead.
 */
export function createTrustedSend({ hosts, emulatorUrl }: SendOptions): Send {
  const emulator = emulatorUrl === undefined ? undefined : resolveLoopbackOrigin(emulatorUrl);
  return async (url, init) => {
    const target = assertTrusted(url, hosts);
    const actual =
      emulator === undefined ? target.href : `${emulator}${target.pathname}${target.search}`;
    try {
      const response = await fetch(actual, { ...init, redirect: "manual" });
      countRequest(response.status);
      return response;
    } catch (cause) {
      countRequest(null);
      throw cause;
    }
  };
}

/**
 * Resolves the origin of an emulator's url.
 *
 * @throws AppError `usage` for anything but a loopback address: a token is never sent to another machine by a flag.
 */
export function resolveLoopbackOrigin(url: string): string {
  const parsed = parseUrl(url);
  if (parsed === null || !/^https?:$/.test(parsed.protocol)) {
    throw new AppError("usage", `\`${url}\` is not the url of an emulator`, {
      hint: "give a loopback url, such as http://127.0.0.1:4000",
    });
  }
  if (!LOOPBACK_HOSTS.has(parsed.hostname)) {
    throw new AppError("usage", `\`${url}\` is not on this machine`, {
      hint: "an emulator is reached by a loopback address only: 127.0.0.1, localhost or [::1]",
    });
  }
  return parsed.origin;
}

function assertTrusted(url: string, hosts: readonly string[]): URL {
  const target = parseUrl(url);
  const trusted =
    target !== null &&
    target.protocol === "https:" &&
    target.port === "" &&
    target.username === "" &&
    hosts.includes(target.hostname);
  if (!trusted) {
    throw new ServiceUnavailableError(
      `the service pointed to \`${target === null ? "an unreadable url" : target.origin}\`; nothing was sent there`,
      { hint: `only ${hosts.join(", ")} may receive a token` },
    );
  }
  return target;
}

function parseUrl(url: string): URL | null {
  return URL.canParse(url) ? new URL(url) : null;
}
