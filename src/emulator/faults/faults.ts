import type { CutOff, DroppedAt } from "./delivery.ts";

/**
 * Trouble that the emulated services make on purpose: a scenario file, or an option of `startEmulator`. Every key is
 * optional.
 *
 * ```json
 * {
 *   "seed": 7,
 *   "pageSize": 50,
 *   "throttleEvery": 9,
 *   "retryAfterSeconds": 2,
 *   "transientEvery": 11,
 *   "slow": 50,
 *   "denyCmdlets": ["Get-ServicePrincipal"],
 *   "denyPaths": ["/groups/*"],
 *   "failPage": [{ "on": "Get-Recipient", "page": 2 }],
 *   "dropConnection": [{ "when": "midway", "chance": 0.1 }],
 *   "truncateBody": [{ "on": "/servicePrincipals", "framing": "chunked", "at": 1 }],
 *   "htmlError": [{ "status": 200, "every": 5 }],
 *   "expireToken": [{ "service": "graph", "after": 10, "challenge": "claims" }],
 *   "expireCursor": [{ "on": "Get-Recipient", "page": 3, "at": 1 }]
 * }
 * ```
 *
 * Whether a fault hits a request follows from `seed`, from what the request is (method, path, body), its page, and how
 * often it was made before: so the same scenario repeats itself, in whatever order a client's requests arrive. Only
 * `throttleEvery`, `transientEvery` and `expireToken` count requests as they come. Parts of a batch are requests too.
 */
export interface Faults {
  /** Whole number; default 0. */
  readonly seed?: number;
  /** Upper limit of the rows on a page. */
  readonly pageSize?: number;
  /** Every n-th request is answered 429. */
  readonly throttleEvery?: number;
  /** Seconds in the Retry-After header of a 429. Default 1. */
  readonly retryAfterSeconds?: number;
  /** Every n-th request fails for a moment: 400 with an exception that passes (Exchange), 503 (Graph). */
  readonly transientEvery?: number;
  /** Milliseconds that each http request takes at least. */
  readonly slow?: number;
  /** Cmdlets that the caller may not run. */
  readonly denyCmdlets?: readonly string[];
  /** Paths of Graph that the caller may not read. */
  readonly denyPaths?: readonly string[];
  /** Pages that fail however often they are asked for. */
  readonly failPage?: readonly FailPage[];
  /** The connection breaks; a part of a batch is missing. */
  readonly dropConnection?: readonly DropConnection[];
  /** The body ends early, and the connection is closed as after a whole one. */
  readonly truncateBody?: readonly TruncateBody[];
  /** A web page in place of the service's answer, as from a proxy. */
  readonly htmlError?: readonly HtmlError[];
  /** A token that was good is refused from some request on; another one is taken. */
  readonly expireToken?: readonly ExpireToken[];
  /** The link to a page is answered as expired. */
  readonly expireCursor?: readonly Aim[];
  /** How long a link to a page of Exchange lives. Default 30 minutes, as the service's message says. */
  readonly cursorLifetimeMs?: number;
}

/** Which requests are hit: those that meet every condition given; without any, all. */
export interface Aim {
  /** A cmdlet, or a path without the version (`/groups/*`, where `*` stands for anything but a slash). */
  readonly on?: string;
  /** The page of an answer, from 1. */
  readonly page?: number;
  /** Only when the same page of the same request is asked for the n-th time, from 1. */
  readonly at?: number;
  /** Every n-th time that the same request is made, whichever of its pages it is for. */
  readonly every?: number;
  /** In (0, 1]: each time with this chance, by seed. */
  readonly chance?: number;
}

export interface FailPage {
  readonly on?: string;
  /** From 1. */
  readonly page: number;
}

export interface DropConnection extends Aim {
  /** Default `before`. */
  readonly when?: DroppedAt;
}

export interface TruncateBody extends Aim {
  /** How the head says where the body ends. Default `contentLength`. */
  readonly framing?: CutOff;
  /** In [0, 1): the share of the body that is sent. Default by seed. */
  readonly keep?: number;
}

export interface HtmlError extends Aim {
  /** Default 502. */
  readonly status?: number;
}

/** Counted for each token of each service: tokens are known by their text. */
export interface ExpireToken {
  /** Default: both. */
  readonly service?: "exchange" | "graph";
  /** Requests that a token is good for. */
  readonly after: number;
  /** How many tokens of a service end so, in order of their first use. Default 1. */
  readonly tokens?: number;
  /** What the refusal asks for: a token with claims (continuous access evaluation), or nothing. Default `claims`. */
  readonly challenge?: "claims" | "expired";
}
