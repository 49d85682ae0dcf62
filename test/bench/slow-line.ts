import { Agent, createServer, request, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** A line to a service over which every answer takes its time, and on which requests are counted. */
export interface SlowLine {
  readonly url: string;
  /** Requests of the protocol. */
  httpRequests(): number;
  /** The same with each part of a batch counted, instead of the batch. */
  singleRequests(): number;
  /** Requests under way at once, at most. */
  peak(): number;
  close(): Promise<void>;
}

/**
 * Starts a line to the service at `origin`: it hands on each request at once, and its answer `delayMs` after the request
 * came, or later where the service itself takes longer.
 */
export async function startSlowLine(origin: string, delayMs: number): Promise<SlowLine> {
  const agent = new Agent({ keepAlive: true });
  let http = 0;
  let single = 0;
  let open = 0;
  let peak = 0;

  async function handOn(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
    http += 1;
    open += 1;
    peak = Math.max(peak, open);
    const delay = new Promise((resolve) => setTimeout(resolve, delayMs));
    const chunks: Uint8Array[] = [];
    for await (const chunk of incoming) if (chunk instanceof Uint8Array) chunks.push(chunk);
    const body = Buffer.concat(chunks);
    single += incoming.url?.endsWith("/$batch") === true ? countParts(body) : 1;
    const onward = request(`${origin}${incoming.url ?? ""}`, {
      method: incoming.method ?? "GET",
      headers: incoming.headers,
      agent,
    });
    onward.on("response", (answer) => {
      void delay.then(() => {
        outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
        answer.pipe(outgoing);
      });
    });
    onward.on("error", () => outgoing.destroy());
    outgoing.on("close", () => (open -= 1));
    onward.end(body);
  }

  const server = createServer((incoming, outgoing) => {
    void handOn(incoming, outgoing);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`,
    httpRequests: () => http,
    singleRequests: () => single,
    peak: () => peak,
    close: async () => {
      server.closeAllConnections();
      agent.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function countParts(body: Buffer): number {
  const { requests } = JSON.parse(body.toString("utf8")) as { requests: readonly unknown[] };
  return requests.length;
}
