import { Agent, type Dispatcher, Pool, ProxyAgent } from "undici";

import { isBypassed, type ProxySettings } from "./proxy-settings.ts";

/** The way that a request to a target takes. */
export interface Route {
  readonly dispatcher: Dispatcher;
  /** Undefined when the target is reached directly. */
  readonly proxy: ProxySettings | undefined;
}

/** Creates what chooses the way of each request: through the proxy, or directly where there is none or it is bypassed. */
export function createRoutes(proxy: ProxySettings | undefined): (target: URL) => Route {
  const direct: Route = { dispatcher: new Agent(), proxy: undefined };
  if (proxy === undefined) return () => direct;
  const dispatcher = new ProxyAgent({ uri: proxy.url.href, clientFactory: createTunnels });
  const proxied: Route = { dispatcher, proxy };
  return (target) => (isBypassed(target, proxy) ? direct : proxied);
}

/**
 * Creates the connections to the proxy.
 *
 * Observed with undici 7.30.2: when a proxy hangs up on a request for a tunnel, the library takes its own error for a
 * target's connection that was idle too long, and asks again at once, hundreds of times a second, for as long as the
 * time limit allows. An error of another kind ends the request instead; whether to repeat it is decided elsewhere.
 */
function createTunnels(proxy: URL, options: object): Pool {
  const pool = new Pool(proxy, options);
  const openTunnel = pool.connect.bind(pool) as (to: Dispatcher.ConnectOptions) => Promise<unknown>;
  const connect = async (to: Dispatcher.ConnectOptions): Promise<unknown> => {
    try {
      return await openTunnel(to);
    } catch (cause) {
      throw isHangUp(cause) ? new Error("it hung up") : cause;
    }
  };
  return Object.assign(pool, { connect });
}

const isHangUp = (cause: unknown): boolean =>
  cause instanceof Error && "code" in cause && cause.code === "UND_ERR_SOCKET";
