import { globalAgent } from "node:https";

import type { TokenCredentialOptions } from "@azure/identity";

import { isBypassed, type ProxySettings } from "../proxy/proxy-settings.ts";
import { isRecord, readText } from "../raw-row.ts";

/** Where the sign-in library sends its requests, and on which way. */
export type TransportOptions = Pick<
  TokenCredentialOptions,
  "authorityHost" | "proxyOptions" | "additionalPolicies"
>;

type AddedPolicy = NonNullable<TokenCredentialOptions["additionalPolicies"]>[number];

/**
 * The options that make the sign-in library take the same way as both clients.
 *
 * Left alone it would read the environment itself, `AZURE_AUTHORITY_HOST` too, and understands `NO_PROXY` more narrowly.
 *
 * @param login origin of the sign-in service
 * @param onRefusal told what the service says when it refuses: the library keeps but one word of it for a device code
 */
export function createTransportOptions(
  login: string,
  proxy: ProxySettings | undefined,
  onRefusal: (said: string) => void,
): TransportOptions {
  const listen = listenForRefusals(onRefusal);
  if (proxy === undefined || isBypassed(new URL(login), proxy)) {
    return { authorityHost: login, additionalPolicies: [DIRECTLY, listen] };
  }
  const { protocol, hostname, port, username, password } = proxy.url;
  return {
    authorityHost: login,
    additionalPolicies: [listen],
    proxyOptions: {
      host: `${protocol}//${hostname}`,
      port: Number(port || (protocol === "https:" ? 443 : 80)),
      ...(username === "" ? {} : { username, password }),
    },
  };
}

/** A request that has an agent is left alone by the library's own reading of the environment. */
const DIRECTLY: AddedPolicy = {
  position: "perCall",
  policy: {
    name: "scopewright-directly",
    sendRequest: (request, next) => {
      request.agent = globalAgent;
      return next(request);
    },
  },
};

function listenForRefusals(onRefusal: (said: string) => void): AddedPolicy {
  return {
    position: "perCall",
    policy: {
      name: "scopewright-refusals",
      sendRequest: async (request, next) => {
        const response = await next(request);
        if (response.status >= 400) onRefusal(readRefusal(response.bodyAsText ?? ""));
        return response;
      },
    },
  };
}

function readRefusal(text: string): string {
  try {
    const body: unknown = JSON.parse(text);
    return isRecord(body) ? readText(body, "error_description") : "";
  } catch {
    return "";
  }
}
