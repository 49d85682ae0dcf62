import { createGraphClient } from "../../../src/scan/graph/create-graph-client.ts";
import { createGraphReader } from "../../../src/scan/graph/create-graph-reader.ts";
import type { GraphReader } from "../../../src/scan/graph/graph-reader.ts";
import type { RawRow } from "../../../src/scan/raw-row.ts";
import type { RetryPolicy } from "../../../src/scan/retry.ts";
import type { TokenSource } from "../../../src/scan/token-source.ts";
import { createTrustedSend } from "../../../src/scan/trusted-send.ts";
import { testRetry } from "./test-retry.ts";

/** The real Graph client, talking to a service on this machine in the name of graph.microsoft.com. */
export function graphTo(
  url: string,
  retry: RetryPolicy = testRetry(),
  tokens: TokenSource = { readToken: async () => "secret-token" },
): GraphReader {
  const client = createGraphClient({
    send: createTrustedSend({ hosts: ["graph.microsoft.com"], emulatorUrl: url }),
    tokens,
    retry,
  });
  return createGraphReader(client, retry);
}

export async function listItems(items: AsyncIterable<RawRow>): Promise<readonly RawRow[]> {
  const rows: RawRow[] = [];
  for await (const row of items) rows.push(row);
  return rows;
}
