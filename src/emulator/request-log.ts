/** One request that the emulator answered; the parts of a batch are entries of their own. */
export interface RequestLogEntry {
  readonly method: string;
  /** Path and query. */
  readonly path: string;
  /** The Exchange cmdlet, where the request runs one. */
  readonly cmdlet: string | undefined;
  readonly status: number;
  /** It was no http request of its own, but a part of the batch that comes after it. */
  readonly inBatch: boolean;
}

const MAX_ENTRIES = 10_000;

export interface RequestLog {
  add(entry: RequestLogEntry): void;
  entries(): readonly RequestLogEntry[];
}

/** Remembers the last requests, in the order in which they were answered. */
export function createRequestLog(): RequestLog {
  const entries: RequestLogEntry[] = [];
  return {
    add: (entry) => {
      entries.push(entry);
      if (entries.length > MAX_ENTRIES) entries.shift();
    },
    entries: () => [...entries],
  };
}
