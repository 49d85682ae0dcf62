import { AppError } from "../../errors.ts";

/** A proxy that requests over https go through. */
export interface ProxySettings {
  /** The whole url, possibly with a user name and a password: never to be shown. */
  readonly url: URL;
  /** Host and port, for messages. */
  readonly shown: string;
  /** Hosts that are reached without it. */
  readonly noProxy: readonly string[];
}

/** In the order in which they are looked at, each in upper case and then in lower case, as the sign-in library does. */
const VARIABLES = ["HTTPS_PROXY", "ALL_PROXY", "HTTP_PROXY"] as const;

/**
 * Reads the proxy that the environment names; undefined without one.
 *
 * Both clients and the sign-in library are handed the result, so that all of them take the same way.
 *
 * @see https://learn.microsoft.com/azure/developer/javascript/sdk/http-proxy
 * @throws AppError `usage` when the variable holds no url of an http proxy; its text is not repeated: it may hold a password
 */
export function readProxySettings(
  environment: Readonly<Record<string, string | undefined>>,
): ProxySettings | undefined {
  const read = (name: string): string =>
    (environment[name] || environment[name.toLowerCase()] || "").trim();
  const variable = VARIABLES.find((name) => read(name) !== "");
  if (variable === undefined) return undefined;
  const text = read(variable);
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url === undefined || !/^https?:$/.test(url.protocol) || url.hostname === "") {
    throw new AppError("usage", `the variable \`${variable}\` holds no url of an http proxy`, {
      hint: `write ${variable}=http://proxy.example:8080; a socks proxy cannot be used`,
    });
  }
  const noProxy = read("NO_PROXY").split(/[,\s]+/);
  return { url, shown: url.host, noProxy: noProxy.filter((entry) => entry !== "") };
}

/**
 * Tells whether a host is reached without the proxy: `NO_PROXY` names it, a domain that it is in, or `*`.
 *
 * There is no standard; curl and most tools read the variable so.
 */
export function isBypassed(target: URL, { noProxy }: ProxySettings): boolean {
  const host = target.hostname.toLowerCase();
  const port = target.port === "" ? (target.protocol === "https:" ? "443" : "80") : target.port;
  return noProxy.some((entry) => {
    if (entry === "*") return true;
    const [, name = "", onlyPort] = /^(.*?)(?::(\d+))?$/.exec(entry.toLowerCase()) ?? [];
    if (onlyPort !== undefined && onlyPort !== port) return false;
    const domain = name.replace(/^\*?\./, "");
    return host === domain || host.endsWith(`.${domain}`);
  });
}
