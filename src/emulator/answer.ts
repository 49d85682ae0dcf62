import type { Delivery } from "./faults/delivery.ts";

/** An answer over http. An object body is sent as JSON; none means a body of no bytes. */
export interface Answer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array | Readonly<Record<string, unknown>>;
  /** Only where it does not go out whole. */
  readonly delivery?: Delivery;
}

/** A request, already read whole. Header names are lower case. */
export interface ServiceRequest {
  readonly method: string;
  /** Path and query as on the wire. */
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** The body as JSON; undefined when it is not. */
export function parseBody(request: ServiceRequest): unknown {
  try {
    return JSON.parse(request.body);
  } catch {
    return undefined;
  }
}
