import { fetch as fetchThrough, type RequestInit as FetchInit } from "undici";

import { AppError, ServiceUnavailableError } from "../errors.ts";
import { createRoutes, type Route } from "./proxy/create-routes.ts";
import { explainProxyFailure } from "./proxy/proxy-failure.ts";
import type { ProxySettings } from "./proxy/proxy-settings.ts";
import { explainUntrustedCertificate } from "./proxy/untrusted-certificate.ts";
import { countRequest } from "./request-meter.ts";

/** Sends one request; a redirect is handed back, never followed. */
export type Send = (url: string, init: RequestInit) => Promise<Response>;

interface SendOptions {
  /** The only host names that may receive a request, and so a token. */
  readonly hosts: readonly string[];
  /** Loopback origin that receives the traffic instead of the hosts. */
  readonly emulatorUrl?: string | undefined;
  /** Never used for an emulator, which is on this machine. */
  readonly proxy?: ProxySettings | undefined;
}

const LOOPBACK_HOSTS: ReadonlySet<string> = new Set(["127.0.0.1", "localhost", "[::1]"]);

/**
 * Creates the last link of both clients: nothing leaves this process but through here.
 *
 * INVARIANT: a request goes only to https and one of `hosts`, whoever asked for it (a paging link and a redirect
 * are texts that a server chose). With `emulatorUrl` the checked request is sent to that origin instead.
 */
export function createTrustedSend({ hosts, emulatorUrl, proxy }: SendOptions): Send {
  const emulator = emulatorUrl === undefined ? undefined : resolveLoopbackOrigin(emulatorUrl);
  const fetchFrom = createFetch(emulator === undefined ? proxy : undefined);
  return async (url, init) => {
    const target = assertTrusted(url, hosts);
    const actual =
      emulator === undefined ? target : new URL(`${emulator}${target.pathname}${target.search}`);
    try {
      const response = await fetchFrom(actual, { ...init, redirect: "manual" });
      countRequest(response.status);
      return response;
    } catch (cause) {
      countRequest(null);
      throw cause;
    }
  };
}

type Fetch = (target: URL, init: RequestInit) => Promise<Response>;

/** The runtime's own `fetch` knows no proxy; this one is the same code in a newer version, which does. */
function createFetch(proxy: ProxySettings | undefined): Fetch {
  const routeOf = createRoutes(proxy);
  const answered = new Set<Route>();
  return async (target, init) => {
    const route = routeOf(target);
    const { dispatcher } = route;
    try {
      const response = await fetchThrough(target, { ...init, dispatcher } as FetchInit);
      answered.add(route);
      return response as unknown as Response;
    } catch (cause) {
      if (isOurOwnDoing(init)) throw cause;
      const untrusted = explainUntrustedCertificate(codesOf(cause), target.hostname, cause);
      if (untrusted !== undefined) throw untrusted;
      if (route.proxy === undefined) throw cause;
      throw explainProxyFailure(cause, route.proxy, target, answered.has(route));
    }
  };
}

/** The codes of an error and of what caused it. */
function codesOf(cause: unknown): string {
  const codes: string[] = [];
  for (let one = cause; one instanceof Error; one = one.cause) {
    if ("code" in one) codes.push(String(one.code));
  }
  return codes.join(" ");
}

/** A time limit of ours that ran out says nothing of the proxy. */
const isOurOwnDoing = ({ signal }: RequestInit): boolean => signal?.aborted === true;

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
