/** A request as its faults see it: what stays the same however often, and for whichever page, it is made. */
export interface LogicalRequest {
  readonly service: "exchange" | "graph" | "signIn";
  /** The cmdlet, or the path without a version. */
  readonly name: string;
  /** Method, path, query without the place in the pages, and body. */
  readonly identity: string;
  /** From 1. */
  readonly page: number;
  /** The bearer token; empty without one. */
  readonly token: string;
}

interface Described {
  readonly service: LogicalRequest["service"];
  readonly name: string;
  readonly page: number;
}

interface Sent {
  readonly method: string;
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** Describes a request for its faults. */
export function toLogicalRequest(
  { method, url, headers, body }: Sent,
  described: Described,
): LogicalRequest {
  const query = new URLSearchParams(url.searchParams);
  query.delete("$skiptoken");
  return {
    ...described,
    identity: [method, url.pathname, query.toString(), body].join("\n"),
    token: /^bearer (\S+)/i.exec(headers["authorization"] ?? "")?.[1] ?? "",
  };
}
