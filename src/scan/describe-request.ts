/** What a request is, as far as it may be shown: nothing of its headers but ids, nothing of its body. */
export interface RequestDescription {
  readonly service: "exchange" | "graph" | "sign-in";
  readonly method: string;
  /** Path and query. */
  readonly path: string;
  /** The Exchange cmdlet, where the request runs one. */
  readonly cmdlet: string | undefined;
  /** The id that we gave it. */
  readonly clientRequestId: string | undefined;
}

/** Describes a request by where it goes and what it asks for. */
export function describeRequest(url: string, init: RequestInit): RequestDescription {
  const target = URL.canParse(url) ? new URL(url) : undefined;
  const headers = new Headers(init.headers);
  return {
    service: serviceOf(target?.hostname ?? ""),
    method: init.method ?? "GET",
    path: target === undefined ? "" : `${target.pathname}${target.search}`,
    cmdlet: headers.get("x-cmdletname") ?? undefined,
    clientRequestId: headers.get("client-request-id") ?? undefined,
  };
}

/** By the name of the host, which differs between clouds but for these parts. */
function serviceOf(host: string): RequestDescription["service"] {
  if (host.startsWith("login.")) return "sign-in";
  return host.includes("graph") ? "graph" : "exchange";
}
