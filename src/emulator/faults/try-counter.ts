import type { LogicalRequest } from "./logical-request.ts";

/** The how-manieth time something is asked for, from 1. */
export interface Try {
  readonly request: LogicalRequest;
  /** This page of this request. */
  readonly ofPage: number;
  /** This request, whichever the page. */
  readonly ofRequest: number;
}

/** Counts how often each request is made: for each apart, so that others in between change nothing. */
export function createTryCounter(): (request: LogicalRequest) => Try {
  const counts = new Map<string, number>();
  const count = (key: string): number => {
    const next = (counts.get(key) ?? 0) + 1;
    counts.set(key, next);
    return next;
  };
  return (request) => ({
    request,
    ofPage: count(`${request.page}\n${request.identity}`),
    ofRequest: count(request.identity),
  });
}
